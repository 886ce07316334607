#pragma once

#include "views/termcompleter.h"

#include <QFrame>

#include <utility>
#include <vector>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace whittle::app {

/// The filter above a view: a field that completes the word at its cursor, buttons that write a term into it, how much is shown, and what is
/// wrong with what was typed.
class FilterBar final : public QFrame
{
    Q_OBJECT

public:
    explicit FilterBar(TermCompleter::Source completions, QWidget *parent = nullptr);

    [[nodiscard]] QLineEdit *field() { return m_field; }
    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    void focus();
    /// A button that puts a term into the field and takes it out.
    void addToggle(const QString &text, const QString &icon, const QString &term, const QString &toolTip);
    /// A widget at the end of the line.
    void addWidget(QWidget *widget);
    /// A button that changes what is shown without a word in the field.
    QToolButton *addSwitch(const QString &text, const QString &icon, const QString &toolTip);
    /// Empty: the text can be read.
    void setError(const QString &error);
    void setCount(const QString &text);
    /// Buttons without their texts.
    void setCompact(bool compact);

Q_SIGNALS:
    void textChanged(const QString &text);
    /// The person wants to go on in the view: by Down or Return (begin), or Esc in an empty field.
    void left(bool begin);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *addButton(const QString &text, const QString &icon, const QString &toolTip);

    QLineEdit *m_field;
    TermCompleter *m_completer;
    QLabel *m_count;
    QLabel *m_error;
    QHBoxLayout *m_line;
    std::vector<QToolButton *> m_buttons;
    std::vector<std::pair<QToolButton *, QString>> m_toggles; // those that write a term
};

} // namespace whittle::app
