#pragma once

#include <QPlainTextEdit>
#include <QString>

#include <QRegularExpression>

#include <functional>
#include <memory>
#include <vector>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

class SourceCompleter;
class SourceFolding;

/// A text editor for profiles: highlighted JSON, line numbers, folding, current line, bracket at the cursor, completion, problems underlined
/// at their place with what mends them.
/// It has no undo of its own: the document's stack has every edit.
class SourceEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// What mends a problem, in words, and the doing.
    struct Fix
    {
        QString text;
        std::function<void()> run;
    };
    struct Mark
    {
        int begin = 0; // characters
        int end = 0;
        int severity = 0; // profile::Severity
        QString message;
        std::vector<Fix> fixes;
    };

    explicit SourceEditor(QWidget *parent = nullptr);
    ~SourceEditor() override;

    /// Another language than JSON, as setLanguageNamed(); what fits at the cursor is known of JSON alone.
    void setLanguage(const QString &name);
    /// The text as it stands, non-breaking blanks kept (toPlainText() makes plain ones of them).
    [[nodiscard]] QString text() const;
    /// Replaces what differs, so that cursor and scroll position stay.
    void setTextKeepingCursor(const QString &text);
    void setMarks(std::vector<Mark> marks);
    [[nodiscard]] const std::vector<Mark> &marks() const { return m_marks; }
    /// Selects, in the middle of the view; unfolds what hides it.
    void goTo(int begin, int end);
    /// The same, scrolling as little as can be.
    void select(int begin, int end);
    void goToLine(int line); // from 1
    void replaceRange(int begin, int end, const QString &text);
    /// Marks every place that fits; an empty pattern marks none.
    void setSearch(const QRegularExpression &wanted);
    /// The word in quotes at the cursor.
    [[nodiscard]] QString wordAtCursor() const;
    /// What mends the problems in the cursor's line.
    [[nodiscard]] std::vector<Fix> fixesAtCursor() const;
    void showFixes();

    [[nodiscard]] SourceFolding *folding() { return m_folding; }
    [[nodiscard]] SourceCompleter *completer() { return m_completer; }

    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent *event);
    void clickGutter(const QPoint &position);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void updateTheme();
    void updateSelections();
    void layoutGutter();
    void matchBracket(QList<QTextEdit::ExtraSelection> &selections) const;
    void markSearch(QList<QTextEdit::ExtraSelection> &selections) const;
    [[nodiscard]] int foldWidth() const;

    QWidget *m_gutter;
    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
    SourceFolding *m_folding = nullptr;
    SourceCompleter *m_completer = nullptr;
    std::vector<Mark> m_marks;
    QRegularExpression m_search;
};

} // namespace whittle::app
