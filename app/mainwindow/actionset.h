#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <initializer_list>

class QAction;
class QMainWindow;
class QMenu;

namespace whittle::app {

/// An action as it is registered.
struct ActionSpec
{
    const char *name;       // object name, unique: "open"
    QString text;           // with its mnemonic: "&Open…"
    QString icon;           // of resources/icons; empty: none
    QKeySequence shortcut;
    QString tip;            // one sentence without a full stop: tool tip, status bar and palette
    QString help = {};      // What's This; empty: the tip
    QString themeIcon = {}; // name in the desktop's icon theme
};

/// Every action of the window, by name, and the menus of its menu bar. The command palette, the list of shortcuts and the tests read it, so
/// what is not registered here does not exist. A part of the window registers its own:
///
///     actions.add({"compareWith", tr("&Compare…"), QStringLiteral("compare"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C), tr("…")}, [this] { … });
///     actions.fill(actions.menu(ActionSet::Compare), {"compareWith", nullptr, "compareSwap"});
class ActionSet final : public QObject
{
    Q_OBJECT

public:
    /// In the order of the menu bar. One that holds nothing is not shown.
    enum Menu { File, Edit, Syscalls, Text, Recording, Compare, Image, View, Tools, Learn, Help, MenuCount };

    explicit ActionSet(QMainWindow &window);

    QAction *add(const ActionSpec &spec, std::function<void()> run);
    /// Registers an action that was made elsewhere (undo, the view actions of docks) under the spec's name; empty members leave it as it is.
    QAction *adopt(QAction *action, const ActionSpec &spec);
    /// Asserts that it is there.
    [[nodiscard]] QAction *get(const char *name) const;
    /// nullptr: there is none.
    [[nodiscard]] QAction *find(const QString &name) const { return m_actions.value(name); }
    /// In the order of registration.
    [[nodiscard]] const QList<QAction *> &all() const { return m_order; }
    void enable(std::initializer_list<const char *> names, bool enabled) const;

    [[nodiscard]] QMenu *menu(Menu which) const { return m_menus[which]; }
    /// Appends actions by name; nullptr is a separator.
    void fill(QMenu *menu, std::initializer_list<const char *> names);
    /// The titles on the way to an action in the menu bar, without mnemonics: {"File", "Open Recent"}. Empty: it is in no menu.
    [[nodiscard]] QStringList menuPath(const QAction *action) const;

    /// A text of an action or menu as it reads: without mnemonic and without the dots.
    [[nodiscard]] static QString plainText(QString text);

Q_SIGNALS:
    /// A person carried out one of the actions, wherever from.
    void triggered(QAction *action);

private:
    void showUsedMenus();
    bool eventFilter(QObject *watched, QEvent *event) override;

    QMainWindow &m_window;
    QHash<QString, QAction *> m_actions;
    QList<QAction *> m_order;
    QMenu *m_menus[MenuCount];
};

} // namespace whittle::app
