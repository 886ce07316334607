#pragma once

#include <QElapsedTimer>
#include <QTreeView>

#include <map>
#include <set>
#include <string>
#include <vector>

class QMenu;

namespace whittle::app {

class SyscallModel;
class SyscallTree;

/// The table of all syscalls, in groups or as one list. Says what the person wants to do with the selection; who owns the document does it.
/// Selection, current row, what is collapsed and the place of the view survive filters, edits and another grouping.
class SyscallTable final : public QTreeView
{
    Q_OBJECT

public:
    SyscallTable(SyscallModel &model, SyscallTree &tree, QWidget *parent = nullptr);

    /// In the order of the table, each once. A group that is selected stands for all that it shows.
    [[nodiscard]] std::vector<std::string> selectedSyscalls() const;
    [[nodiscard]] QString currentSyscall() const { return m_current; }
    /// Selects it where the filter shows it, and opens its group.
    bool select(const QString &syscall);
    void setEditMenu(QMenu *menu) { m_editMenu = menu; }
    /// Copies the names of the selected rows, or the rows with all shown columns, separated by tabs.
    void copyNames() const;
    void copyRows() const;
    /// A menu of all columns, to show and hide them. The caller shows it; it deletes itself when it closes.
    [[nodiscard]] QMenu *makeColumnMenu(QWidget *parent);

    void keyboardSearch(const QString &search) override;

Q_SIGNALS:
    void toggleRequested(const std::vector<std::string> &syscalls);
    void editRequested(const QString &syscall); // double click, Enter
    void currentSyscallChanged(const QString &syscall);
    void selectionCountChanged(int count);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void setDefaultColumns();
    void remember();
    void saveState();
    void restoreState();
    void expandGroups();
    void openAll(bool open);
    void toggleGroup(const QModelIndex &index, bool expanded);
    void drawGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    [[nodiscard]] bool isOpenAtFirst() const;
    [[nodiscard]] std::vector<QModelIndex> selectedLeaves() const;

    struct Place
    {
        std::string syscall;
        QString group;

        auto operator<=>(const Place &) const = default;
    };

    SyscallModel &m_model;
    SyscallTree &m_tree;
    QMenu *m_editMenu = nullptr;
    QString m_current;
    QString m_currentGroup;
    bool m_groupIsCurrent = false;
    std::set<Place> m_selected;     // as the person left it, rows that a filter hides included; a group has no syscall
    std::map<QString, bool> m_open; // groups that the person opened or closed
    int m_scroll = 0;
    bool m_resetting = false;
    bool m_currentIsMissing = false;
    QString m_search;
    QElapsedTimer m_searchClock;
};

} // namespace whittle::app
