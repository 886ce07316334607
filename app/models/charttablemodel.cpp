#include "models/charttablemodel.h"

namespace whittle::app {

void ChartTableModel::showData(const ChartData &data)
{
    beginResetModel();
    m_columns = chartColumns(data);
    m_rows = data.empty.isEmpty() ? chartRows(data) : std::vector<ChartRow>();
    endResetModel();
}

int ChartTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ChartTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ChartTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &item = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.cells[index.column()];
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return item.toolTip;
    case Qt::TextAlignmentRole: {
        const bool isNumber = index.column() == columnCount() - 1;
        return QVariant::fromValue(Qt::Alignment((isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    default:
        return {};
    }
}

QVariant ChartTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section >= m_columns.size())
        return {};
    return m_columns[section];
}

} // namespace whittle::app
