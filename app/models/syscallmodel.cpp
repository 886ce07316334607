#include "models/syscallmodel.h"

#include "documents/profiledocument.h"
#include "settings/theme.h"

#include <QCollator>
#include <QFont>
#include <QLocale>

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace whittle::app {
namespace {

QString joined(const std::vector<std::string> &words)
{
    QStringList list;
    for (const auto &word : words)
        list << QString::fromStdString(word);
    return list.join(QStringLiteral(", "));
}

/// 2.6.16 → 2006016: versions in order.
int sortableVersion(const std::string &version)
{
    int result = 0;
    const auto parts = QString::fromStdString(version).split(QLatin1Char('.'));
    for (int i = 0; i < 3; ++i)
        result = result * 1000 + (i < parts.size() ? parts[i].toInt() : 0);
    return result;
}

constexpr std::size_t kNamesShown = 8;
constexpr std::size_t kNamesInToolTip = 60;

bool isRight(int column)
{
    return column == SyscallModel::Number || column == SyscallModel::Seen || column == SyscallModel::First;
}

std::size_t gvisorIndex(Abi abi)
{
    return abi == Abi::Aarch64 || abi == Abi::Arm ? 1 : 0;
}

} // namespace

SyscallModel::SyscallModel(ProfileDocument &document, QObject *parent) : QAbstractTableModel(parent), m_document(document)
{
    rebuild();
    connect(&document, &ProfileDocument::viewChanged, this, [this] {
        beginResetModel();
        rebuild();
        endResetModel();
    });
    connect(&document, &ProfileDocument::decisionsChanged, this, &SyscallModel::refresh);
    connect(&document, &ProfileDocument::evidenceChanged, this, &SyscallModel::refresh);
}

void SyscallModel::rebuild()
{
    const Abi abi = m_document.view().abi;
    const auto &all = syscallsOf(abi);
    const auto at = [](const Decisions &decisions, std::size_t i) {
        return i < decisions.answers().size() ? std::optional(decisions.answers()[i]) : std::nullopt;
    };
    std::unordered_map<std::string_view, std::vector<int>> rulesOf;
    const auto &rules = m_document.profile().rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const auto add = [&](const std::string &name) {
            auto &places = rulesOf[name];
            if (places.empty() || places.back() != static_cast<int>(i))
                places.push_back(static_cast<int>(i));
        };
        for (const auto &name : rules[i].names)
            add(name);
        if (rules[i].name)
            add(*rules[i].name);
    }
    std::vector<SyscallRow> rows;
    rows.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        SyscallRow row;
        row.syscall = all[i];
        row.abi = abi;
        row.number = all[i]->number(abi);
        row.answer = m_document.hasProfile() ? at(m_document.decisions(), i) : std::nullopt;
        row.dockerDefault = at(m_document.defaultDecisions(), i);
        row.podmanDefault = at(m_document.podmanDecisions(), i);
        if (const auto named = rulesOf.find(all[i]->name); named != rulesOf.end())
            row.rules = named->second;
        row.saved = m_document.hasProfile() ? at(m_document.savedDecisions(), i) : std::nullopt;
        row.evidence = m_document.evidence().of(abi, row.number);
        rows.push_back(std::move(row));
    }
    m_rows = std::move(rows);
}

void SyscallModel::refresh()
{
    rebuild();
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, ColumnCount - 1));
}

int SyscallModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SyscallModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SyscallModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &item = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(item, column);
    case SortRole:
        return sortKey(item, column);
    case RowRole:
        return QVariant::fromValue(static_cast<const void *>(&item));
    case KindRole:
        return column;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((isRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::AccessibleTextRole:
        return accessibleText(item, column);
    case Qt::ToolTipRole:
        return toolTip(item, column);
    case Qt::FontRole:
        if (column == Name)
            return theme::fixedFont();
        return {};
    default:
        return {};
    }
}

QVariant SyscallModel::display(const SyscallRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.name();
    case Number:
        return QString::number(row.number);
    case Risk:
        return words::risk(row.syscall->risk);
    case Action:
        return words::action(row.answer);
    case Default:
        return words::action(row.dockerDefault);
    case Seen:
        return row.seen() == 0 ? QStringLiteral("–") : QLocale().toString(static_cast<qulonglong>(row.seen()));
    case By:
        return row.evidence ? row.evidence->processList(kNamesShown) : QString();
    case First:
        return row.seen() == 0 ? QString() : QLocale().toString(static_cast<double>(row.evidence->firstSeenNs) / 1e9, 'f', 3);
    case Probe:
        return row.seen() == 0 || row.evidence->causes.empty() ? QString() : words::cause(row.evidence->causes.front());
    case Rules: {
        QStringList numbers;
        for (const int rule : row.rules)
            numbers << QString::number(rule + 1);
        return numbers.join(QStringLiteral(", "));
    }
    case Podman:
        return words::action(row.podmanDefault);
    case Groups:
        return joined(row.syscall->groups);
    case Capability:
        return joined(row.syscall->capabilities);
    case Cves:
        return row.syscall->cves.empty() ? QStringLiteral("–") : QString::number(row.syscall->cves.size());
    case Since:
        return QString::fromStdString(row.syscall->since);
    case Gvisor:
        return words::gvisor(row.syscall->gvisor[gvisorIndex(row.abi)]);
    default:
        return {};
    }
}

QVariant SyscallModel::sortKey(const SyscallRow &row, int column) const
{
    const auto actionKey = [](const std::optional<analysis::Answered> &answer) {
        // Open first: what stands out is what is allowed.
        return answer ? (2 - static_cast<int>(answer->standing)) * 100'000 + static_cast<int>(answer->decision.action) * 5'000 + answer->decision.data : 1'000'000;
    };
    switch (column) {
    case Number:
        return row.number;
    case Risk:
        return static_cast<int>(row.syscall->risk);
    case Action:
        return actionKey(row.answer);
    case Default:
        return actionKey(row.dockerDefault);
    case Seen:
        return static_cast<qulonglong>(row.seen());
    case First:
        // What was never seen comes after all that was.
        return row.seen() == 0 ? std::numeric_limits<qlonglong>::max() : static_cast<qlonglong>(row.evidence->firstSeenNs);
    case Rules:
        return row.rules.empty() ? std::numeric_limits<int>::max() : row.rules.front();
    case Podman:
        return actionKey(row.podmanDefault);
    case Cves:
        return static_cast<int>(row.syscall->cves.size());
    case Since:
        return sortableVersion(row.syscall->since);
    case Gvisor:
        return static_cast<int>(row.syscall->gvisor[gvisorIndex(row.abi)]);
    default:
        return display(row, column);
    }
}

QString SyscallModel::accessibleText(const SyscallRow &row, int column) const
{
    if (column != Name)
        return display(row, column).toString();
    const QString seen = m_document.evidence().isEmpty() ? QString() : row.seen() == 0 ? tr(", not seen") : tr(", seen %1 times").arg(row.seen());
    //: Read aloud: syscall name, its risk, its action, whether it was seen
    return tr("%1, %2 risk, %3%4").arg(row.name(), words::risk(row.syscall->risk), words::action(row.answer), seen);
}

QString SyscallModel::toolTip(const SyscallRow &row, int column) const
{
    switch (column) {
    case Name:
        return QString::fromStdString(row.syscall->summary);
    case Risk:
        return QString::fromStdString(row.syscall->riskReason);
    case Action:
        return row.isChanged() ? tr("Not saved yet. In the file: %1").arg(words::action(row.saved)) : QString();
    case By:
        return row.evidence ? row.evidence->processList(kNamesInToolTip) : QString();
    case Probe:
        return row.seen() == 0 || row.evidence->causes.empty() ? QString() : words::causeInWords(row.evidence->causes.front());
    case Groups:
    case Capability:
        return display(row, column).toString();
    case Cves: {
        QStringList list;
        for (const auto &cve : row.syscall->cves)
            list << QString::fromStdString(cve.id + ": " + cve.note);
        return list.join(QLatin1Char('\n'));
    }
    case Gvisor:
        return QString::fromStdString(row.syscall->gvisorNote);
    default:
        return {};
    }
}

QVariant SyscallModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((isRight(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Action:
            return tr("What this profile's filter answers in the environment above");
        case Default:
            return tr("What Docker's default profile answers in the same environment");
        case Seen:
            return tr("How often the attached recordings saw the syscall");
        case By:
            return tr("Which processes made it, in order of first use");
        case First:
            return tr("How long after the start of its recording the syscall was first seen");
        case Probe:
            return tr("Which probe ran when the syscall was first seen");
        case Rules:
            return tr("Which rules of the file name the syscall, counted from the top");
        case Podman:
            return tr("What Podman's default profile answers in the same environment");
        case Since:
            return tr("The first Linux version that has it");
        default:
            return {};
        }
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Syscall");
    case Number:
        return tr("No.");
    case Risk:
        return tr("Risk");
    case Action:
        return tr("Action");
    case Default:
        return tr("Docker default");
    case Seen:
        return tr("Seen");
    case By:
        return tr("By");
    case First:
        return tr("First after (s)");
    case Probe:
        return tr("Probe");
    case Rules:
        return tr("Rules");
    case Podman:
        return tr("Podman default");
    case Groups:
        return tr("Groups");
    case Capability:
        return tr("Capability");
    case Cves:
        return tr("CVEs");
    case Since:
        return tr("Since Linux");
    case Gvisor:
        return tr("gVisor");
    default:
        return {};
    }
}

int SyscallModel::rowOf(const QString &syscall) const
{
    const std::string name = syscall.toStdString();
    const auto found = std::ranges::find_if(m_rows, [&](const SyscallRow &row) { return row.syscall->name == name; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

} // namespace whittle::app
