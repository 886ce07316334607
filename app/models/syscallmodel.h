#pragma once

#include "models/syscallrow.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <vector>

namespace whittle::app {

class ProfileDocument;

/// Every syscall of the document's ABI, one a row, as the compiled filter answers it. Flat; SyscallTree groups, filters and sorts it.
class SyscallModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Number, Risk, Action, Default, Seen, By, First, Probe, Rules, Podman, Groups, Capability, Cves, Since, Gvisor, ColumnCount };
    /// KindRole: what a cell shows, as a Column of this model, for delegates that paint other models' cells too.
    enum Role { SortRole = Qt::UserRole, RowRole, KindRole };

    explicit SyscallModel(ProfileDocument &document, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    [[nodiscard]] const SyscallRow &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    [[nodiscard]] const std::vector<SyscallRow> &rows() const { return m_rows; }
    [[nodiscard]] int rowOf(const QString &syscall) const; // -1: not on this ABI

private:
    void rebuild();
    void refresh();
    [[nodiscard]] QVariant display(const SyscallRow &row, int column) const;
    [[nodiscard]] QVariant sortKey(const SyscallRow &row, int column) const;
    [[nodiscard]] QString accessibleText(const SyscallRow &row, int column) const;
    [[nodiscard]] QString toolTip(const SyscallRow &row, int column) const;

    ProfileDocument &m_document;
    std::vector<SyscallRow> m_rows;
};

} // namespace whittle::app
