#pragma once

#include "models/syscallmodel.h"
#include "models/completion.h"
#include "models/syscalltree.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;
class QToolButton;

namespace whittle::app {

class EnvironmentBar;
class FilterBar;
class ProfileDocument;
class SyscallTable;

/// The Syscalls tab: environment, filter, table.
class SyscallPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SyscallPage(ProfileDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] SyscallTable *table() { return m_table; }
    [[nodiscard]] const SyscallModel &model() const { return m_model; }
    [[nodiscard]] QString filterText() const;
    void setFilterText(const QString &text);
    void focusFilter();
    [[nodiscard]] const SyscallTree &tree() const { return m_tree; }
    void setGrouping(Grouping grouping);
    /// Makes a syscall the current one where the filter shows it; the filter stays.
    void follow(const QString &syscall);
    /// Shows a syscall; a filter that hides it is cleared.
    void showSyscall(const QString &syscall);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyFilter();
    [[nodiscard]] std::vector<Completion> completions(const QString &word) const;
    void updateCount();

    ProfileDocument &m_document;
    SyscallModel m_model;
    SyscallTree m_tree;
    EnvironmentBar *m_environment;
    FilterBar *m_filter;
    QComboBox *m_groupings;
    QToolButton *m_columns;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    SyscallTable *m_table;
};

} // namespace whittle::app
