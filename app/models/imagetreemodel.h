#pragma once

#include "models/filefilter.h"
#include "models/filetreemodel.h"

namespace whittle::app {

/// The files of an image as a tree, with what stays of it and why.
class ImageTreeModel final : public FileTreeModel
{
    Q_OBJECT

public:
    enum Column { Name, Size, Slim, State, Why, Layer, Mode, Owner, ColumnCount };
    enum Role { ShareRole = Qt::UserRole, KeptShareRole, ChangedRole };

    explicit ImageTreeModel(ImageDocument &document, QObject *parent = nullptr);

    /// Resets the model.
    void setFilter(const FileFilter &filter);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] bool isBefore(FileId left, FileId right, int column, Qt::SortOrder order) const override;

private:
    [[nodiscard]] QString display(FileId id, int column) const;
    [[nodiscard]] QString stateText(FileId id) const;
    [[nodiscard]] QString whyText(FileId id) const;

    ImageDocument &m_document;
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
