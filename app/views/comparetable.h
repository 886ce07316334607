#pragma once

#include "models/comparemodel.h"

#include <QWidget>

#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace whittle::app {

class CompareDocument;
class FilterBar;
class GroupedTree;

/// The Decisions tab of a comparison: filter and table.
class CompareTable final : public QWidget
{
    Q_OBJECT

public:
    explicit CompareTable(CompareDocument &document, QWidget *parent = nullptr);

    [[nodiscard]] const CompareModel &model() const { return m_model; }
    [[nodiscard]] CompareProxy &proxy() { return m_proxy; }
    [[nodiscard]] GroupedTree *tree() { return m_tree; }
    [[nodiscard]] FilterBar *filterBar() { return m_filter; }
    [[nodiscard]] QString filterText() const;
    void setFilterText(const QString &text);
    void setOnlyDifferences(bool only);

    [[nodiscard]] std::vector<std::string> selectedSyscalls() const;
    /// nullptr: none.
    [[nodiscard]] const ComparedRow *currentRow() const;
    [[nodiscard]] const analysis::ComparedSyscall *currentCompared() const;
    bool select(const QString &syscall);
    /// The next row that differs.
    bool goToDifference(bool forward);

Q_SIGNALS:
    void currentRowChanged();
    void contextMenuRequested(const QPoint &globalPosition);

private:
    void applyFilter();
    void updateCount();
    void setWidths();

    CompareDocument &m_document;
    CompareModel m_model;
    CompareProxy m_proxy;
    FilterBar *m_filter;
    QToolButton *m_only = nullptr;
    QStackedWidget *m_stack;
    QLabel *m_empty;
    QPushButton *m_showAll = nullptr;
    GroupedTree *m_tree;
    QString m_current; // the syscall that stays current while rows come and go
    bool m_resetting = false;
};

} // namespace whittle::app
