#include "views/messagebar.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>

namespace whittle::app {

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_button(new QPushButton(this)), m_close(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_button->setObjectName(QStringLiteral("messageButton"));
    m_close->setProperty("flat", true);
    m_close->setIcon(icons::get(QStringLiteral("close")));
    m_close->setToolTip(tr("Hide this message"));
    m_close->setAccessibleName(tr("Hide this message"));
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button);
    layout->addWidget(m_close);
    connect(m_button, &QPushButton::clicked, this, [this] {
        // The action may show another message here.
        const auto action = std::exchange(m_action, {});
        clear();
        if (action)
            action();
    });
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT dismissed();
    });
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, const QString &actionText, std::function<void()> action)
{
    m_kind = kind;
    m_action = std::move(action);
    m_text->setText(text);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    const char *name = kind == Kind::Info ? "info" : kind == Kind::Warning ? "warning" : "error";
    setProperty("message", QLatin1StringView(name));
    setAccessibleName(text);
    style()->unpolish(this);
    style()->polish(this);
    updateIcons();
    show();
}

void MessageBar::clear()
{
    m_text->clear();
    m_action = {};
    hide();
}

QString MessageBar::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void MessageBar::updateIcons()
{
    const auto &colors = theme::colors();
    const QString name = m_kind == Kind::Info ? QStringLiteral("info") : m_kind == Kind::Warning ? QStringLiteral("warning") : QStringLiteral("error");
    const QColor color = m_kind == Kind::Info ? colors.accent : m_kind == Kind::Warning ? colors.warning : colors.error;
    m_icon->setPixmap(icons::pixmap(name, color, fontMetrics().height() + 2, devicePixelRatioF()));
}

void MessageBar::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcons();
}

} // namespace whittle::app
