#pragma once

#include "models/syscallfilter.h"

#include <QSortFilterProxyModel>

namespace whittle::app {

/// A SyscallModel sorted and filtered; equal keys stay in the order of names.
class SyscallProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit SyscallProxy(QObject *parent = nullptr);

    void setFilter(SyscallFilter filter);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    SyscallFilter m_filter;
};

} // namespace whittle::app
