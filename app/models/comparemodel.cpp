#include "models/comparemodel.h"

#include "documents/comparedocument.h"
#include "models/comparewords.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"

#include <QFont>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kPointsInCell = 2;

QString nameOf(const std::optional<profile::Change> &change)
{
    if (!change)
        return QStringLiteral("same");
    const auto name = profile::changeName(*change);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

bool isOpen(const SyscallRow &row)
{
    return row.isOpen();
}

} // namespace

CompareModel::CompareModel(const CompareDocument &document, QObject *parent) : GroupedModel(parent), m_document(document)
{
    rebuild();
    connect(&document, &CompareDocument::comparisonChanged, this, [this] {
        beginResetModel();
        rebuild();
        endResetModel();
    });
    // Titles of documents stand in the header.
    connect(&document, &CompareDocument::sidesChanged, this, [this] {
        if (columnCount() > FirstSide)
            Q_EMIT headerDataChanged(Qt::Horizontal, FirstSide, columnCount() - 1);
    });
}

void CompareModel::rebuild()
{
    m_groups.clear();
    m_result = m_document.result();
    m_sideCount = static_cast<int>(m_document.sides().size());
    if (!m_result || !m_result->comparison)
        return;
    for (const auto change : analysis::kAllChanges)
        m_groups.push_back({change, {}});
    m_groups.push_back({std::nullopt, {}});
    const Abi abi = m_document.view().abi;
    const auto &standard = m_result->dockerDefault->answers();
    std::size_t place = 0; // both are in the order of numbers
    for (const auto &compared : m_result->comparison->syscalls) {
        if (compared.abi != abi)
            continue;
        Item item;
        item.compared = &compared;
        item.row.change = compared.change();
        SyscallRow row;
        row.syscall = compared.syscall;
        row.abi = abi;
        row.number = compared.syscall->number(abi);
        if (place < standard.size())
            row.dockerDefault = standard[place];
        ++place;
        row.saved = compared.answers.front(); // what differs from the first side is marked as changed
        row.evidence = m_result->evidence->of(abi, row.number);
        for (const auto &answer : compared.answers) {
            row.answer = answer;
            item.row.sides.push_back(row);
        }
        m_groups[item.row.change ? static_cast<std::size_t>(*item.row.change) : analysis::kAllChanges.size()].items.push_back(std::move(item));
    }
    std::erase_if(m_groups, [](const Group &group) { return group.items.empty(); });
}

int CompareModel::columnCount(const QModelIndex &) const
{
    return FirstSide + sideCount() + 1;
}

const CompareModel::Item *CompareModel::item(const QModelIndex &index) const
{
    if (!index.isValid() || isHeading(index))
        return nullptr;
    return &m_groups[static_cast<std::size_t>(groupOf(index))].items[static_cast<std::size_t>(index.row())];
}

const ComparedRow *CompareModel::row(const QModelIndex &index) const
{
    const auto *found = item(index);
    return found ? &found->row : nullptr;
}

const analysis::ComparedSyscall *CompareModel::compared(const QModelIndex &index) const
{
    const auto *found = item(index);
    return found ? found->compared : nullptr;
}

QModelIndex CompareModel::find(const QString &syscall) const
{
    const std::string name = syscall.toStdString();
    for (std::size_t group = 0; group < m_groups.size(); ++group) {
        const auto &items = m_groups[group].items;
        const auto found = std::ranges::find_if(items, [&](const Item &item) { return item.compared->syscall->name == name; });
        if (found != items.end())
            return index(static_cast<int>(found - items.begin()), Name, index(static_cast<int>(group), 0));
    }
    return {};
}

int CompareModel::syscallCount() const
{
    int count = 0;
    for (const auto &group : m_groups)
        count += static_cast<int>(group.items.size());
    return count;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int column = index.column();
    const auto *found = item(index);
    if (!found) {
        const auto &group = m_groups[static_cast<std::size_t>(index.row())];
        if (role == ChangeRole)
            return nameOf(group.change);
        if (column != 0 || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
            return {};
        //: heading of a group and how many rows it has
        return tr("%1 (%2)").arg(words::change(group.change)).arg(group.items.size());
    }
    const int side = column - FirstSide;
    const bool isSide = side >= 0 && side < sideCount();
    // The whole row stands out where any side lets the syscall through.
    const auto open = std::ranges::find_if(found->row.sides, isOpen);
    const auto &shown = isSide ? found->row.sides[static_cast<std::size_t>(side)] : open == found->row.sides.end() ? found->row.sides.back() : *open;
    switch (role) {
    case Qt::DisplayRole:
        return display(*found, column);
    case SyscallModel::SortRole:
        return sortKey(*found, column);
    case SyscallModel::RowRole:
        return QVariant::fromValue(static_cast<const void *>(&shown));
    case SyscallModel::KindRole:
        return column == Name ? SyscallModel::Name : column == Number ? SyscallModel::Number : column == Risk ? SyscallModel::Risk : isSide ? SyscallModel::Action : SyscallModel::Groups;
    case ChangeRole:
        return nameOf(found->row.change);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((column == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::AccessibleTextRole: {
        if (column != Name)
            return display(*found, column);
        QStringList sides;
        for (std::size_t i = 0; i < found->row.sides.size(); ++i)
            sides << tr("%1: %2", "side and its decision").arg(m_document.sides()[i].title, words::action(found->row.sides[i].answer));
        //: Read aloud: syscall, risk, group, decisions
        return tr("%1, %2 risk, %3, %4").arg(shown.name(), words::risk(shown.syscall->risk), words::change(found->row.change), sides.join(QStringLiteral(", ")));
    }
    case Qt::ToolTipRole:
        if (column == Name)
            return QString::fromStdString(shown.syscall->summary);
        if (column == Risk)
            return QString::fromStdString(shown.syscall->riskReason);
        return isSide ? QVariant() : display(*found, column);
    case Qt::FontRole:
        return column == Name ? QVariant(theme::fixedFont()) : QVariant();
    default:
        return {};
    }
}

QVariant CompareModel::display(const Item &item, int column) const
{
    const auto &row = item.row.sides.front();
    if (column == Name)
        return row.name();
    if (column == Number)
        return QString::number(row.number);
    if (column == Risk)
        return words::risk(row.syscall->risk);
    const auto side = static_cast<std::size_t>(column - FirstSide);
    if (side < item.row.sides.size())
        return words::action(item.row.sides[side].answer);
    QStringList texts;
    for (std::size_t other = 1; other < item.row.sides.size(); ++other) {
        const auto &difference = item.compared->differences[other - 1];
        if (!difference || difference->points.empty())
            continue;
        const QString text = words::points(*difference, *row.syscall, kPointsInCell);
        texts << (item.row.sides.size() > 2 ? tr("%1: %2", "side and its decision").arg(m_document.sides()[other].title, text) : text);
    }
    return texts.join(QStringLiteral("; "));
}

QVariant CompareModel::sortKey(const Item &item, int column) const
{
    const auto &row = item.row.sides.front();
    if (column == Number)
        return row.number;
    if (column == Risk)
        return static_cast<int>(row.syscall->risk);
    const auto side = static_cast<std::size_t>(column - FirstSide);
    if (column >= FirstSide && side < item.row.sides.size()) {
        const auto &answer = item.row.sides[side].answer;
        return answer ? (2 - static_cast<int>(answer->standing)) * 100'000 + static_cast<int>(answer->decision.action) * 5'000 + answer->decision.data : 1'000'000;
    }
    return display(item, column);
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    const auto side = static_cast<std::size_t>(section - FirstSide);
    const bool isSide = section >= FirstSide && side < m_document.sides().size();
    if (role == Qt::ToolTipRole && isSide)
        return m_document.sides()[side].key;
    if (role != Qt::DisplayRole)
        return {};
    if (isSide)
        return m_document.sides()[side].title;
    switch (section) {
    case Name:
        return tr("Syscall");
    case Number:
        return tr("No.");
    case Risk:
        return tr("Risk");
    default:
        return tr("With arguments");
    }
}

CompareProxy::CompareProxy(CompareModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
    setSortRole(SyscallModel::SortRole);
    setDynamicSortFilter(true);
}

void CompareProxy::setFilter(CompareFilter filter)
{
    m_filter = std::move(filter);
    invalidateRowsFilter();
}

void CompareProxy::setOnlyDifferences(bool only)
{
    m_onlyDifferences = only;
    invalidateRowsFilter();
}

int CompareProxy::syscallCount() const
{
    int count = 0;
    for (int group = 0; group < rowCount(); ++group)
        count += rowCount(index(group, 0));
    return count;
}

bool CompareProxy::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const auto index = m_model.index(sourceRow, 0, sourceParent);
    if (!sourceParent.isValid()) {
        // A heading stands as long as it has something below.
        for (int row = 0; row < m_model.rowCount(index); ++row)
            if (filterAcceptsRow(row, index))
                return true;
        return false;
    }
    const auto *row = m_model.row(index);
    return row && (row->change || !m_onlyDifferences) && m_filter.accepts(*row);
}

bool CompareProxy::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool up = sortOrder() == Qt::AscendingOrder;
    if (!left.parent().isValid())
        return up ? left.row() < right.row() : left.row() > right.row();
    const QVariant a = left.data(SyscallModel::SortRole);
    const QVariant b = right.data(SyscallModel::SortRole);
    if (a == b) {
        // Names in the same direction whichever way the column is sorted.
        const auto name = [this](const QModelIndex &index) { return m_model.row(index)->sides.front().syscall->name; };
        return up ? name(left) < name(right) : name(left) > name(right);
    }
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace whittle::app
