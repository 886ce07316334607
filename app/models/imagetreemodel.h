#pragma once

#include "models/filefilter.h"

#include <QAbstractItemModel>

#include <unordered_map>
#include <vector>

namespace whittle::app {

/// The files of an image as a tree. Sorts and filters itself: children of a directory are put in order when somebody looks at them, so that
/// an image of hundreds of thousands of files costs what is on the screen.
class ImageTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Size, Slim, State, Why, Layer, Mode, Owner, ColumnCount };
    enum Role { ShareRole = Qt::UserRole, KeptShareRole, ChangedRole };

    explicit ImageTreeModel(ImageDocument &document, QObject *parent = nullptr);

    [[nodiscard]] FileId file(const QModelIndex &index) const { return index.isValid() ? static_cast<FileId>(index.internalId()) : kRootFile; }
    /// Invalid where the filter hides it.
    [[nodiscard]] QModelIndex indexOf(FileId id) const;

    /// Resets the model.
    void setFilter(const FileFilter &filter);
    [[nodiscard]] bool isFiltered() const { return !m_visible.empty(); }
    /// Files and directories that fit the filter; not the directories that are shown for what is in them.
    [[nodiscard]] int matchCount() const { return m_matchCount; }
    /// All rows there could be: matches and the directories above them.
    [[nodiscard]] int visibleCount() const { return m_visibleCount; }
    [[nodiscard]] int totalCount() const { return static_cast<int>(m_document.tree().count()) - 1; }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    const std::vector<FileId> &children(FileId directory) const;
    [[nodiscard]] bool before(FileId left, FileId right) const;
    [[nodiscard]] QString display(FileId id, int column) const;
    [[nodiscard]] QString stateText(FileId id) const;
    [[nodiscard]] QString whyText(FileId id) const;
    void computeVisible();
    void ticksChanged();

    ImageDocument &m_document;
    FileFilter m_filter;
    std::vector<bool> m_visible; // by id; empty: everything
    std::vector<bool> m_hasVisible; // directories with something to show
    int m_matchCount = 0;
    int m_visibleCount = 0;
    int m_sortColumn = Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    mutable std::unordered_map<FileId, std::vector<FileId>> m_children; // in order, of the directories that were looked at
    mutable std::vector<std::uint32_t> m_rows; // by id, of their children
};

namespace words {

/// "12.3 MB" with the locale's point.
[[nodiscard]] QString size(std::uint64_t bytes);
/// "drwxr-xr-x".
[[nodiscard]] QString mode(const FileNode &node);
/// For a person: "seen in the run", "library".
[[nodiscard]] QString reason(slim::ReasonKind kind);
[[nodiscard]] QString fileType(const FileNode &node);
/// Bytes of others as one line.
[[nodiscard]] QString fileName(std::string_view bytes);

} // namespace words

} // namespace whittle::app
