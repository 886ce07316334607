#include "models/librarymodel.h"

#include <QFileInfo>
#include <QFont>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr quintptr kSection = SIZE_MAX; // internal id of a heading; entries carry their section

} // namespace

LibraryModel::LibraryModel(QObject *parent) : QAbstractItemModel(parent) {}

bool LibraryModel::isImagePath(const QString &path)
{
    static constexpr QLatin1StringView kEndings[] = {QLatin1StringView(".tar"), QLatin1StringView(".tar.gz"), QLatin1StringView(".tgz"), QLatin1StringView(".tar.zst"), QLatin1StringView(".oci")};
    return std::ranges::any_of(kEndings, [&](QLatin1StringView ending) { return path.endsWith(ending); }) || QFileInfo(path).isDir();
}

void LibraryModel::setEntries(Section section, std::vector<Entry> entries)
{
    auto &current = m_sections[section];
    const QModelIndex heading = index(section, 0);
    const bool sameRows = std::ranges::equal(current, entries, {}, &Entry::key, &Entry::key);
    if (sameRows) {
        current = std::move(entries);
        if (!current.empty())
            Q_EMIT dataChanged(index(0, 0, heading), index(static_cast<int>(current.size()) - 1, 0, heading));
        return;
    }
    if (!current.empty()) {
        beginRemoveRows(heading, 0, static_cast<int>(current.size()) - 1);
        current.clear();
        endRemoveRows();
    }
    if (!entries.empty()) {
        beginInsertRows(heading, 0, static_cast<int>(entries.size()) - 1);
        current = std::move(entries);
        endInsertRows();
    }
}

QModelIndex LibraryModel::find(Section section, const QString &key) const
{
    const auto &list = m_sections[section];
    const auto found = std::ranges::find(list, key, &Entry::key);
    return found == list.end() ? QModelIndex() : index(static_cast<int>(found - list.begin()), 0, index(section, 0));
}

QModelIndex LibraryModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return parent.isValid() ? createIndex(row, column, static_cast<quintptr>(parent.row())) : createIndex(row, column, kSection);
}

QModelIndex LibraryModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kSection)
        return {};
    return createIndex(static_cast<int>(index.internalId()), 0, kSection);
}

int LibraryModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return SectionCount;
    return parent.internalId() == kSection ? static_cast<int>(m_sections[static_cast<std::size_t>(parent.row())].size()) : 0;
}

int LibraryModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant LibraryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == kSection) {
        if (role == Qt::FontRole) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        if (role != Qt::DisplayRole)
            return {};
        return index.row() == Images ? tr("Images") : index.row() == Recordings ? tr("Recordings") : index.row() == Profiles ? tr("Profiles") : tr("Built in");
    }
    const auto section = static_cast<Section>(index.internalId());
    const auto &entry = m_sections[section][static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        //: a file name with the mark of unsaved changes
        return entry.modified ? tr("%1 *").arg(entry.title) : entry.title;
    case Qt::ToolTipRole:
        return entry.detail;
    case Qt::AccessibleTextRole: {
        const QString text = entry.open ? tr("%1, open").arg(entry.title) : entry.title;
        return entry.pinned ? tr("%1, pinned").arg(text) : text;
    }
    case Qt::FontRole: {
        QFont font;
        font.setBold(entry.open);
        return entry.open ? QVariant(font) : QVariant();
    }
    case KeyRole:
        return entry.key;
    case SectionRole:
        return section;
    case OpenRole:
        return entry.open;
    case SearchRole: // what finding looks at
        return QString(entry.title + QLatin1Char('\n') + entry.detail);
    case PinnedRole:
        return entry.pinned;
    default:
        return {};
    }
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return index.internalId() == kSection ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace whittle::app
