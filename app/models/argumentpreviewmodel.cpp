#include "models/argumentpreviewmodel.h"

#include "models/rulewords.h"
#include "models/syscallrow.h"
#include "settings/theme.h"

#include <QFont>
#include <QLocale>

#include <algorithm>

namespace whittle::app {
namespace {

QString answers(const std::vector<profile::Decision> &decisions)
{
    if (decisions.empty())
        return ArgumentPreviewModel::tr("no filter");
    if (decisions.size() == 1)
        return words::decision(decisions.front());
    QStringList texts;
    for (const auto &decision : decisions)
        texts << words::decision(decision);
    texts.sort();
    texts.removeDuplicates();
    //: %1 is a list such as "Allow / Deny · EPERM"
    return ArgumentPreviewModel::tr("%1, by other arguments").arg(texts.join(QStringLiteral(" / ")));
}

} // namespace

void ArgumentPreviewModel::setRows(std::vector<analysis::ValuePreview> rows, const syscalls::Syscall *syscall, Abi abi)
{
    const bool sameShape = syscall == m_syscall && abi == m_abi
        && std::ranges::equal(rows, m_rows, [](const auto &a, const auto &b) { return a.index == b.index && a.value == b.value; });
    if (!sameShape)
        beginResetModel();
    m_rows = std::move(rows);
    m_syscall = syscall;
    m_abi = abi;
    if (!sameShape)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ArgumentPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ArgumentPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ArgumentPreviewModel::display(const analysis::ValuePreview &row, int column) const
{
    switch (column) {
    case Argument:
        return words::argument(*m_syscall, m_abi, row.index);
    case Value:
        return words::valueInFull(row.value, words::constantsOf(*m_syscall, m_abi, row.index), m_abi);
    case Seen:
        return row.seen == 0 ? QStringLiteral("–") : QLocale().toString(static_cast<qulonglong>(row.seen));
    case Matches:
        return row.matches ? tr("fits") : QStringLiteral("–");
    case Now:
        return answers(row.before);
    case Then:
        return answers(row.after);
    default:
        return {};
    }
}

QVariant ArgumentPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_syscall)
        return {};
    const auto &item = row(index.row());
    const bool changes = item.before != item.after;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return display(item, index.column());
    case Qt::AccessibleTextRole:
        if (index.column() == Argument)
            //: Read aloud: "arg 0 domain AF_INET (2): Deny · EPERM, then Allow"
            return tr("%1 %2: %3, then %4").arg(display(item, Argument), display(item, Value), display(item, Now), display(item, Then));
        return display(item, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment((index.column() == Seen ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    case Qt::FontRole: {
        if (index.column() == Value)
            return theme::fixedFont();
        QFont font;
        font.setBold(changes && index.column() == Then);
        return font;
    }
    case Qt::ForegroundRole: {
        const auto &colors = theme::colors();
        if (index.column() == Then && changes) {
            const bool seenAndDenied = item.seen > 0 && std::ranges::none_of(item.after, &profile::Decision::executes);
            return seenAndDenied ? colors.error : colors.accent;
        }
        const bool quiet = index.column() == Argument || (index.column() == Matches && !item.matches) || (index.column() == Seen && item.seen == 0);
        return quiet ? colors.muted : colors.text;
    }
    default:
        return {};
    }
}

QVariant ArgumentPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::ToolTipRole) {
        switch (section) {
        case Seen:
            return tr("How often the attached recordings saw the value");
        case Matches:
            return tr("Whether the chosen rule fits calls with this value");
        case Now:
            return tr("What the profile's compiled filter answers");
        case Then:
            return tr("What it will answer once the change is applied");
        default:
            return {};
        }
    }
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment((section == Seen ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Argument:
        return tr("Argument");
    case Value:
        return tr("Value");
    case Seen:
        return tr("Seen");
    case Matches:
        return tr("This rule");
    case Now:
        return tr("Now");
    case Then:
        return tr("Then");
    default:
        return {};
    }
}

} // namespace whittle::app
