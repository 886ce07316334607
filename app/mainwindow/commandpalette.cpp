#include "mainwindow/commandpalette.h"

#include "mainwindow/actionset.h"
#include "models/fuzzymatch.h"
#include "settings/settings.h"
#include "views/hitlist.h"

#include <QAction>
#include <QApplication>
#include <QEvent>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

namespace whittle::app {
namespace {

constexpr int kMaxRecent = 20;

} // namespace

std::vector<Hit> findActions(const ActionSet &actions, const QString &pattern, const QStringList &recent)
{
    struct Ranked
    {
        int disabled;
        qsizetype recent; // kMaxRecent: never
        int score;
        Hit hit;
    };
    std::vector<Ranked> found;
    for (auto *action : actions.all()) {
        if (action->objectName() == QLatin1StringView("commandPalette") || !action->isVisible())
            continue;
        const QString title = ActionSet::plainText(action->text());
        const QString path = actions.menuPath(action).join(QStringLiteral(" ▸ "));
        // The menu counts as well, but less than the name: "image keep" finds Keep in Image.
        auto match = fuzzyMatch(pattern, title);
        if (!match) {
            match = fuzzyMatch(pattern, path + QLatin1Char(' ') + title);
            if (!match)
                continue;
            match->score /= 2;
            for (auto &position : match->positions)
                position -= static_cast<int>(path.size()) + 1;
            match->positions.removeIf([](int position) { return position < 0; });
        }
        const auto last = recent.indexOf(action->objectName());
        const bool enabled = action->isEnabled();
        const QString state = action->isCheckable() && action->isChecked() ? QStringLiteral("step-done") : QString();
        found.push_back({enabled ? 0 : 1, last < 0 ? kMaxRecent : last, match->score,
            {{}, title, path, action->shortcut().toString(QKeySequence::NativeText), state, match->positions, enabled, [action] { action->trigger(); }}});
    }
    // Without a pattern what was used last; with one the best fit, and among equals what was used last.
    const bool any = pattern.trimmed().isEmpty();
    std::ranges::stable_sort(found, {}, [any](const Ranked &r) { return any ? std::tuple(r.disabled, r.recent, qsizetype{0}) : std::tuple(r.disabled, static_cast<qsizetype>(-r.score), r.recent); });
    std::vector<Hit> hits;
    for (auto &ranked : found)
        hits.push_back(std::move(ranked.hit));
    return hits;
}

CommandPalette::CommandPalette(ActionSet &actions, QWidget *window) : QFrame(window), m_actions(actions), m_field(new QLineEdit(this)), m_list(new HitList(*m_field, this))
{
    setObjectName(QStringLiteral("commandPalette"));
    setProperty("card", true);
    setProperty("overlay", true);
    setAccessibleName(tr("Command palette"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(4);
    m_field->setObjectName(QStringLiteral("paletteField"));
    m_field->setPlaceholderText(tr("What do you want to do?"));
    m_field->setAccessibleName(tr("Find an action"));
    layout->addWidget(m_field);
    layout->addWidget(m_list, 1);
    m_list->setProperty("card", false);
    m_list->show();
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textEdited, this, &CommandPalette::search);
    connect(m_list, &HitList::closeRequested, this, &CommandPalette::close);
    // The place where it was called from is what the action is about.
    connect(m_list, &HitList::chosen, this, &CommandPalette::close);
    connect(&actions, &ActionSet::triggered, this, [this](const QAction *action) { remember(action->objectName()); });
    hide();
}

void CommandPalette::remember(const QString &action)
{
    if (action == QLatin1StringView("commandPalette"))
        return;
    auto recent = settings::recentActions();
    recent.removeAll(action);
    recent.prepend(action);
    settings::setRecentActions(recent.mid(0, kMaxRecent));
}

void CommandPalette::open()
{
    if (isVisible()) {
        close();
        return;
    }
    m_before = QApplication::focusWidget();
    m_field->clear();
    search();
    place();
    show();
    raise();
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    const bool hadFocus = m_field->hasFocus();
    hide();
    if (hadFocus && m_before && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
}

void CommandPalette::search()
{
    m_list->setHits(findActions(m_actions, m_field->text(), settings::recentActions()), tr("No action fits. A few letters of its name are enough."));
    place();
}

void CommandPalette::place()
{
    const auto *window = parentWidget();
    const int letter = fontMetrics().averageCharWidth();
    const int width = std::min(window->width() - 4 * letter, letter * 90);
    const int top = fontMetrics().height() * 4;
    const int field = m_field->sizeHint().height() + 20;
    resize(width, field);
    m_list->resize(width - 16, m_list->height());
    setGeometry((window->width() - width) / 2, top, width, field + m_list->heightFor(std::min(fontMetrics().height() * 22, window->height() - top - field - 2 * letter)));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize && isVisible())
        place();
    return QFrame::eventFilter(watched, event);
}

} // namespace whittle::app
