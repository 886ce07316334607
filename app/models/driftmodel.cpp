#include "models/driftmodel.h"

#include "base/printable.h"
#include "documents/comparedocument.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"

#include <QFont>
#include <QLocale>

#include <utility>

namespace whittle::app {
namespace {

// Names are bytes that somebody else chose; a row is one line.
QString shown(const std::string &bytes)
{
    return QString::fromStdString(printable(bytes));
}

QString operations(std::uint32_t bits, bool onlyFailed)
{
    const QString text = QString::fromStdString(analysis::operationsText(bits));
    return onlyFailed ? DriftModel::tr("%1 (failed)", "what was tried with a path").arg(text) : text;
}

} // namespace

DriftModel::DriftModel(const CompareDocument &document, QObject *parent) : GroupedModel(parent), m_document(document)
{
    rebuild();
    connect(&document, &CompareDocument::comparisonChanged, this, [this] {
        beginResetModel();
        rebuild();
        endResetModel();
    });
}

void DriftModel::rebuild()
{
    m_groups.clear();
    m_result = m_document.result();
    if (const auto *drift = m_document.drift()) {
        addSide(drift->added, true);
        addSide(drift->removed, false);
    }
}

SyscallRow DriftModel::rowOf(Abi abi, const syscalls::Syscall *syscall) const
{
    SyscallRow row;
    if (!syscall)
        return row;
    row.syscall = syscall;
    row.abi = abi;
    row.number = syscall->number(abi);
    row.evidence = m_result->evidence->of(abi, row.number);
    row.answer = row.saved = analysis::Answered{.decision = {profile::Action::Allow, 0}, .standing = analysis::Standing::Allowed, .argumentsMatter = false}; // it ran
    return row;
}

void DriftModel::addSide(const analysis::DriftSide &side, bool isAdded)
{
    using Kind = DriftRow::Kind;
    std::vector<DriftRow> items;
    const auto add = [&](Kind kind, const QString &what, const QString &detail, std::uint64_t times, const SyscallRow &row = {}) { items.push_back({kind, isAdded, what, detail, times, row}); };
    const auto group = [&](const QString &added, const QString &removed) {
        if (!items.empty())
            m_groups.push_back({isAdded ? added : removed, isAdded, std::exchange(items, {})});
    };
    for (const auto &one : side.syscalls) {
        QStringList by;
        for (const auto &name : one.processes)
            by << shown(name);
        const QString name = one.abi == nativeAbi() ? QString::fromStdString(one.name()) : QStringLiteral("%1 (%2)").arg(QString::fromStdString(one.name()), words::abi(one.abi));
        add(Kind::Syscall, name, tr("by %1", "processes").arg(by.join(QStringLiteral(", "))), one.count, rowOf(one.abi, one.syscall));
    }
    group(tr("New syscalls"), tr("Syscalls that are gone"));
    for (const auto &one : side.arguments)
        add(Kind::Argument, QString::fromStdString(one.syscall->name), QStringLiteral("%1 = %2").arg(QString::fromStdString(one.argumentName()), QString::fromStdString(one.valuesText())), 0, rowOf(one.abi, one.syscall));
    group(tr("New argument values"), tr("Argument values that are gone"));
    for (const auto &one : side.denials)
        add(Kind::Denial, QString::fromStdString(one.syscall), tr("answered with %1").arg(shown(one.action)), one.count, rowOf(one.abi, syscalls::Catalogue::builtIn().find(one.abi, one.number)));
    group(tr("New denials by the base profile"), tr("Denials that are gone"));
    for (const auto &path : side.executables)
        add(Kind::Program, shown(path), {}, 0);
    group(tr("New programs"), tr("Programs that are gone"));
    for (const int port : side.ports)
        add(Kind::Port, QString::number(port), tr("TCP port that is listened on"), 0);
    group(tr("New ports"), tr("Ports that are gone"));
    for (const auto &one : side.files)
        add(Kind::Path, shown(one.path), operations(one.operations, one.onlyFailed), one.count);
    group(tr("New paths"), tr("Paths that are gone"));
    for (const auto &one : side.gained)
        add(Kind::Use, shown(one.path), operations(one.operations, false), one.count);
    group(tr("Known paths used in more ways"), tr("Known paths used in fewer ways"));
}

int DriftModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

const DriftRow *DriftModel::row(const QModelIndex &index) const
{
    if (!index.isValid() || isHeading(index))
        return nullptr;
    return &m_groups[static_cast<std::size_t>(groupOf(index))].items[static_cast<std::size_t>(index.row())];
}

const SyscallRow *DriftModel::syscallRow(const QModelIndex &index) const
{
    const auto *found = row(index);
    return found && found->syscall.syscall ? &found->syscall : nullptr;
}

int DriftModel::rowTotal() const
{
    int total = 0;
    for (int group = 0; group < groupCount(); ++group)
        total += itemCount(group);
    return total;
}

QVariant DriftModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto *found = row(index);
    const int column = index.column();
    if (!found) {
        const auto &group = m_groups[static_cast<std::size_t>(index.row())];
        if (role == AddedRole)
            return group.isAdded;
        if (column != 0 || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
            return {};
        return QStringLiteral("%1 (%2)").arg(group.title, QLocale().toString(group.items.size()));
    }
    const auto text = [&]() -> QString {
        switch (column) {
        case What:
            return found->what;
        case Risk:
            return found->syscall.syscall ? words::risk(found->syscall.syscall->risk) : QString();
        case Detail:
            return found->detail;
        default:
            return found->times > 0 ? QLocale().toString(static_cast<qulonglong>(found->times)) : QString();
        }
    };
    switch (role) {
    case Qt::DisplayRole:
        return text();
    case Qt::AccessibleTextRole:
        if (column != What)
            return text();
        return found->syscall.syscall ? tr("%1, %2 risk, %3").arg(found->what, words::risk(found->syscall.syscall->risk), found->detail) : QStringLiteral("%1, %2").arg(found->what, found->detail);
    case Qt::ToolTipRole:
        return column == What && found->syscall.syscall ? QString::fromStdString(found->syscall.syscall->summary) : text();
    case Qt::FontRole:
        return column == What ? QVariant(theme::fixedFont()) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((column == Times ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case SyscallModel::RowRole:
        return found->syscall.syscall ? QVariant::fromValue(static_cast<const void *>(&found->syscall)) : QVariant();
    case SyscallModel::KindRole:
        return column == What ? SyscallModel::Name : column == Risk ? SyscallModel::Risk : SyscallModel::Groups;
    default:
        return {};
    }
}

QVariant DriftModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Times ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What:
        return tr("What");
    case Risk:
        return tr("Risk");
    case Detail:
        return tr("How");
    case Times:
        return tr("Times");
    default:
        return {};
    }
}

} // namespace whittle::app
