#include "models/findingsmodel.h"

#include "documents/apparmordocument.h"
#include "documents/profiledocument.h"
#include "models/syscallrow.h"
#include "settings/theme.h"

#include <algorithm>

namespace whittle::app {
namespace {

QString detailOf(const std::string &explanation, const std::string &suggestion)
{
    const QString blank = explanation.empty() || suggestion.empty() ? QString() : QStringLiteral("\n\n");
    return QString::fromStdString(explanation) + blank + QString::fromStdString(suggestion);
}

} // namespace

FindingsModel::FindingsModel(QObject *parent) : QAbstractTableModel(parent) {}

void FindingsModel::setDocument(EditedFile *document)
{
    if (m_document)
        disconnect(m_document, nullptr, this, nullptr);
    m_document = document;
    if (document) {
        connect(document, &EditedFile::findingsChanged, this, &FindingsModel::rebuild);
        connect(document, &EditedFile::textChanged, this, [this] {
            // An error of a profile's text is worth showing at once; findings wait for the pause in typing.
            if (const auto *profile = qobject_cast<ProfileDocument *>(m_document); profile && !profile->isTextValid())
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
    if (const auto *profile = qobject_cast<ProfileDocument *>(m_document))
        addProfile(*profile);
    else if (const auto *policy = qobject_cast<AppArmorDocument *>(m_document))
        addPolicy(*policy);
    endResetModel();
}

void FindingsModel::addPolicy(const AppArmorDocument &document)
{
    for (const auto &finding : document.report().findings) {
        Item item;
        item.severity = static_cast<int>(finding.severity);
        item.isTextError = finding.code == "syntax";
        item.message = QString::fromStdString(finding.message);
        item.detail = detailOf(finding.explanation, finding.suggestion);
        if (finding.range.end > finding.range.begin || item.isTextError) {
            item.line = static_cast<int>(finding.range.line);
            item.column = static_cast<int>(finding.range.column);
            item.place = tr("line %1, column %2").arg(item.line).arg(item.column);
        } else if (finding.range.line > 1) { // as apparmor_parser says it
            item.line = static_cast<int>(finding.range.line);
            item.column = 1;
            item.place = tr("line %1").arg(item.line);
        } else {
            item.place = tr("whole file");
        }
        m_items.push_back(std::move(item));
    }
}

void FindingsModel::addProfile(const ProfileDocument &document)
{
    if (!document.isTextValid()) {
        for (const auto &problem : document.textProblems()) {
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
    } else {
        for (const auto &finding : document.findings()) {
            Item item;
            item.finding = finding;
            item.severity = static_cast<int>(finding.severity);
            item.message = QString::fromStdString(finding.message);
            item.detail = detailOf(finding.explanation, finding.suggestion);
            item.path = QString::fromStdString(finding.path);
            item.syscall = QString::fromStdString(finding.syscall);
            if (const auto place = document.placeOf(finding.path)) {
                item.line = static_cast<int>(place->line);
                item.column = static_cast<int>(place->column);
            }
            item.place = item.path.isEmpty() ? tr("whole profile") : item.line > 0 ? tr("line %1, %2").arg(item.line).arg(item.path) : item.path;
            m_items.push_back(std::move(item));
        }
    }
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
