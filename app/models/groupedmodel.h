#pragma once

#include <QAbstractItemModel>

namespace whittle::app {

/// The shape of a model in groups: headings, and rows below each of them.
class GroupedModel : public QAbstractItemModel
{
public:
    using QAbstractItemModel::QAbstractItemModel;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final
    {
        if (!hasIndex(row, column, parent))
            return {};
        return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) : kHeading);
    }
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const final
    {
        return !index.isValid() || isHeading(index) ? QModelIndex() : createIndex(groupOf(index), 0, kHeading);
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        if (!parent.isValid())
            return groupCount();
        return isHeading(parent) && parent.column() == 0 ? itemCount(parent.row()) : 0;
    }

protected:
    [[nodiscard]] virtual int groupCount() const = 0;
    [[nodiscard]] virtual int itemCount(int group) const = 0;

    /// Of a valid index.
    [[nodiscard]] static bool isHeading(const QModelIndex &index) { return index.internalId() == kHeading; }
    /// Of a row's index.
    [[nodiscard]] static int groupOf(const QModelIndex &index) { return static_cast<int>(index.internalId()); }

private:
    static constexpr quintptr kHeading = SIZE_MAX; // internal id of a heading; rows carry their group
};

} // namespace whittle::app
