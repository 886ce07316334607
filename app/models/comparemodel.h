#pragma once

#include "analysis/comparison.h"
#include "models/comparefilter.h"
#include "models/groupedmodel.h"

#include <QSortFilterProxyModel>

#include <memory>
#include <vector>

namespace whittle::app {

class CompareDocument;
struct CompareResult;

/// The syscalls of the view's ABI on all sides, in groups by what changes from the first side.
class CompareModel final : public GroupedModel
{
    Q_OBJECT

public:
    /// After Risk comes one column for each side; the last one says which arguments differ.
    enum Column { Name, Number, Risk, FirstSide };
    enum Role { ChangeRole = Qt::UserRole + 100 }; // name of a group's or row's change, "same" where there is none

    explicit CompareModel(const CompareDocument &document, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] int sideCount() const { return m_sideCount; }
    /// nullptr for headings.
    [[nodiscard]] const ComparedRow *row(const QModelIndex &index) const;
    [[nodiscard]] const analysis::ComparedSyscall *compared(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex find(const QString &syscall) const;
    /// Rows of all groups.
    [[nodiscard]] int syscallCount() const;

protected:
    [[nodiscard]] int groupCount() const override { return static_cast<int>(m_groups.size()); }
    [[nodiscard]] int itemCount(int group) const override { return static_cast<int>(m_groups[static_cast<std::size_t>(group)].items.size()); }

private:
    struct Item
    {
        ComparedRow row;
        const analysis::ComparedSyscall *compared = nullptr;
    };
    struct Group
    {
        std::optional<profile::Change> change;
        std::vector<Item> items;
    };

    void rebuild();
    [[nodiscard]] const Item *item(const QModelIndex &index) const;
    [[nodiscard]] QVariant display(const Item &item, int column) const;
    [[nodiscard]] QVariant sortKey(const Item &item, int column) const;

    const CompareDocument &m_document;
    std::shared_ptr<const CompareResult> m_result; // that the rows point into
    std::vector<Group> m_groups;
    int m_sideCount = 0;
};

/// Shows what the filter accepts, groups in their order, rows within them sorted.
class CompareProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit CompareProxy(CompareModel &model, QObject *parent = nullptr);

    void setFilter(CompareFilter filter);
    void setOnlyDifferences(bool only);
    [[nodiscard]] bool onlyDifferences() const { return m_onlyDifferences; }
    [[nodiscard]] int syscallCount() const;

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    CompareModel &m_model;
    CompareFilter m_filter;
    bool m_onlyDifferences = true;
};

} // namespace whittle::app
