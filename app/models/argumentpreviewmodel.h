#pragma once

#include "analysis/argument_preview.h"

#include <QAbstractTableModel>

namespace whittle::app {

/// Argument values, how often they were seen, whether a rule fits them, and what the filter answers now and after the change.
class ArgumentPreviewModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Argument, Value, Seen, Matches, Now, Then, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<analysis::ValuePreview> rows, const syscalls::Syscall *syscall, Abi abi);
    [[nodiscard]] const analysis::ValuePreview &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString display(const analysis::ValuePreview &row, int column) const;

    std::vector<analysis::ValuePreview> m_rows;
    const syscalls::Syscall *m_syscall = nullptr;
    Abi m_abi = Abi::X86_64;
};

} // namespace whittle::app
