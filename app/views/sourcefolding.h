#pragma once

#include <QObject>
#include <QTextBlock>

class QPlainTextEdit;

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

/// Hides and shows what stands between brackets. What can be folded is what the highlighting definition says.
class SourceFolding final : public QObject
{
    Q_OBJECT

public:
    SourceFolding(QPlainTextEdit &editor, KSyntaxHighlighting::SyntaxHighlighter &highlighter);

    [[nodiscard]] bool canFold(const QTextBlock &block) const;
    [[nodiscard]] bool isFolded(const QTextBlock &block) const;
    void setFolded(const QTextBlock &block, bool folded);
    void toggle(const QTextBlock &block) { setFolded(block, !isFolded(block)); }
    /// Every region inside the outermost one's lists: each rule gets one line.
    void foldAll();
    void unfoldAll();
    /// The line that begins the innermost region around a line; the line itself where it begins one. Invalid: there is none.
    [[nodiscard]] QTextBlock regionAround(const QTextBlock &block) const;
    /// Unfolds whatever hides the line.
    void reveal(const QTextBlock &block);

private:
    /// After an edit a hidden line may belong to no region any more; nothing is to stay hidden for good.
    void check();
    void changed(const QTextBlock &from, const QTextBlock &to);

    QPlainTextEdit &m_editor;
    KSyntaxHighlighting::SyntaxHighlighter &m_highlighter;
    bool m_any = false;
    bool m_checking = false;
};

} // namespace whittle::app
