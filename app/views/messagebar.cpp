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
    : QFrame(parent), m_icon(new QLabel(this)), m_text(new QLabel(this)), m_buttons(new QHBoxLayout), m_close(new QToolButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 6, 6, 6);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_close->setProperty("flat", true);
    m_close->setIcon(icons::get(QStringLiteral("close")));
    m_close->setToolTip(tr("Hide this message"));
    m_close->setAccessibleName(tr("Hide this message"));
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_buttons->setSpacing(6);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, [this] {
        clear();
        Q_EMIT dismissed();
    });
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, const QString &actionText, std::function<void()> action)
{
    std::vector<Action> actions;
    if (!actionText.isEmpty())
        actions.push_back({actionText, std::move(action)});
    showMessage(kind, text, std::move(actions));
}

void MessageBar::showMessage(Kind kind, const QString &text, std::vector<Action> actions)
{
    m_kind = kind;
    m_text->setText(text);
    clearButtons();
    for (auto &action : actions) {
        auto *button = new QPushButton(action.text, this);
        button->setObjectName(m_buttons->count() == 0 ? QStringLiteral("messageButton") : QStringLiteral("messageButton%1").arg(m_buttons->count() + 1));
        m_buttons->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, run = std::move(action.run)] {
            // The action may show another message here, and the button goes.
            const auto held = run;
            clear();
            if (held)
                held();
        });
    }
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
    clearButtons();
    hide();
}

void MessageBar::clearButtons()
{
    while (auto *item = m_buttons->takeAt(0)) {
        // It may be the one that is being clicked.
        item->widget()->hide();
        item->widget()->setObjectName({});
        item->widget()->deleteLater();
        delete item;
    }
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
