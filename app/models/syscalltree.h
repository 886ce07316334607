#pragma once

#include "models/syscallfilter.h"

#include <QAbstractItemModel>
#include <QHash>

#include <cstdint>
#include <optional>
#include <vector>

namespace whittle::app {

class ProfileDocument;
class SyscallModel;

enum class Grouping : std::uint8_t { Flat, Category, Risk, Process, Rule };

/// The rows of a SyscallModel, filtered, sorted, and as one list or in groups. A syscall stands in each group that it belongs to: under every
/// process that made it, every rule that names it. Groups that the filter leaves empty are not there.
/// Rows are places in flat lists, so that a key typed into the filter costs one look at each syscall, however many processes there are.
class SyscallTree final : public QAbstractItemModel
{
    Q_OBJECT

public:
    SyscallTree(SyscallModel &source, const ProfileDocument &document, QObject *parent = nullptr);

    void setGrouping(Grouping grouping);
    [[nodiscard]] Grouping grouping() const { return m_grouping; }
    void setFilter(SyscallFilter filter);
    void sort(int column, Qt::SortOrder order) override;

    /// Syscalls that fit the filter, each counted once.
    [[nodiscard]] int shownCount() const;
    [[nodiscard]] int groupCount() const { return m_grouping == Grouping::Flat ? 0 : static_cast<int>(m_visible.size()); }
    [[nodiscard]] bool isGroup(const QModelIndex &index) const;
    /// What stays the same of a group whatever is filtered: "risk:critical". Of a syscall, that of the group it stands in.
    [[nodiscard]] QString groupKey(const QModelIndex &index) const;
    /// Invalid where there is no such group, or the filter hides it.
    [[nodiscard]] QModelIndex groupOf(const QString &key) const;
    /// "12 of 40 syscalls, 3 open".
    [[nodiscard]] QString groupNote(const QModelIndex &index) const;
    /// nullptr for a group.
    [[nodiscard]] const SyscallRow *row(const QModelIndex &index) const;
    /// Where a syscall stands: in the group of that key if it is there, else at its first place. Invalid where the filter hides it.
    [[nodiscard]] QModelIndex indexOf(const QString &syscall, const QString &groupKey = {}) const;
    /// Whether every row is a group's, or the root's in a flat list.
    [[nodiscard]] bool isFlat() const { return m_grouping == Grouping::Flat; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Group
    {
        QString key;
        QString title;
        QString toolTip;
        std::vector<int> rows;  // of the source, in the order of sorting
        std::vector<int> shown; // of these, those that fit the filter
        int open = 0;           // of the shown
    };
    struct Layout
    {
        std::vector<Group> groups;
        std::vector<std::size_t> visible; // groups that show something
        std::vector<bool> accepted;       // rows of the source that fit the filter
    };

    void relayout();          // groups, order and filter anew, as a reset
    void refresh();           // the source's rows say something else
    [[nodiscard]] Layout makeLayout() const;
    [[nodiscard]] std::vector<int> sortedRows() const;
    [[nodiscard]] std::vector<Group> emptyGroups() const;
    [[nodiscard]] std::vector<std::size_t> groupsOf(const SyscallRow &row, const std::vector<Group> &groups) const;
    [[nodiscard]] std::vector<bool> acceptedRows() const;
    void show(Layout &layout) const;
    void take(Layout layout);
    [[nodiscard]] std::optional<std::size_t> visibleOf(const QString &key) const;
    [[nodiscard]] QModelIndex placeIn(std::size_t visible, int sourceRow) const;
    [[nodiscard]] const Group *groupAt(const QModelIndex &index) const;
    [[nodiscard]] int sourceRow(const QModelIndex &index) const; // -1: a group

    SyscallModel &m_source;
    const ProfileDocument &m_document;
    SyscallFilter m_filter;
    Grouping m_grouping = Grouping::Flat;
    int m_column = 0;
    Qt::SortOrder m_order = Qt::AscendingOrder;
    std::vector<Group> m_groups;
    std::vector<std::size_t> m_visible;
    std::vector<bool> m_accepted;
    mutable QHash<QString, std::size_t> m_placeOfKey; // in m_visible; made when somebody asks
};

namespace words {

[[nodiscard]] QString grouping(Grouping grouping); // "By risk"

} // namespace words
} // namespace whittle::app
