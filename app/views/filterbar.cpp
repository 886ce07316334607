#include "views/filterbar.h"

#include "models/filterwords.h"
#include "views/icons.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QToolButton>

namespace whittle::app {

FilterBar::FilterBar(TermCompleter::Source completions, QWidget *parent)
    : QFrame(parent), m_field(new QLineEdit(this)), m_completer(new TermCompleter(std::move(completions), m_field)), m_count(new QLabel(this)), m_error(new QLabel(this)), m_line(new QHBoxLayout)
{
    setProperty("bar", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setSpacing(4);
    m_line->setSpacing(6);
    m_field->setObjectName(QStringLiteral("filterField"));
    m_field->setAccessibleName(tr("Filter"));
    m_field->setClearButtonEnabled(true);
    m_field->addAction(icons::get(QStringLiteral("search")), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_line->addWidget(m_field, 1);
    m_count->setObjectName(QStringLiteral("filterCount"));
    m_count->setProperty("muted", true);
    m_line->addWidget(m_count);
    layout->addLayout(m_line);
    m_error->setObjectName(QStringLiteral("filterError"));
    m_error->setProperty("error", true);
    m_error->setWordWrap(true);
    m_error->hide();
    layout->addWidget(m_error);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (const auto &[button, term] : m_toggles)
            button->setChecked(filterwords::hasTerm(text, term));
        Q_EMIT textChanged(text);
    });
}

QString FilterBar::text() const
{
    return m_field->text();
}

void FilterBar::setText(const QString &text)
{
    m_field->setText(text);
}

void FilterBar::focus()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

QToolButton *FilterBar::addButton(const QString &text, const QString &icon, const QString &toolTip)
{
    auto *button = new QToolButton(this);
    button->setProperty("flat", true);
    button->setCheckable(true);
    button->setText(text);
    button->setIcon(icons::get(icon));
    button->setIconSize(icons::besideText(fontMetrics()));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setToolTip(toolTip);
    m_buttons.push_back(button);
    m_line->addWidget(button);
    return button;
}

void FilterBar::addToggle(const QString &text, const QString &icon, const QString &term, const QString &toolTip)
{
    auto *button = addButton(text, icon, tr("%1 (writes %2 into the filter)").arg(toolTip, term));
    button->setObjectName(QStringLiteral("toggle_") + term);
    connect(button, &QToolButton::clicked, this, [this, term](bool checked) { m_field->setText(filterwords::withTerm(m_field->text(), term, checked)); });
    m_toggles.emplace_back(button, term);
}

QToolButton *FilterBar::addSwitch(const QString &text, const QString &icon, const QString &toolTip)
{
    return addButton(text, icon, toolTip);
}

void FilterBar::addWidget(QWidget *widget)
{
    m_line->addWidget(widget);
}

void FilterBar::setError(const QString &error)
{
    const bool invalid = !error.isEmpty();
    m_field->setProperty("invalid", invalid);
    m_field->style()->unpolish(m_field);
    m_field->style()->polish(m_field);
    m_error->setVisible(invalid);
    m_error->setText(error);
}

void FilterBar::setCount(const QString &text)
{
    m_count->setText(text);
}

void FilterBar::setCompact(bool compact)
{
    for (auto *button : m_buttons) {
        button->setToolButtonStyle(compact ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        button->setIconSize(compact ? QSize(fontMetrics().height(), fontMetrics().height()) : icons::besideText(fontMetrics()));
    }
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QFrame::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool asks = key->key() == Qt::Key_Space && key->modifiers() == Qt::ControlModifier;
    if (event->type() == QEvent::ShortcutOverride) {
        // Elsewhere the same keys complete the text of the profile.
        if (asks)
            event->accept();
        return asks;
    }
    if (asks) {
        m_completer->complete(true);
        return true;
    }
    if (key->key() == Qt::Key_Escape) {
        if (m_completer->isOpen())
            m_completer->close();
        else if (m_field->text().isEmpty())
            Q_EMIT left(false);
        else
            m_field->clear();
        return true;
    }
    if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Return) {
        m_completer->close();
        Q_EMIT left(true);
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace whittle::app
