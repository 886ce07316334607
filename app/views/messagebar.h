#pragma once

#include <QFrame>
#include <QVariant>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace whittle::app {

/// A line above a view that says what has happened or what is wrong, with a button for each thing to do about it. Never takes the focus.
class MessageBar final : public QFrame
{
    Q_OBJECT

public:
    enum class Kind { Info, Warning, Error };

    struct Action
    {
        QString text;
        std::function<void()> run;
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text, const QString &actionText = {}, std::function<void()> action = {});
    /// The buttons are called "messageButton", "messageButton2", …
    void showMessage(Kind kind, const QString &text, std::vector<Action> actions);
    void clear();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void updateIcons();
    void clearButtons();

    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QToolButton *m_close;
    Kind m_kind = Kind::Info;
};

} // namespace whittle::app
