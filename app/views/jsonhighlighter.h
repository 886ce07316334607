#pragma once

#include <memory>

class QTextDocument;

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

/// Highlights JSON in the theme's colours; updateJsonTheme() after the theme has changed.
[[nodiscard]] std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> makeJsonHighlighter(QTextDocument *document);
void updateJsonTheme(KSyntaxHighlighting::SyntaxHighlighter &highlighter);

} // namespace whittle::app
