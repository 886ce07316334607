#include "models/syscallproxy.h"

#include "models/syscallmodel.h"

namespace whittle::app {

SyscallProxy::SyscallProxy(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(SyscallModel::SortRole);
    setDynamicSortFilter(true);
}

void SyscallProxy::setFilter(SyscallFilter filter)
{
    m_filter = std::move(filter);
    invalidateRowsFilter();
}

bool SyscallProxy::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    const auto *model = qobject_cast<const SyscallModel *>(sourceModel());
    return model && m_filter.accepts(model->row(sourceRow));
}

bool SyscallProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const QVariant a = left.data(SyscallModel::SortRole);
    const QVariant b = right.data(SyscallModel::SortRole);
    if (a == b) {
        const auto *model = qobject_cast<const SyscallModel *>(sourceModel());
        // Names in the same direction whichever way the column is sorted.
        const bool smaller = model->row(left.row()).syscall->name < model->row(right.row()).syscall->name;
        return sortOrder() == Qt::AscendingOrder ? smaller : !smaller;
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace whittle::app
