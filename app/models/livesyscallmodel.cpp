#include "models/livesyscallmodel.h"

#include "models/syscallmodel.h"
#include "settings/theme.h"

#include <QFont>
#include <QLocale>

namespace whittle::app {
namespace {

bool isRight(int column)
{
    return column == LiveSyscallModel::Calls || column == LiveSyscallModel::Refused || column == LiveSyscallModel::First;
}

int kindOf(int column)
{
    return column == LiveSyscallModel::Name ? SyscallModel::Name : column == LiveSyscallModel::Risk ? SyscallModel::Risk : SyscallModel::ColumnCount;
}

} // namespace

void LiveSyscallModel::refresh(const LiveRun &run)
{
    const auto &syscalls = run.syscalls();
    int first = -1;
    int last = -1;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto &row = m_rows[i];
        if (row.live.calls == syscalls[i].calls && row.live.refused == syscalls[i].refused)
            continue;
        row.live = syscalls[i];
        first = first < 0 ? static_cast<int>(i) : first;
        last = static_cast<int>(i);
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    if (syscalls.size() == m_rows.size())
        return;
    beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(syscalls.size()) - 1);
    for (std::size_t i = m_rows.size(); i < syscalls.size(); ++i) {
        Row row{syscalls[i], {}};
        row.cell.syscall = syscalls[i].syscall;
        row.cell.abi = syscalls[i].abi;
        row.cell.number = syscalls[i].number;
        m_rows.push_back(std::move(row));
    }
    endInsertRows();
}

QVariant LiveSyscallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::AccessibleTextRole:
        if (column != Name || !row.live.syscall)
            return display(row, column);
        return row.live.refused > 0 ? tr("%1, %2 risk, called %3 times, refused %4 times").arg(row.live.name, words::risk(row.live.syscall->risk)).arg(row.live.calls).arg(row.live.refused)
                                    : tr("%1, %2 risk, called %3 times").arg(row.live.name, words::risk(row.live.syscall->risk)).arg(row.live.calls);
    case SyscallModel::SortRole:
        switch (column) {
        case Risk:
            return row.live.syscall ? static_cast<int>(row.live.syscall->risk) : -1;
        case Calls:
            return static_cast<qulonglong>(row.live.calls);
        case Refused:
            return static_cast<qulonglong>(row.live.refused);
        case First:
            return row.live.firstSeconds;
        default:
            return display(row, column);
        }
    case SyscallModel::RowRole:
        return row.live.syscall ? QVariant::fromValue(static_cast<const void *>(&row.cell)) : QVariant();
    case SyscallModel::KindRole:
        return kindOf(column);
    case Qt::ToolTipRole:
        return column == Name && row.live.syscall ? QVariant(QString::fromStdString(row.live.syscall->summary)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole:
        return column == Name ? QVariant(theme::fixedFont()) : QVariant();
    default:
        return {};
    }
}

QVariant LiveSyscallModel::display(const Row &row, int column) const
{
    const QLocale locale;
    switch (column) {
    case Name:
        return row.live.abi == nativeAbi() ? row.live.name : QStringLiteral("%1 (%2)").arg(row.live.name, words::abi(row.live.abi));
    case Risk:
        return row.live.syscall ? words::risk(row.live.syscall->risk) : QString();
    case Calls:
        return locale.toString(static_cast<qulonglong>(row.live.calls));
    case Refused:
        return row.live.refused == 0 ? QStringLiteral("–") : locale.toString(static_cast<qulonglong>(row.live.refused));
    case First:
        return locale.toString(row.live.firstSeconds, 'f', 3);
    case By:
        return row.live.by;
    default:
        return {};
    }
}

QVariant LiveSyscallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Syscall");
    case Risk:
        return tr("Risk");
    case Calls:
        return tr("Calls");
    case Refused:
        return tr("Refused");
    case First:
        return tr("First after (s)");
    case By:
        return tr("First by");
    default:
        return {};
    }
}

} // namespace whittle::app
