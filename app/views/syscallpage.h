#pragma once

#include "models/syscallmodel.h"
#include "models/syscallproxy.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

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
    /// Makes a syscall the current one where the filter shows it; the filter stays.
    void follow(const QString &syscall);
    /// Shows a syscall; a filter that hides it is cleared.
    void showSyscall(const QString &syscall);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyFilter();
    void updateCount();

    ProfileDocument &m_document;
    SyscallModel m_model;
    SyscallProxy m_proxy;
    EnvironmentBar *m_environment;
    FilterBar *m_filter;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    SyscallTable *m_table;
};

} // namespace whittle::app
