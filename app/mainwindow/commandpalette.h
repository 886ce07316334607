#pragma once

#include "models/hitmodel.h"

#include <QFrame>

class QLineEdit;

namespace whittle::app {

class ActionSet;
class HitList;

/// Ctrl+Shift+P: every action by a few of its letters, with its menu and its keys; those used last come first. Lies over the window.
class CommandPalette final : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(ActionSet &actions, QWidget *window);

    void open();
    void close();
    [[nodiscard]] QLineEdit *field() { return m_field; }
    [[nodiscard]] HitList *list() { return m_list; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search();
    void place();
    void remember(const QString &action);

    ActionSet &m_actions;
    QLineEdit *m_field;
    HitList *m_list;
    QWidget *m_before = nullptr; // had the focus
};

/// The actions that fit, best first: what a palette shows. recent: names, newest first. Those that cannot be carried out now come last.
[[nodiscard]] std::vector<Hit> findActions(const ActionSet &actions, const QString &pattern, const QStringList &recent);

} // namespace whittle::app
