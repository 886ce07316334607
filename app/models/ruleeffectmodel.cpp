#include "models/ruleeffectmodel.h"

#include "models/rulewords.h"
#include "models/syscallrow.h"
#include "settings/theme.h"

#include <QFont>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::size_t kMostPoints = 4;

} // namespace

QString RuleEffectModel::pointText(const profile::Difference &difference, const profile::Arguments &arguments)
{
    const auto *known = syscalls::Catalogue::builtIn().find(difference.syscall);
    QStringList parts;
    for (unsigned i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == 0)
            continue;
        const QString name = known && i < known->argumentsOn(difference.abi).size() ? QString::fromStdString(known->argumentsOn(difference.abi)[i].name) : tr("arg %1").arg(i);
        parts << QStringLiteral("%1 = %2").arg(name, words::value(arguments[i], known ? words::constantsOf(*known, difference.abi, i) : nullptr, difference.abi));
    }
    return parts.isEmpty() ? tr("all 0", "arguments") : parts.join(QStringLiteral(", "));
}

void RuleEffectModel::setDifferences(std::vector<profile::Difference> differences)
{
    beginResetModel();
    m_differences = std::move(differences);
    endResetModel();
}

QString RuleEffectModel::syscall(int row) const
{
    return static_cast<std::size_t>(row) < m_differences.size() ? QString::fromStdString(m_differences[static_cast<std::size_t>(row)].syscall) : QString();
}

int RuleEffectModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_differences.size());
}

int RuleEffectModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RuleEffectModel::display(const profile::Difference &difference, int column) const
{
    const auto answer = [&](profile::Decision profile::DifferentPoint::*side, const profile::Decision &plain) {
        // Where arguments matter, the answer to the first that differ.
        return words::decision(difference.points.empty() ? plain : difference.points.front().*side);
    };
    switch (column) {
    case Syscall:
        return difference.abi == nativeAbi() ? QString::fromStdString(difference.syscall)
                                             : QStringLiteral("%1 (%2)").arg(QString::fromStdString(difference.syscall), QString::fromStdString(std::string(abiName(difference.abi))));
    case Risk:
        return words::risk(difference.risk);
    case Without:
        return answer(&profile::DifferentPoint::left, difference.left);
    case With:
        return answer(&profile::DifferentPoint::right, difference.right);
    case Arguments: {
        if (difference.points.empty())
            return tr("whatever its arguments");
        QStringList points;
        for (std::size_t i = 0; i < difference.points.size() && i < kMostPoints; ++i)
            points << pointText(difference, difference.points[i].arguments);
        return points.join(QStringLiteral("; ")) + (difference.points.size() > kMostPoints ? QStringLiteral(" …") : QString());
    }
    default:
        return {};
    }
}

QVariant RuleEffectModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &difference = m_differences[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return display(difference, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == Syscall)
            //: Read aloud: %1 a syscall, %2 its risk, %3 the answer without the rule, %4 the answer with it
            return tr("%1, %2 risk, without the rule %3, with it %4").arg(display(difference, Syscall), display(difference, Risk), display(difference, Without), display(difference, With));
        return display(difference, index.column());
    case Qt::FontRole:
        return index.column() == Syscall || index.column() == Arguments ? QVariant(theme::fixedFont()) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == Risk)
            return theme::colors().riskTextOf(difference.risk);
        return index.column() == Without ? QVariant(theme::colors().muted) : QVariant();
    case RiskRole:
        return static_cast<int>(difference.risk);
    default:
        return {};
    }
}

QVariant RuleEffectModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Syscall:
        return tr("Syscall");
    case Risk:
        return tr("Risk");
    case Without:
        return tr("Without the rule");
    case With:
        return tr("With it");
    case Arguments:
        return tr("Where");
    default:
        return {};
    }
}

} // namespace whittle::app
