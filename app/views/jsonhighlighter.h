#pragma once

#include <memory>

class QString;
class QTextDocument;

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

/// Highlights JSON in the theme's colours; updateJsonTheme() after the theme has changed.
[[nodiscard]] std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> makeJsonHighlighter(QTextDocument *document);
void updateJsonTheme(KSyntaxHighlighting::SyntaxHighlighter &highlighter);
/// Highlights a language that KSyntaxHighlighting has by that name, "YAML"; an unknown or empty name: not at all.
void setLanguageNamed(KSyntaxHighlighting::SyntaxHighlighter &highlighter, const QString &name);
/// Highlights as files of that name are written; an empty name: not at all.
void setLanguageOf(KSyntaxHighlighting::SyntaxHighlighter &highlighter, const QString &fileName);

} // namespace whittle::app
