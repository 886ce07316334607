#pragma once

#include "documents/liverun.h"
#include "models/syscallrow.h"
#include "profile/filter.h"

#include <QAbstractTableModel>

#include <deque>
#include <optional>

namespace whittle::app {

/// The syscalls of a run that goes on: rows are added as they appear, and counts grow. Shows what it was told at the last refresh().
class LiveSyscallModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Risk, Calls, Refused, First, By, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void refresh(const LiveRun &run);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        LiveSyscall live;
        SyscallRow cell; // for the delegate; empty where the number has no name
    };
    [[nodiscard]] QVariant display(const Row &row, int column) const;

    std::deque<Row> m_rows; // never move: delegates hold pointers while they paint
};

} // namespace whittle::app
