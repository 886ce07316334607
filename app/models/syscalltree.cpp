#include "models/syscalltree.h"

#include "documents/profiledocument.h"
#include "models/rulewords.h"
#include "models/syscallmodel.h"
#include "profile/resolve.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

namespace whittle::app {
namespace {

constexpr int kMostGroupsTold = 200;
constexpr quintptr kTopLevel = 0; // internal ids: of the root's children this, of others their group's place + 1

} // namespace

SyscallTree::SyscallTree(SyscallModel &source, const ProfileDocument &document, QObject *parent) : QAbstractItemModel(parent), m_source(source), m_document(document)
{
    take(makeLayout());
    connect(&source, &QAbstractItemModel::modelAboutToBeReset, this, &SyscallTree::beginResetModel);
    connect(&source, &QAbstractItemModel::modelReset, this, [this] {
        take(makeLayout());
        endResetModel();
    });
    connect(&source, &QAbstractItemModel::dataChanged, this, &SyscallTree::refresh);
}

void SyscallTree::setGrouping(Grouping grouping)
{
    if (grouping == m_grouping)
        return;
    // The old groups would be read as the new ones: both change inside the reset.
    beginResetModel();
    m_grouping = grouping;
    take(makeLayout());
    endResetModel();
}

void SyscallTree::setFilter(SyscallFilter filter)
{
    m_filter = std::move(filter);
    // Most keys of a longer word change nothing.
    if (auto accepted = acceptedRows(); accepted != m_accepted) {
        beginResetModel();
        Layout layout{std::move(m_groups), {}, std::move(accepted)};
        show(layout);
        take(std::move(layout));
        endResetModel();
    }
}

void SyscallTree::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || (column == m_column && order == m_order))
        return;
    m_column = column;
    m_order = order;
    relayout();
}

void SyscallTree::relayout()
{
    beginResetModel();
    take(makeLayout());
    endResetModel();
}

void SyscallTree::refresh()
{
    auto layout = makeLayout();
    const bool same = layout.visible.size() == m_visible.size() && std::ranges::equal(layout.visible, m_visible, [&](std::size_t a, std::size_t b) {
        return layout.groups[a].key == m_groups[b].key && layout.groups[a].shown == m_groups[b].shown;
    });
    // Views look for every place that they are told of: with thousands of groups a reset costs less.
    if (!same || groupCount() > kMostGroupsTold) {
        beginResetModel();
        take(std::move(layout));
        endResetModel();
        return;
    }
    take(std::move(layout));
    const int last = columnCount() - 1;
    const auto changed = [&](const QModelIndex &parent) {
        if (const int rows = rowCount(parent); rows > 0)
            Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, last, parent));
    };
    changed({});
    for (int group = 0; group < groupCount(); ++group)
        changed(index(group, 0));
}

void SyscallTree::take(Layout layout)
{
    m_groups = std::move(layout.groups);
    m_visible = std::move(layout.visible);
    m_accepted = std::move(layout.accepted);
    m_placeOfKey.clear();
}

std::vector<int> SyscallTree::sortedRows() const
{
    const int count = m_source.rowCount();
    std::vector<QVariant> keys;
    keys.reserve(static_cast<std::size_t>(count));
    for (int row = 0; row < count; ++row)
        keys.push_back(m_source.index(row, m_column).data(SyscallModel::SortRole));
    std::vector<int> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), 0);
    // Equal keys in the order of names, whichever way the column is sorted.
    std::ranges::sort(rows, [&](int a, int b) {
        const auto order = QVariant::compare(keys[static_cast<std::size_t>(a)], keys[static_cast<std::size_t>(b)]);
        if (order == QPartialOrdering::Less)
            return m_order == Qt::AscendingOrder;
        if (order == QPartialOrdering::Greater)
            return m_order == Qt::DescendingOrder;
        return m_source.row(a).syscall->name < m_source.row(b).syscall->name;
    });
    return rows;
}

std::vector<SyscallTree::Group> SyscallTree::emptyGroups() const
{
    std::vector<Group> groups;
    const auto add = [&groups](const QString &key, const QString &title, const QString &toolTip = {}) {
        Group group;
        group.key = key;
        group.title = title;
        group.toolTip = toolTip;
        groups.push_back(std::move(group));
    };
    switch (m_grouping) {
    case Grouping::Flat:
        add({}, {});
        break;
    case Grouping::Category: {
        std::vector<std::pair<QString, QString>> names;
        for (const auto &row : m_source.rows()) {
            const auto key = QString::fromStdString(row.syscall->category);
            if (!std::ranges::contains(names, key, &std::pair<QString, QString>::second))
                names.emplace_back(words::category(row.syscall->category), key);
        }
        std::ranges::sort(names, [](const auto &a, const auto &b) { return QString::localeAwareCompare(a.first, b.first) < 0; });
        for (const auto &[title, key] : names)
            //: %1 is "Network", %2 "@network-io"
            add(QStringLiteral("category:") + key, title, tr("%1 (%2 in systemd's words)").arg(title, key));
        break;
    }
    case Grouping::Risk:
        for (const auto risk : {syscalls::Risk::Critical, syscalls::Risk::High, syscalls::Risk::Medium, syscalls::Risk::Low})
            //: %1 is a risk level
            add(QStringLiteral("risk:%1").arg(static_cast<int>(risk)), tr("%1 risk").arg(words::risk(risk)));
        break;
    case Grouping::Process:
        for (const auto &name : m_document.evidence().processNames())
            add(QStringLiteral("process:") + name, name);
        add(QStringLiteral("process"), m_document.evidence().isEmpty() ? tr("No recording is attached") : tr("Never seen"));
        break;
    case Grouping::Rule: {
        const auto &rules = m_document.profile().rules;
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const auto dropped = profile::whyDropped(rules[i], i, m_document.view().target);
            QString title = tr("Rule %1: %2").arg(i + 1).arg(words::rule(rules[i], m_document.view().abi));
            if (dropped && *dropped)
                //: %1 is a rule, %2 why it does not count, such as "CAP_SYS_ADMIN is not held"
                title = tr("%1 – does not count here: %2").arg(title, words::dropReason(**dropped));
            add(QStringLiteral("rule:%1").arg(i), title, QString::fromStdString(rules[i].comment));
        }
        profile::Rule standard;
        standard.action = m_document.profile().defaultAction.value_or(profile::Action::Allow);
        standard.errnoRet = m_document.profile().defaultErrnoRet;
        //: %1 is an answer such as "Deny · EPERM"
        add(QStringLiteral("rule"), tr("Named by no rule: %1").arg(words::ruleAnswer(standard)));
        break;
    }
    }
    return groups;
}

std::vector<std::size_t> SyscallTree::groupsOf(const SyscallRow &row, const std::vector<Group> &groups) const
{
    switch (m_grouping) {
    case Grouping::Flat:
        return {0};
    case Grouping::Category: {
        const QString key = QStringLiteral("category:") + QString::fromStdString(row.syscall->category);
        return {static_cast<std::size_t>(std::ranges::find(groups, key, &Group::key) - groups.begin())};
    }
    case Grouping::Risk:
        return {static_cast<std::size_t>(syscalls::Risk::Critical) - static_cast<std::size_t>(row.syscall->risk)};
    case Grouping::Process:
        if (row.evidence && !row.evidence->processes.empty())
            return {row.evidence->processes.begin(), row.evidence->processes.end()};
        break;
    case Grouping::Rule:
        if (!row.rules.empty())
            return {row.rules.begin(), row.rules.end()};
        break;
    }
    return {groups.size() - 1};
}

SyscallTree::Layout SyscallTree::makeLayout() const
{
    Layout layout{emptyGroups(), {}, acceptedRows()};
    for (const int row : sortedRows())
        for (const std::size_t group : groupsOf(m_source.row(row), layout.groups))
            if (group < layout.groups.size())
                layout.groups[group].rows.push_back(row);
    show(layout);
    return layout;
}

std::vector<bool> SyscallTree::acceptedRows() const
{
    std::vector<bool> accepted;
    accepted.reserve(m_source.rows().size());
    for (const auto &row : m_source.rows())
        accepted.push_back(m_filter.accepts(row));
    return accepted;
}

int SyscallTree::shownCount() const
{
    return static_cast<int>(std::ranges::count(m_accepted, true));
}

void SyscallTree::show(Layout &layout) const
{
    layout.visible.clear();
    for (std::size_t i = 0; i < layout.groups.size(); ++i) {
        auto &group = layout.groups[i];
        group.shown.clear();
        group.open = 0;
        for (const int row : group.rows) {
            if (!layout.accepted[static_cast<std::size_t>(row)])
                continue;
            group.shown.push_back(row);
            group.open += m_source.row(row).isOpen() ? 1 : 0;
        }
        if (!group.shown.empty() || m_grouping == Grouping::Flat)
            layout.visible.push_back(i);
    }
}

const SyscallTree::Group *SyscallTree::groupAt(const QModelIndex &index) const
{
    if (isFlat())
        return &m_groups[m_visible.front()];
    if (!index.isValid())
        return nullptr;
    const auto place = index.internalId() == kTopLevel ? static_cast<std::size_t>(index.row()) : static_cast<std::size_t>(index.internalId()) - 1;
    return place < m_visible.size() ? &m_groups[m_visible[place]] : nullptr;
}

bool SyscallTree::isGroup(const QModelIndex &index) const
{
    return index.isValid() && !isFlat() && index.internalId() == kTopLevel;
}

int SyscallTree::sourceRow(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return -1;
    const auto *group = groupAt(index);
    return group && index.row() < static_cast<int>(group->shown.size()) ? group->shown[static_cast<std::size_t>(index.row())] : -1;
}

QString SyscallTree::groupKey(const QModelIndex &index) const
{
    const auto *group = groupAt(index);
    return group ? group->key : QString();
}

QString SyscallTree::groupNote(const QModelIndex &index) const
{
    const auto *group = isGroup(index) ? groupAt(index) : nullptr;
    if (!group)
        return {};
    const QLocale locale;
    const QString shown = group->shown.size() == group->rows.size()
        ? tr("%Ln syscalls", nullptr, static_cast<int>(group->rows.size()))
        : tr("%1 of %Ln syscalls", nullptr, static_cast<int>(group->rows.size())).arg(locale.toString(static_cast<qulonglong>(group->shown.size())));
    //: %1 is "12 of 40 syscalls"
    return tr("%1, %Ln open", nullptr, group->open).arg(shown);
}

const SyscallRow *SyscallTree::row(const QModelIndex &index) const
{
    const int place = sourceRow(index);
    return place < 0 ? nullptr : &m_source.row(place);
}

std::optional<std::size_t> SyscallTree::visibleOf(const QString &key) const
{
    if (m_placeOfKey.isEmpty())
        for (std::size_t i = 0; i < m_visible.size(); ++i)
            m_placeOfKey.insert(m_groups[m_visible[i]].key, i);
    const auto place = m_placeOfKey.constFind(key);
    return place == m_placeOfKey.constEnd() ? std::nullopt : std::optional(*place);
}

QModelIndex SyscallTree::groupOf(const QString &key) const
{
    const auto group = isFlat() ? std::nullopt : visibleOf(key);
    return group ? createIndex(static_cast<int>(*group), 0, kTopLevel) : QModelIndex();
}

QModelIndex SyscallTree::placeIn(std::size_t visible, int sourceRow) const
{
    const auto &shown = m_groups[m_visible[visible]].shown;
    const auto found = std::ranges::find(shown, sourceRow);
    return found == shown.end() ? QModelIndex() : createIndex(static_cast<int>(found - shown.begin()), 0, isFlat() ? kTopLevel : static_cast<quintptr>(visible) + 1);
}

QModelIndex SyscallTree::indexOf(const QString &syscall, const QString &groupKey) const
{
    const int wanted = m_source.rowOf(syscall);
    if (wanted < 0 || !m_accepted[static_cast<std::size_t>(wanted)])
        return {};
    if (const auto group = visibleOf(groupKey))
        if (const auto index = placeIn(*group, wanted); index.isValid())
            return index;
    for (std::size_t i = 0; i < m_visible.size(); ++i)
        if (const auto index = placeIn(i, wanted); index.isValid())
            return index;
    return {};
}

QModelIndex SyscallTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : kTopLevel);
}

QModelIndex SyscallTree::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == kTopLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, kTopLevel);
}

int SyscallTree::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return isFlat() ? static_cast<int>(m_groups[m_visible.front()].shown.size()) : static_cast<int>(m_visible.size());
    if (!isGroup(parent) || parent.column() != 0)
        return 0;
    const auto *group = groupAt(parent);
    return group ? static_cast<int>(group->shown.size()) : 0;
}

int SyscallTree::columnCount(const QModelIndex &) const
{
    return SyscallModel::ColumnCount;
}

QVariant SyscallTree::data(const QModelIndex &index, int role) const
{
    if (const int place = sourceRow(index); place >= 0)
        return m_source.index(place, index.column()).data(role);
    const auto *group = isGroup(index) ? groupAt(index) : nullptr;
    if (!group || index.column() != 0)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return group->title;
    case Qt::AccessibleTextRole:
        //: Read aloud: %1 is the name of a group, %2 "12 syscalls, 3 open"
        return tr("%1, %2").arg(group->title, groupNote(index));
    case Qt::ToolTipRole:
        return group->toolTip.isEmpty() ? group->title : group->toolTip;
    default:
        return {};
    }
}

QVariant SyscallTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source.headerData(section, orientation, role);
}

Qt::ItemFlags SyscallTree::flags(const QModelIndex &index) const
{
    auto flags = QAbstractItemModel::flags(index);
    if (index.isValid() && !isGroup(index))
        flags |= Qt::ItemNeverHasChildren;
    return flags;
}

QString words::grouping(Grouping grouping)
{
    switch (grouping) {
    case Grouping::Flat:
        return SyscallTree::tr("No groups");
    case Grouping::Category:
        return SyscallTree::tr("By category");
    case Grouping::Risk:
        return SyscallTree::tr("By risk");
    case Grouping::Process:
        return SyscallTree::tr("By process");
    case Grouping::Rule:
        return SyscallTree::tr("By rule");
    }
    return {};
}

} // namespace whittle::app
