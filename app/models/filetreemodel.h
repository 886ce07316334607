#pragma once

#include "documents/filetree.h"

#include <QAbstractItemModel>

#include <unordered_map>
#include <vector>

namespace whittle::app {

/// The shape of a model of a FileTree. Sorts and filters itself: children of a directory are put in order when somebody looks at them, so that
/// an image of hundreds of thousands of files costs what is on the screen.
class FileTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    [[nodiscard]] FileId file(const QModelIndex &index) const { return index.isValid() ? static_cast<FileId>(index.internalId()) : kRootFile; }
    /// Invalid where the filter hides it.
    [[nodiscard]] QModelIndex indexOf(FileId id) const;
    [[nodiscard]] bool isFiltered() const { return !m_visible.empty(); }
    /// Files and directories that fit the filter; not the directories that are shown for what is in them.
    [[nodiscard]] int matchCount() const { return m_matchCount; }
    /// All rows there could be: matches and the directories above them.
    [[nodiscard]] int visibleCount() const { return m_visibleCount; }
    [[nodiscard]] int totalCount() const { return static_cast<int>(m_tree->count()) - 1; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const final;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const final;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const final;
    void sort(int column, Qt::SortOrder order) final;

protected:
    explicit FileTreeModel(const FileTree &tree, QObject *parent = nullptr);

    [[nodiscard]] const FileTree &tree() const { return *m_tree; }
    // Between beginResetModel and endResetModel.
    void setTree(const FileTree &tree);
    /// By id; empty: everything.
    void setMatches(std::vector<bool> matches);

    /// Whether a file comes before another one of the same directory when sorted by a column.
    [[nodiscard]] virtual bool isBefore(FileId left, FileId right, int column, Qt::SortOrder order) const = 0;
    /// By name, folders first whichever way; siblings are numbered by name.
    [[nodiscard]] bool isBeforeByName(FileId left, FileId right, Qt::SortOrder order) const;
    /// By a value, and by name where two have the same.
    template <class Value>
    [[nodiscard]] static bool isBeforeBy(const Value &left, const Value &right, FileId leftId, FileId rightId, Qt::SortOrder order)
    {
        return left == right ? leftId < rightId : order == Qt::AscendingOrder ? left < right : right < left;
    }
    /// What the rows say has changed, not which there are.
    void tellAllChanged();

private:
    const std::vector<FileId> &children(FileId directory) const;

    const FileTree *m_tree;
    std::vector<bool> m_visible; // by id; empty: everything
    std::vector<bool> m_hasVisible; // directories with something to show
    int m_matchCount = 0;
    int m_visibleCount = 0;
    int m_sortColumn = 0;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    mutable std::unordered_map<FileId, std::vector<FileId>> m_children; // in order, of the directories that were looked at
    mutable std::vector<std::uint32_t> m_rows; // by id, of their children
};

} // namespace whittle::app
