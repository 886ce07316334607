#pragma once

#include "models/syscallfilter.h"
#include "models/syscallrow.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <vector>

namespace whittle::app {

/// What one recording saw: one row for each syscall of each ABI.
class RecordingModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Number, Risk, Default, Seen, First, By, ColumnCount };

    explicit RecordingModel(const Evidence &evidence, QObject *parent = nullptr);

    [[nodiscard]] const SyscallRow &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QVariant display(const SyscallRow &row, int column) const;

    std::vector<SyscallRow> m_rows;
};

/// The same, sorted and filtered by the language of the syscall table.
class RecordingProxy final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit RecordingProxy(RecordingModel &model, QObject *parent = nullptr);

    void setFilter(SyscallFilter filter);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    RecordingModel &m_model;
    SyscallFilter m_filter;
};

} // namespace whittle::app
