#include "models/filetreemodel.h"

#include <algorithm>

namespace whittle::app {

FileTreeModel::FileTreeModel(const FileTree &tree, QObject *parent) : QAbstractItemModel(parent), m_tree(&tree)
{
    setTree(tree);
}

void FileTreeModel::setTree(const FileTree &tree)
{
    m_tree = &tree;
    m_rows.assign(tree.count(), 0);
    setMatches({});
}

void FileTreeModel::setMatches(std::vector<bool> matches)
{
    m_children.clear();
    m_visible = std::move(matches);
    m_hasVisible.assign(m_tree->count(), false);
    m_matchCount = m_visibleCount = totalCount();
    if (!m_visible.empty()) {
        m_visible[kRootFile] = false;
        m_matchCount = static_cast<int>(std::ranges::count(m_visible, true));
        for (FileId id = m_tree->count(); --id > 0;)
            if (m_visible[id])
                m_visible[m_tree->node(id).parent] = true;
        m_visible[kRootFile] = false;
        m_visibleCount = static_cast<int>(std::ranges::count(m_visible, true));
    }
    for (FileId id = 1; id < m_tree->count(); ++id)
        if (m_visible.empty() || m_visible[id])
            m_hasVisible[m_tree->node(id).parent] = true;
}

void FileTreeModel::tellAllChanged()
{
    std::vector<std::pair<QModelIndex, QModelIndex>> changed; // views ask for more while they hear of it
    for (const auto &[directory, list] : m_children)
        if (!list.empty())
            changed.emplace_back(createIndex(0, 0, list.front()), createIndex(static_cast<int>(list.size()) - 1, columnCount() - 1, list.back()));
    for (const auto &[first, last] : changed)
        Q_EMIT dataChanged(first, last);
}

bool FileTreeModel::isBeforeByName(FileId left, FileId right, Qt::SortOrder order) const
{
    const bool isFolder = m_tree->node(left).isDirectory();
    if (isFolder != m_tree->node(right).isDirectory())
        return isFolder;
    return order == Qt::AscendingOrder ? left < right : right < left;
}

const std::vector<FileId> &FileTreeModel::children(FileId directory) const
{
    const auto [found, isNew] = m_children.try_emplace(directory);
    auto &list = found->second;
    if (!isNew)
        return list;
    const auto &node = m_tree->node(directory);
    for (FileId child = node.firstChild; child < node.firstChild + node.childCount; ++child)
        if (m_visible.empty() || m_visible[child])
            list.push_back(child);
    std::ranges::sort(list, [this](FileId left, FileId right) { return isBefore(left, right, m_sortColumn, m_sortOrder); });
    for (std::size_t row = 0; row < list.size(); ++row)
        m_rows[list[row]] = static_cast<std::uint32_t>(row);
    return list;
}

QModelIndex FileTreeModel::indexOf(FileId id) const
{
    if (id == kRootFile || id >= m_tree->count() || (!m_visible.empty() && !m_visible[id]))
        return {};
    static_cast<void>(children(m_tree->node(id).parent));
    return createIndex(static_cast<int>(m_rows[id]), 0, id);
}

QModelIndex FileTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (row < 0 || column < 0 || column >= columnCount() || parent.column() > 0)
        return {};
    const auto &list = children(file(parent));
    return static_cast<std::size_t>(row) < list.size() ? createIndex(row, column, list[static_cast<std::size_t>(row)]) : QModelIndex();
}

QModelIndex FileTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(m_tree->node(file(index)).parent) : QModelIndex();
}

int FileTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(children(file(parent)).size());
}

bool FileTreeModel::hasChildren(const QModelIndex &parent) const
{
    return parent.column() <= 0 && m_hasVisible[file(parent)];
}

void FileTreeModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || (column == m_sortColumn && order == m_sortOrder))
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const auto before = persistentIndexList();
    m_sortColumn = column;
    m_sortOrder = order;
    m_children.clear();
    QModelIndexList after;
    for (const auto &old : before)
        after << indexOf(file(old)).siblingAtColumn(old.column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

} // namespace whittle::app
