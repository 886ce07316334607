#pragma once

#include <QFrame>
#include <QRegularExpression>

class QLabel;
class QLineEdit;
class QSpinBox;
class QToolButton;
class QTextCursor;

namespace whittle::app {

class SourceEditor;

/// The bar under the text that finds, replaces and goes to a line. Closed with Escape.
class FindBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FindBar(SourceEditor &editor, QWidget *parent = nullptr);

    /// Opens it with the selected word; replacing: with the second line.
    void open(bool replacing);
    void openLine();
    void close();
    void findNext();
    void findPrevious();
    void replace();
    /// All in one edit; how many there were.
    int replaceAll();
    [[nodiscard]] QLineEdit *findField() { return m_find; }
    [[nodiscard]] QLineEdit *replaceField() { return m_replace; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// Nothing where the field is empty or no regular expression.
    [[nodiscard]] QRegularExpression expression() const;
    void find(bool backward);
    void update();
    void count();

    SourceEditor &m_editor;
    QWidget *m_findRow;
    QWidget *m_replaceRow;
    QWidget *m_lineRow;
    QLineEdit *m_find;
    QLineEdit *m_replace;
    QSpinBox *m_line;
    QToolButton *m_case;
    QToolButton *m_word;
    QToolButton *m_regular;
    QLabel *m_count;
};

} // namespace whittle::app
