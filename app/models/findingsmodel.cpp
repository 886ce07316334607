#include "models/findingsmodel.h"

#include "documents/profiledocument.h"
#include "models/syscallrow.h"
#include "settings/theme.h"

#include <algorithm>

namespace whittle::app {

FindingsModel::FindingsModel(QObject *parent) : QAbstractTableModel(parent) {}

void FindingsModel::setDocument(ProfileDocument *document)
{
    if (m_document)
        disconnect(m_document, nullptr, this, nullptr);
    m_document = document;
    if (document) {
        connect(document, &ProfileDocument::findingsChanged, this, &FindingsModel::rebuild);
        connect(document, &ProfileDocument::textChanged, this, [this] {
            // An error of the text is worth showing at once; findings wait for the pause in typing.
            if (!m_document->isTextValid())
                rebuild();
        });
        connect(document, &QObject::destroyed, this, [this, document] {
            if (m_document == document)
                setDocument(nullptr);
        });
    }
    rebuild();
}

void FindingsModel::rebuild()
{
    beginResetModel();
    m_items.clear();
    if (m_document && !m_document->isTextValid()) {
        for (const auto &problem : m_document->textProblems()) {
            Item item;
            item.severity = static_cast<int>(profile::Severity::Critical);
            item.isTextError = true;
            item.message = QString::fromStdString(problem.message);
            item.detail = QString::fromStdString(problem.suggestion);
            item.path = QString::fromStdString(problem.path);
            item.line = static_cast<int>(problem.range.line);
            item.column = static_cast<int>(problem.range.column);
            item.place = item.path.isEmpty() ? tr("line %1, column %2").arg(item.line).arg(item.column) : tr("line %1, %2").arg(item.line).arg(item.path);
            m_items.push_back(std::move(item));
        }
    } else if (m_document) {
        for (const auto &finding : m_document->findings()) {
            Item item;
            item.finding = finding;
            item.severity = static_cast<int>(finding.severity);
            item.message = QString::fromStdString(finding.message);
            item.detail = QString::fromStdString(finding.explanation);
            if (!finding.suggestion.empty())
                item.detail += (item.detail.isEmpty() ? QString() : QStringLiteral("\n\n")) + QString::fromStdString(finding.suggestion);
            item.path = QString::fromStdString(finding.path);
            item.syscall = QString::fromStdString(finding.syscall);
            if (const auto place = m_document->placeOf(finding.path)) {
                item.line = static_cast<int>(place->line);
                item.column = static_cast<int>(place->column);
            }
            item.place = item.path.isEmpty() ? tr("whole profile") : item.line > 0 ? tr("line %1, %2").arg(item.line).arg(item.path) : item.path;
            m_items.push_back(std::move(item));
        }
    }
    endResetModel();
}

int FindingsModel::countFrom(profile::Severity severity) const
{
    return static_cast<int>(std::ranges::count_if(m_items, [&](const Item &item) { return item.severity >= static_cast<int>(severity); }));
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &item = m_items[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return item.detail.isEmpty() ? item.message : item.message + QStringLiteral("\n\n") + item.detail;
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
        switch (index.column()) {
        case Severity:
            return item.isTextError ? tr("error") : words::severity(item.severity);
        case Message:
            return item.message;
        case Place:
            return item.place;
        default:
            return {};
        }
    }
    return {};
}

QVariant FindingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Severity:
        return tr("Severity");
    case Message:
        return tr("Problem");
    case Place:
        return tr("Place");
    default:
        return {};
    }
}

} // namespace whittle::app
