#pragma once

#include "models/chartdata.h"

#include <QAbstractTableModel>

namespace whittle::app {

/// The numbers of a chart as a table, for those who would rather read them.
class ChartTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void showData(const ChartData &data);
    [[nodiscard]] const ChartRow &row(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList m_columns;
    std::vector<ChartRow> m_rows;
};

} // namespace whittle::app
