#pragma once

#include <QPlainTextEdit>
#include <QString>

#include <memory>
#include <vector>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace whittle::app {

/// A text editor for profiles: highlighted JSON, line numbers, current line, bracket at the cursor, problems underlined at their place.
/// It has no undo of its own: the document's stack has every edit.
class SourceEditor final : public QPlainTextEdit
{
    Q_OBJECT

public:
    struct Mark
    {
        int begin = 0; // characters
        int end = 0;
        int severity = 0; // profile::Severity
        QString message;
    };

    explicit SourceEditor(QWidget *parent = nullptr);
    ~SourceEditor() override;

    /// The text as it stands, non-breaking blanks kept (toPlainText() makes plain ones of them).
    [[nodiscard]] QString text() const;
    /// Replaces what differs, so that cursor and scroll position stay.
    void setTextKeepingCursor(const QString &text);
    void setMarks(std::vector<Mark> marks);
    void goTo(int begin, int end);

    [[nodiscard]] int gutterWidth() const;
    void paintGutter(QPaintEvent *event);

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void updateTheme();
    void updateSelections();
    void layoutGutter();
    void matchBracket(QList<QTextEdit::ExtraSelection> &selections) const;

    QWidget *m_gutter;
    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
    std::vector<Mark> m_marks;
};

} // namespace whittle::app
