#include "models/refusalmodel.h"

#include "models/syscallmodel.h"
#include "settings/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace whittle::app {
namespace {

bool sameCalls(const Refusal &a, const Refusal &b)
{
    return a.abi == b.abi && a.number == b.number && a.by == b.by && a.executable == b.executable && (a.answers == b.answers || a.calls == b.calls);
}

int kindOf(int column)
{
    switch (column) {
    case RefusalModel::Name:
        return SyscallModel::Name;
    case RefusalModel::Risk:
        return SyscallModel::Risk;
    case RefusalModel::Now:
        return SyscallModel::Action;
    default:
        return SyscallModel::ColumnCount;
    }
}

} // namespace

RefusalModel::Row RefusalModel::rowFor(Refusal refusal)
{
    Row row;
    row.cell.syscall = refusal.syscall;
    row.cell.abi = refusal.abi;
    row.cell.number = refusal.number;
    using Now = Refusal::Now;
    if (refusal.now != Now::NotKnown) {
        analysis::Answered answered;
        answered.standing = refusal.now == Now::Allowed ? analysis::Standing::Allowed : refusal.now == Now::Partly ? analysis::Standing::Limited : analysis::Standing::Denied;
        answered.decision.action = refusal.now == Now::Refused && !refusal.answers.empty() ? refusal.answers.front().action : profile::Action::Allow;
        row.cell.answer = row.cell.saved = answered;
    }
    row.refusal = std::move(refusal);
    return row;
}

void RefusalModel::setRefusals(std::vector<Refusal> refusals)
{
    const bool grown = refusals.size() >= m_rows.size()
        && std::ranges::equal(m_rows, std::span(refusals).first(m_rows.size()), sameCalls, &Row::refusal);
    if (!grown) {
        beginResetModel();
        m_rows.clear();
        for (auto &refusal : refusals)
            m_rows.push_back(rowFor(std::move(refusal)));
        endResetModel();
        return;
    }
    const int before = rowCount();
    for (int i = 0; i < before; ++i)
        m_rows[static_cast<std::size_t>(i)] = rowFor(std::move(refusals[static_cast<std::size_t>(i)]));
    if (before > 0)
        Q_EMIT dataChanged(index(0, 0), index(before - 1, ColumnCount - 1));
    if (refusals.size() == m_rows.size())
        return;
    beginInsertRows({}, before, static_cast<int>(refusals.size()) - 1);
    for (std::size_t i = m_rows.size(); i < refusals.size(); ++i)
        m_rows.push_back(rowFor(std::move(refusals[i])));
    endInsertRows();
}

int RefusalModel::rowOf(const Refusal &refusal) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const Row &row) { return sameCalls(row.refusal, refusal); });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QVariant RefusalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto &refusal = row.refusal;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(refusal, column);
    case Qt::AccessibleTextRole:
        return column == Name && refusal.syscall ? tr("%1, %2 risk, %3, %4").arg(refusal.name, words::risk(refusal.syscall->risk), refusal.answer(), words::now(refusal.now)) : display(refusal, column);
    case SyscallModel::SortRole:
        switch (column) {
        case Risk:
            return refusal.syscall ? static_cast<int>(refusal.syscall->risk) : -1;
        case Calls:
            return static_cast<qulonglong>(refusal.refused + refusal.possible);
        case Now:
            return static_cast<int>(refusal.now);
        default:
            return display(refusal, column);
        }
    case SyscallModel::RowRole:
        return refusal.syscall ? QVariant::fromValue(static_cast<const void *>(&row.cell)) : QVariant();
    case SyscallModel::KindRole:
        return kindOf(column);
    case Qt::ToolTipRole:
        return column == Name && refusal.syscall ? QString::fromStdString(refusal.syscall->summary) : column == With ? refusal.with.join(QLatin1Char('\n')) : display(refusal, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((column == Calls ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole:
        return column == Name ? QVariant(theme::fixedFont()) : QVariant();
    default:
        return {};
    }
}

QString RefusalModel::display(const Refusal &refusal, int column) const
{
    switch (column) {
    case Name:
        return refusal.abi == nativeAbi() ? refusal.name : QStringLiteral("%1 (%2)").arg(refusal.name, words::abi(refusal.abi));
    case Risk:
        return refusal.syscall ? words::risk(refusal.syscall->risk) : QString();
    case Answer:
        return refusal.answer();
    case Calls:
        return words::refusedCalls(refusal);
    case By:
        return refusal.processes > 1 ? tr("%1 (%n processes)", nullptr, refusal.processes).arg(refusal.by) : refusal.by;
    case With:
        return refusal.with.size() > 1 || refusal.moreWith ? tr("%1 and more").arg(refusal.with.value(0)) : refusal.with.value(0);
    case Now:
        return words::now(refusal.now);
    default:
        return {};
    }
}

QVariant RefusalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Calls ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Syscall");
    case Risk:
        return tr("Risk");
    case Answer:
        return tr("Answer");
    case Calls:
        return m_kind == Kind::Run ? tr("Calls") : tr("Calls refused");
    case By:
        return tr("By");
    case With:
        return tr("With");
    case Now:
        return tr("Now", "under the profile as it is now");
    default:
        return {};
    }
}

QString words::now(Refusal::Now now)
{
    switch (now) {
    case Refusal::Now::NotKnown:
        return {};
    case Refusal::Now::Refused:
        return RefusalModel::tr("refused", "under the profile now");
    case Refusal::Now::Partly:
        return RefusalModel::tr("some allowed", "under the profile now");
    case Refusal::Now::Allowed:
        return RefusalModel::tr("allowed now", "under the profile now");
    }
    return {};
}

QString words::refusedCalls(const Refusal &refusal)
{
    const QLocale locale;
    const auto number = [&](std::uint64_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    if (refusal.refused == refusal.calls)
        return number(refusal.calls);
    if (refusal.possible == 0)
        return RefusalModel::tr("%1 of %2").arg(number(refusal.refused), number(refusal.calls));
    if (refusal.refused == 0)
        return RefusalModel::tr("perhaps %1 of %2").arg(number(refusal.possible), number(refusal.calls));
    return RefusalModel::tr("%1, perhaps %2 of %3").arg(number(refusal.refused), number(refusal.refused + refusal.possible), number(refusal.calls));
}

} // namespace whittle::app
