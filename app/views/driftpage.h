#pragma once

#include "models/driftfilter.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace whittle::app {

class FilterBar;
class GroupedTree;

/// What a new version does that the old one did not, and the other way round: filter and table.
class DriftPage final : public QWidget
{
    Q_OBJECT

public:
    explicit DriftPage(const CompareDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] FilterBar *filterBar() { return m_filter; }
    [[nodiscard]] GroupedTree *tree() { return m_tree; }
    [[nodiscard]] DriftProxy &proxy() { return m_proxy; }
    bool goToDifference(bool forward);
    /// nullptr: none is current, or it is about something else than a syscall.
    [[nodiscard]] const SyscallRow *currentSyscall() const;

Q_SIGNALS:
    void currentRowChanged();

private:
    void applyFilter();
    void update();

    const CompareDocument &m_document;
    DriftModel m_model;
    DriftProxy m_proxy;
    FilterBar *m_filter;
    QLabel *m_notes;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    GroupedTree *m_tree;
};

} // namespace whittle::app
