#pragma once

#include <QTableView>

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace whittle::app {

class SyscallModel;
class SyscallProxy;

/// The table of all syscalls. Says what the person wants to do with the selection; who owns the document does it.
class SyscallTable final : public QTableView
{
    Q_OBJECT

public:
    SyscallTable(SyscallModel &model, SyscallProxy &proxy, QWidget *parent = nullptr);

    /// In the order of the table.
    [[nodiscard]] std::vector<std::string> selectedSyscalls() const;
    [[nodiscard]] QString currentSyscall() const;
    /// Selects it where the filter shows it.
    bool select(const QString &syscall);
    /// Runs a change of the rows that are shown; what was selected stays so where it is still there, and comes back when it is again.
    void keepSelection(const std::function<void()> &change);
    void setEditMenu(QMenu *menu) { m_editMenu = menu; }
    /// Copies the names of the selected rows, or the rows with all shown columns, separated by tabs.
    void copyNames() const;
    void copyRows() const;

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

private:
    void showColumnMenu(const QPoint &position);
    void setDefaultColumns();
    void updateRowHeight();

    SyscallModel &m_model;
    SyscallProxy &m_proxy;
    QMenu *m_editMenu = nullptr;
    QString m_current;
    std::set<std::string> m_selected; // as the person left it, rows that a filter hides included
    bool m_resetting = false;
};

} // namespace whittle::app
