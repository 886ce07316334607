#include "models/hitmodel.h"

namespace whittle::app {

void HitModel::setHits(std::vector<Hit> hits)
{
    beginResetModel();
    m_hits = std::move(hits);
    endResetModel();
}

int HitModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant HitModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const auto &hit = m_hits[row];
    switch (role) {
    case Qt::DisplayRole:
        return hit.title;
    case Qt::ToolTipRole:
        return hit.detail;
    case Qt::AccessibleTextRole: {
        QStringList parts{hit.title};
        for (const auto &part : {hit.group, hit.detail, hit.keys})
            if (!part.isEmpty())
                parts << part;
        return parts.join(QStringLiteral(", "));
    }
    case DetailRole:
        return hit.detail;
    case KeysRole:
        return hit.keys;
    case IconRole:
        return hit.icon;
    case PositionsRole:
        return QVariant::fromValue(hit.positions);
    case GroupRole:
        return row == 0 || m_hits[row - 1].group != hit.group ? hit.group : QString();
    default:
        return {};
    }
}

Qt::ItemFlags HitModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return m_hits[static_cast<std::size_t>(index.row())].enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren : Qt::ItemFlags(Qt::ItemNeverHasChildren);
}

} // namespace whittle::app
