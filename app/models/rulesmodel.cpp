#include "models/rulesmodel.h"

#include "documents/profiledocument.h"
#include "documents/ruleedits.h"
#include "models/rulewords.h"
#include "models/syscallrow.h"
#include "settings/theme.h"

#include <QDataStream>
#include <QFont>
#include <QIODevice>
#include <QMimeData>

#include <algorithm>
#include <array>

namespace whittle::app {
namespace {

constexpr auto kMimeType = "application/x-whittle-rules";
constexpr std::size_t kNamesShown = 40; // no column is wider
constexpr std::size_t kNamesInToolTip = 120;

QString joined(const std::vector<std::string> &names, std::size_t most)
{
    QStringList list;
    for (std::size_t i = 0; i < names.size() && i < most; ++i)
        list << QString::fromStdString(names[i]);
    return list.join(QStringLiteral(", ")) + (names.size() > most ? QStringLiteral(" …") : QString());
}

} // namespace

RulesModel::RulesModel(ProfileDocument &document, QObject *parent) : QAbstractTableModel(parent), m_document(document), m_rules(document.profile().rules)
{
    findChanges();
    connect(&document, &ProfileDocument::profileChanged, this, &RulesModel::takeRules);
    connect(&document, &ProfileDocument::viewChanged, this, [this] {
        if (!m_rules.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
    connect(&document, &ProfileDocument::titleChanged, this, [this] {
        findChanges(); // saved
        if (!m_rules.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), {ChangedRole, Qt::ToolTipRole});
    });
}

void RulesModel::takeRules()
{
    // What is the same at both ends stays, so that selection and place survive; between, rows come, go or change.
    const auto &now = m_document.profile().rules;
    const auto same = [](const profile::Rule &a, const profile::Rule &b) { return a.sameAs(b); };
    const auto shorter = std::min(now.size(), m_rules.size());
    std::size_t head = 0;
    while (head < shorter && same(now[head], m_rules[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && same(now[now.size() - 1 - tail], m_rules[m_rules.size() - 1 - tail]))
        ++tail;
    const auto oldMiddle = m_rules.size() - head - tail;
    const auto newMiddle = now.size() - head - tail;
    const auto changing = std::min(oldMiddle, newMiddle);
    const auto at = [](std::size_t place) { return static_cast<int>(place); };
    m_effects.clear();
    m_isKnown = false;
    if (newMiddle > oldMiddle) {
        beginInsertRows({}, at(head + changing), at(head + newMiddle - 1));
        m_rules = now;
        findChanges();
        endInsertRows();
    } else if (newMiddle < oldMiddle) {
        beginRemoveRows({}, at(head + changing), at(head + oldMiddle - 1));
        m_rules = now;
        findChanges();
        endRemoveRows();
    } else {
        m_rules = now;
        findChanges();
    }
    // Ids are of one reading, and the effects are those of another profile: every row says something else.
    if (!m_rules.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RulesModel::findChanges()
{
    const auto &saved = m_document.savedProfile().rules;
    m_changed.clear();
    for (const auto &rule : m_rules)
        m_changed.push_back(std::ranges::none_of(saved, [&](const profile::Rule &old) { return old.sameAs(rule); }));
}

void RulesModel::setEffects(std::vector<analysis::RuleEffect> effects)
{
    m_effects = effects.size() == m_rules.size() ? std::move(effects) : std::vector<analysis::RuleEffect>();
    m_isKnown = true;
    if (!m_rules.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const analysis::RuleEffect *RulesModel::effect(int row) const
{
    return static_cast<std::size_t>(row) < m_effects.size() ? &m_effects[static_cast<std::size_t>(row)] : nullptr;
}

int RulesModel::rowNaming(const QString &syscall) const
{
    const auto name = syscall.toStdString();
    const auto found = std::ranges::find_if(m_rules, [&](const profile::Rule &rule) { return std::ranges::contains(rule.names, name) || rule.name == name; });
    return found == m_rules.end() ? -1 : static_cast<int>(found - m_rules.begin());
}

int RulesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rules.size());
}

int RulesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RulesModel::display(int row, int column) const
{
    const auto &item = rule(row);
    const Abi abi = m_document.view().abi;
    switch (column) {
    case Number:
        return QString::number(row + 1);
    case Names:
        return item.allNames().empty() ? tr("no syscall yet") : joined(item.allNames(), kNamesShown);
    case Count:
        return QString::number(item.allNames().size());
    case Answer:
        return words::ruleAnswer(item);
    case Arguments:
        return item.args.empty() ? QStringLiteral("–") : words::ruleArguments(item, words::subjectOf(item), abi);
    case When:
        return item.includes.isEmpty() && item.excludes.isEmpty() ? QStringLiteral("–") : words::ruleWhen(item);
    case Effect:
        return effect(row) ? words::ruleEffect(*effect(row)) : m_isKnown ? QStringLiteral("–") : QStringLiteral("…");
    case Comment:
        return QString::fromStdString(item.comment).simplified();
    default:
        return {};
    }
}

QString RulesModel::toolTip(int row, int column) const
{
    const auto &item = rule(row);
    switch (column) {
    case Number:
        return m_changed[static_cast<std::size_t>(row)] ? tr("Not saved yet") : QString();
    case Names:
    case Count:
        return joined(item.allNames(), kNamesInToolTip);
    case Comment:
        return QString::fromStdString(item.comment);
    default:
        return display(row, column);
    }
}

QVariant RulesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const auto *result = effect(row);
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() != Number)
            return display(row, index.column());
        //: Read aloud: %1 is a number, %2 "Allow", %3 a list of syscalls, %4 what the rule changes
        return tr("Rule %1, %2, %3, %4").arg(row + 1).arg(words::rule(rule(row), m_document.view().abi), display(row, Names), display(row, Effect));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((index.column() == Number || index.column() == Count ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole:
        return index.column() == Names || index.column() == Arguments ? QVariant(theme::fixedFont()) : QVariant();
    case IconRole:
        if (index.column() == Answer) {
            const bool open = rule(row).action == profile::Action::Allow || rule(row).action == profile::Action::Log;
            return open ? rule(row).args.empty() ? QStringLiteral("allow") : QStringLiteral("limited") : QStringLiteral("deny");
        }
        return index.column() == Effect && result && result->fate == analysis::RuleFate::Dropped ? QStringLiteral("undecided") : QString();
    case ChangedRole:
        return static_cast<bool>(m_changed[static_cast<std::size_t>(row)]);
    case IdleRole:
        return result && result->fate != analysis::RuleFate::Counts;
    default:
        return {};
    }
}

QVariant RulesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Number || section == Count ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Number:
            return tr("The place of the rule in the file. The order decides nothing.");
        case When:
            return tr("Capabilities, architectures and kernels that the rule asks for");
        case Effect:
            return tr("What the filter decides otherwise than it would without the rule, in the environment above");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Names:
        return tr("Syscalls");
    case Count:
        return tr("Count", "how many syscalls a rule names");
    case Answer:
        return tr("Answer");
    case Arguments:
        return tr("Arguments");
    case When:
        return tr("Counts");
    case Effect:
        return tr("What it changes");
    case Comment:
        return tr("Comment");
    default:
        return {};
    }
}

Qt::ItemFlags RulesModel::flags(const QModelIndex &index) const
{
    auto flags = QAbstractTableModel::flags(index);
    if (!m_document.isTextValid())
        return flags;
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags | Qt::ItemIsDropEnabled;
}

QStringList RulesModel::mimeTypes() const
{
    return {QLatin1StringView(kMimeType)};
}

QMimeData *RulesModel::mimeData(const QModelIndexList &indexes) const
{
    QList<int> rows;
    for (const auto &index : indexes)
        if (!rows.contains(index.row()))
            rows << index.row();
    std::ranges::sort(rows);
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    // Rows mean something in this model alone.
    stream << reinterpret_cast<quint64>(this) << rows;
    auto *data = new QMimeData;
    data->setData(QLatin1StringView(kMimeType), bytes);
    return data;
}

bool RulesModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int, const QModelIndex &parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(QLatin1StringView(kMimeType)))
        return false;
    QDataStream stream(data->data(QLatin1StringView(kMimeType)));
    quint64 from = 0;
    QList<int> rows;
    stream >> from >> rows;
    if (from != reinterpret_cast<quint64>(this))
        return false;
    const int to = row >= 0 ? row : parent.isValid() ? parent.row() : rowCount();
    const int first = to - static_cast<int>(std::ranges::count_if(rows, [to](int moved) { return moved < to; }));
    ruleedits::move(m_document, {rows.begin(), rows.end()}, static_cast<std::size_t>(to));
    Q_EMIT moved(first, static_cast<int>(rows.size()));
    // The document has moved them: the view is not to take them away.
    return false;
}

QString words::change(profile::Change change)
{
    switch (change) {
    case profile::Change::NewlyAllowed:
        return RulesModel::tr("newly allowed");
    case profile::Change::NewlyDenied:
        return RulesModel::tr("newly denied");
    case profile::Change::Looser:
        return RulesModel::tr("looser");
    case profile::Change::Stricter:
        return RulesModel::tr("stricter");
    case profile::Change::OtherArguments:
        return RulesModel::tr("other arguments");
    case profile::Change::OtherErrno:
        return RulesModel::tr("another error");
    case profile::Change::OtherAction:
        return RulesModel::tr("another answer");
    }
    return {};
}

QString words::ruleEffect(const analysis::RuleEffect &effect)
{
    using analysis::RuleFate;
    switch (effect.fate) {
    case RuleFate::Dropped:
        //: %1 is a reason such as "CAP_SYS_ADMIN is not held"
        return RulesModel::tr("does not count: %1").arg(effect.dropped ? dropReason(*effect.dropped) : QString());
    case RuleFate::SameAsDefault:
        return RulesModel::tr("nothing: the default says the same");
    case RuleFate::NoSyscall:
        return RulesModel::tr("nothing: this machine has none of them");
    case RuleFate::Idle:
        return RulesModel::tr("nothing: other rules outweigh it");
    case RuleFate::Counts:
        break;
    }
    if (!effect.withoutError.empty())
        return RulesModel::tr("without it the profile would not load");
    std::array<int, 7> counts = {};
    for (const auto &difference : effect.differences)
        ++counts[static_cast<std::size_t>(difference.change)];
    const auto count = [&counts](profile::Change change) { return counts[static_cast<std::size_t>(change)]; };
    QStringList parts;
    if (const int n = count(profile::Change::NewlyAllowed))
        parts << RulesModel::tr("allows %Ln", nullptr, n);
    if (const int n = count(profile::Change::Looser))
        parts << RulesModel::tr("loosens %Ln", nullptr, n);
    if (const int n = count(profile::Change::NewlyDenied))
        parts << RulesModel::tr("denies %Ln", nullptr, n);
    if (const int n = count(profile::Change::Stricter))
        parts << RulesModel::tr("tightens %Ln", nullptr, n);
    if (const int n = count(profile::Change::OtherErrno))
        parts << RulesModel::tr("another error for %Ln", nullptr, n);
    if (const int n = count(profile::Change::OtherArguments) + count(profile::Change::OtherAction))
        parts << RulesModel::tr("another answer for %Ln", nullptr, n);
    return parts.join(QStringLiteral(", "));
}

} // namespace whittle::app
