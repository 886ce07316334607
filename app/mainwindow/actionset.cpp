#include "mainwindow/actionset.h"

#include "views/icons.h"

#include <QAction>
#include <QActionEvent>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace whittle::app {
namespace {

bool findPath(const QList<QAction *> &actions, const QAction *wanted, QStringList &path)
{
    for (const auto *action : actions) {
        if (action == wanted)
            return true;
        if (const auto *menu = action->menu()) {
            path << ActionSet::plainText(menu->title());
            if (findPath(menu->actions(), wanted, path))
                return true;
            path.removeLast();
        }
    }
    return false;
}

} // namespace

ActionSet::ActionSet(QMainWindow &window) : QObject(&window), m_window(window)
{
    const std::pair<const char *, QString> titles[MenuCount] = {{"menuFile", tr("&File")}, {"menuEdit", tr("&Edit")}, {"menuSyscalls", tr("&Syscalls")}, {"menuText", tr("Te&xt")},
        {"menuRecording", tr("&Recording")}, {"menuCompare", tr("&Compare")}, {"menuImage", tr("&Image")}, {"menuView", tr("&View")}, {"menuTools", tr("&Tools")}, {"menuLearn", tr("&Learn")},
        {"menuHelp", tr("&Help")}};
    for (int i = 0; i < MenuCount; ++i) {
        m_menus[i] = window.menuBar()->addMenu(titles[i].second);
        m_menus[i]->setObjectName(QLatin1StringView(titles[i].first));
        m_menus[i]->setToolTipsVisible(true);
        m_menus[i]->installEventFilter(this);
    }
    showUsedMenus();
}

QAction *ActionSet::add(const ActionSpec &spec, std::function<void()> run)
{
    auto *action = new QAction(&m_window);
    if (run)
        connect(action, &QAction::triggered, this, std::move(run));
    return adopt(action, spec);
}

QAction *ActionSet::adopt(QAction *action, const ActionSpec &spec)
{
    const auto name = QString::fromLatin1(spec.name);
    Q_ASSERT_X(!m_actions.contains(name), "ActionSet", spec.name);
    action->setObjectName(name);
    if (!spec.text.isEmpty())
        action->setText(spec.text);
    if (!spec.icon.isEmpty())
        action->setIcon(icons::get(spec.icon, spec.themeIcon));
    if (!spec.shortcut.isEmpty())
        action->setShortcut(spec.shortcut);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    action->setToolTip(keys.isEmpty() ? spec.tip : tr("%1 (%2)", "tool tip and keys").arg(spec.tip, keys));
    action->setStatusTip(spec.tip);
    action->setWhatsThis(spec.help.isEmpty() ? spec.tip : spec.help);
    m_window.addAction(action);
    m_actions.insert(name, action);
    m_order << action;
    connect(action, &QAction::triggered, this, [this, action] { Q_EMIT triggered(action); });
    return action;
}

QAction *ActionSet::get(const char *name) const
{
    auto *action = m_actions.value(QLatin1StringView(name));
    Q_ASSERT_X(action, "ActionSet", name);
    return action;
}

void ActionSet::enable(std::initializer_list<const char *> names, bool enabled) const
{
    for (const char *name : names)
        get(name)->setEnabled(enabled);
}

void ActionSet::fill(QMenu *menu, std::initializer_list<const char *> names)
{
    for (const char *name : names) {
        if (!name)
            menu->addSeparator();
        else
            menu->addAction(get(name));
    }
}

QStringList ActionSet::menuPath(const QAction *action) const
{
    QStringList path;
    for (const auto *menu : m_menus) {
        path = {plainText(menu->title())};
        if (findPath(menu->actions(), action, path))
            return path;
    }
    return {};
}

QString ActionSet::plainText(QString text)
{
    // "&&" is an ampersand, "&x" the letter x.
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == QLatin1Char('&') && i + 1 < text.size())
            ++i;
        plain += text[i];
    }
    while (plain.endsWith(QChar(0x2026)) || plain.endsWith(QLatin1Char('.')))
        plain.chop(1);
    return plain;
}

bool ActionSet::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ActionAdded || event->type() == QEvent::ActionRemoved)
        QMetaObject::invokeMethod(this, &ActionSet::showUsedMenus, Qt::QueuedConnection);
    return QObject::eventFilter(watched, event);
}

void ActionSet::showUsedMenus()
{
    for (auto *menu : m_menus)
        menu->menuAction()->setVisible(!menu->isEmpty());
}

} // namespace whittle::app
