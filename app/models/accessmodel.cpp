#include "models/accessmodel.h"

#include "documents/apparmordocument.h"
#include "settings/theme.h"

#include <QCoreApplication>

namespace whittle::app {

namespace {

using Kind = apparmor::RecordedAccess::Kind;

QString nameOf(const apparmor::RecordedAccess &access)
{
    const QString name = QString::fromStdString(access.name);
    switch (access.kind) {
    case Kind::Capability:
        return AccessModel::tr("capability %1", "as a rule names it: leave the word as it is").arg(name);
    case Kind::Network:
        return AccessModel::tr("network %1", "as a rule names it: leave the word as it is").arg(name);
    case Kind::File:
        break;
    }
    return name;
}

QString doneOf(const apparmor::RecordedAccess &access)
{
    switch (access.kind) {
    case Kind::Capability:
        return QString::fromStdString(access.why);
    case Kind::Network:
        return AccessModel::tr("opened a socket");
    case Kind::File:
        break;
    }
    return words::permissions(access.permissions);
}

QString answerOf(const AccessRow &row)
{
    if (!row.answer)
        return AccessModel::tr("not known");
    if (row.answer->allowed)
        return AccessModel::tr("Allowed");
    // Of what is refused as a whole the column before says it.
    if (row.answer->missing == 0 || row.answer->missing == row.access->permissions)
        return AccessModel::tr("Denied");
    //: %1: permissions, "write, execute"
    return AccessModel::tr("Denied: %1").arg(words::permissions(row.answer->missing));
}

QString ruleOf(const AccessRow &row)
{
    if (!row.answer)
        return {};
    if (row.answer->included)
        return AccessModel::tr("in an included file");
    if (row.answer->line == 0)
        return AccessModel::tr("no rule names it");
    //: line of the text and the rule that stands there
    return AccessModel::tr("%1: %2").arg(QString::number(row.answer->line), QString::fromStdString(row.answer->rule));
}

QString commandsOf(const apparmor::RecordedAccess &access)
{
    QStringList names;
    for (const auto &command : access.commands)
        names << QString::fromStdString(command);
    return names.join(QStringLiteral(", "));
}

} // namespace

QString words::permissions(std::uint32_t permissions)
{
    using namespace apparmor::file_permission;
    QStringList names;
    for (const auto &[bit, name] : {std::pair(kRead, AccessModel::tr("read", "access to a file")), std::pair(kWrite, AccessModel::tr("write", "access to a file")),
             std::pair(kAppend, AccessModel::tr("append", "access to a file")), std::pair(kLink, AccessModel::tr("link", "access to a file")),
             std::pair(kLock, AccessModel::tr("lock", "access to a file")), std::pair(kMap, AccessModel::tr("map", "access to a file: as code into memory")),
             std::pair(kExecute, AccessModel::tr("execute", "access to a file"))})
        if (permissions & bit)
            names << name;
    return names.join(QStringLiteral(", "));
}

AccessModel::AccessModel(const AppArmorDocument &document, QObject *parent) : QAbstractTableModel(parent), m_document(document)
{
    connect(&document, &AppArmorDocument::reportChanged, this, &AccessModel::follow);
    follow();
}

void AccessModel::follow()
{
    const auto &report = m_document.report();
    if (m_accesses == report.accesses) {
        // The same rows with other answers: selection and scroll position stay.
        m_answers = report.answers;
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_accesses = report.accesses;
    m_answers = report.answers;
    endResetModel();
}

AccessRow AccessModel::row(int row) const
{
    const auto at = static_cast<std::size_t>(row);
    return {&m_accesses->list[at], at < m_answers.size() ? &m_answers[at] : nullptr};
}

int AccessModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_accesses ? 0 : static_cast<int>(m_accesses->list.size());
}

QString AccessModel::display(const AccessRow &row, int column)
{
    switch (column) {
    case Name:
        return nameOf(*row.access);
    case Done:
        return doneOf(*row.access);
    case By:
        return commandsOf(*row.access);
    case Answer:
        return answerOf(row);
    case Rule:
        return ruleOf(row);
    default:
        return {};
    }
}

QVariant AccessModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto access = row(index.row());
    const auto &colors = theme::colors();
    const bool isDenied = access.answer && !access.answer->allowed;
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return display(access, column);
    case Qt::ToolTipRole:
        return column == Rule && isDenied && access.answer->line > 0 && !access.answer->denies ? tr("%1\nIt allows a part of what was done.").arg(display(access, column)) : display(access, column);
    case Qt::AccessibleTextRole:
        //: an access in words: its name, what was done, by which process, whether it is allowed, the rule
        return column == Name ? tr("%1, %2, %3, %4, %5").arg(nameOf(*access.access), doneOf(*access.access), commandsOf(*access.access), answerOf(access), ruleOf(access)) : display(access, column);
    case SortRole:
        if (column == Answer)
            return !access.answer ? 1 : isDenied ? 0 : 2;
        if (column == Rule)
            return access.answer ? static_cast<qulonglong>(access.answer->line) : qulonglong{0};
        return display(access, column);
    case Qt::FontRole:
        return column == Name || column == Rule ? QVariant(theme::fixedFont()) : QVariant();
    case DeniedRole:
        return access.answer ? QVariant(isDenied) : QVariant();
    case Qt::ForegroundRole:
        if (column == Answer && isDenied)
            return colors.error;
        return column == Done || column == By || (column == Rule && (!access.answer || access.answer->line == 0)) ? QVariant(colors.muted) : QVariant();
    default:
        return {};
    }
}

QVariant AccessModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Access");
    case Done:
        return tr("Done", "what was done");
    case By:
        return tr("By");
    case Answer:
        return tr("Answer");
    case Rule:
        return tr("Rule");
    default:
        return {};
    }
}

} // namespace whittle::app
