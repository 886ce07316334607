#pragma once

#include <QFrame>
#include <QVariant>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace whittle::app {

/// A line above a view that says what has happened or what is wrong, with one button for what to do about it. Never takes the focus.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text, const QString &actionText = {}, std::function<void()> action = {});
    void clear();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcons();

    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    QToolButton *m_close;
    Kind m_kind = Kind::Info;
    std::function<void()> m_action;
};

} // namespace whittle::app
