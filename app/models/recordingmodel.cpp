#include "models/recordingmodel.h"

#include "documents/decisions.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kNamesShown = 8;

bool isRight(int column)
{
    return column == RecordingModel::Number || column == RecordingModel::Seen || column == RecordingModel::First;
}

int kindOf(int column)
{
    switch (column) {
    case RecordingModel::Name:
        return SyscallModel::Name;
    case RecordingModel::Number:
        return SyscallModel::Number;
    case RecordingModel::Risk:
        return SyscallModel::Risk;
    case RecordingModel::Default:
        return SyscallModel::Action;
    case RecordingModel::Seen:
    case RecordingModel::First:
        return SyscallModel::Seen;
    default:
        return SyscallModel::By;
    }
}

} // namespace

RecordingModel::RecordingModel(const Evidence &evidence, QObject *parent) : QAbstractTableModel(parent)
{
    const auto *dockerDefault = profile::builtInProfile("docker-default");
    const auto *podmanDefault = profile::builtInProfile("podman-default");
    View podmanView;
    podmanView.target.rules = profile::EngineRules::Podman;
    for (const Abi abi : kAllAbis) {
        const bool any = std::ranges::any_of(syscallsOf(abi), [&](const syscalls::Syscall *syscall) { return evidence.of(abi, syscall->number(abi)) != nullptr; });
        if (!any)
            continue;
        const auto decisions = dockerDefault ? Decisions::of(*dockerDefault, View().withAbi(abi)) : nullptr;
        const auto podmanDecisions = podmanDefault ? Decisions::of(*podmanDefault, podmanView.withAbi(abi)) : nullptr;
        const auto &all = syscallsOf(abi);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto *seen = evidence.of(abi, all[i]->number(abi));
            if (!seen)
                continue;
            SyscallRow row;
            row.syscall = all[i];
            row.abi = abi;
            row.number = all[i]->number(abi);
            row.evidence = seen;
            if (decisions && i < decisions->answers().size())
                row.dockerDefault = decisions->answers()[i];
            if (podmanDecisions && i < podmanDecisions->answers().size())
                row.podmanDefault = podmanDecisions->answers()[i];
            row.answer = row.saved = row.dockerDefault;
            m_rows.push_back(row);
        }
    }
    std::ranges::stable_sort(m_rows, std::ranges::greater{}, &SyscallRow::seen);
}

int RecordingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RecordingModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecordingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &item = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(item, column);
    case Qt::AccessibleTextRole:
        return column == Name ? tr("%1, %2 risk, seen %3 times").arg(item.name(), words::risk(item.syscall->risk)).arg(item.seen()) : display(item, column);
    case SyscallModel::SortRole:
        switch (column) {
        case Number:
            return item.number;
        case Risk:
            return static_cast<int>(item.syscall->risk);
        case Default:
            return item.dockerDefault ? static_cast<int>(item.dockerDefault->standing) : -1;
        case Seen:
            return static_cast<qulonglong>(item.seen());
        case First:
            return static_cast<qlonglong>(item.evidence->firstSeenNs);
        default:
            return display(item, column);
        }
    case SyscallModel::RowRole:
        return QVariant::fromValue(static_cast<const void *>(&item));
    case SyscallModel::KindRole:
        return kindOf(column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::ToolTipRole:
        return column == Name ? QVariant(QString::fromStdString(item.syscall->summary)) : column == By ? display(item, column) : QVariant();
    case Qt::FontRole:
        return column == Name ? QVariant(theme::fixedFont()) : QVariant();
    default:
        return {};
    }
}

QVariant RecordingModel::display(const SyscallRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.abi == nativeAbi() ? row.name() : QStringLiteral("%1 (%2)").arg(row.name(), QString::fromStdString(std::string(abiName(row.abi))));
    case Number:
        return QString::number(row.number);
    case Risk:
        return words::risk(row.syscall->risk);
    case Default:
        return words::action(row.dockerDefault);
    case Seen:
        return QLocale().toString(static_cast<qulonglong>(row.seen()));
    case First:
        return QLocale().toString(static_cast<double>(row.evidence->firstSeenNs) / 1e9, 'f', 3);
    case By:
        return row.evidence->processList(kNamesShown);
    default:
        return {};
    }
}

QVariant RecordingModel::headerData(int section, Qt::Orientation orientation, int role) const
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
    case Number:
        return tr("No.");
    case Risk:
        return tr("Risk");
    case Default:
        return tr("Docker default");
    case Seen:
        return tr("Seen");
    case First:
        return tr("First after (s)");
    case By:
        return tr("By");
    default:
        return {};
    }
}

RecordingProxy::RecordingProxy(RecordingModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSortRole(SyscallModel::SortRole);
    setSourceModel(&model);
}

void RecordingProxy::setFilter(SyscallFilter filter)
{
    m_filter = std::move(filter);
    invalidateRowsFilter();
}

bool RecordingProxy::filterAcceptsRow(int sourceRow, const QModelIndex &) const
{
    return m_filter.accepts(m_model.row(sourceRow));
}

} // namespace whittle::app
