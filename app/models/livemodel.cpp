#include "models/livemodel.h"

#include "settings/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace whittle::app {

LiveModel::LiveModel(Kind kind, QObject *parent) : QAbstractTableModel(parent), m_kind(kind) {}

void LiveModel::add(const std::vector<LiveItem> &items)
{
    if (items.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(items.size()) - 1);
    for (const auto &item : items)
        m_items.push_front(item);
    endInsertRows();
    if (m_items.size() > kMaxRows) {
        beginRemoveRows({}, kMaxRows, static_cast<int>(m_items.size()) - 1);
        m_items.resize(kMaxRows);
        endRemoveRows();
    }
}

QVariant LiveModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &item = m_items[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? item.name : index.column() == By ? item.by : QLocale().toString(item.seconds, 'f', 2);
    case Qt::ToolTipRole:
        return item.failed ? tr("%1 (looked for, not there)").arg(item.name) : item.name;
    case Qt::AccessibleTextRole:
        return index.column() == Name && item.failed ? tr("%1, not there").arg(item.name) : index.data(Qt::DisplayRole);
    case Qt::FontRole:
        return index.column() == Name ? QVariant(theme::fixedFont()) : QVariant();
    case Qt::ForegroundRole:
        return item.failed || index.column() != Name ? theme::colors().muted : theme::colors().text;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((index.column() == After ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    default:
        return {};
    }
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == After ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    if (section == Name)
        return m_kind == Kind::Syscalls ? tr("Newest syscalls") : tr("Newest files");
    return section == By ? tr("By") : tr("After (s)");
}

} // namespace whittle::app
