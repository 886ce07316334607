#pragma once

#include <memory>

class QString;
class QTextDocument;

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

/// Highlights in the theme's colours, JSON at first; updateHighlighting() after the theme has changed.
[[nodiscard]] std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> makeHighlighter(QTextDocument *document);
void updateHighlighting(KSyntaxHighlighting::SyntaxHighlighter &highlighter);
/// Highlights a language that KSyntaxHighlighting has by that name, "YAML"; an unknown or empty name: not at all.
void setLanguageNamed(KSyntaxHighlighting::SyntaxHighlighter &highlighter, const QString &name);
/// Highlights as files of that name are written; an empty name: not at all.
void setLanguageOf(KSyntaxHighlighting::SyntaxHighlighter &highlighter, const QString &fileName);

} // namespace whittle::app
