#pragma once

#include "models/filetreemodel.h"
#include "models/imagecomparefilter.h"

namespace whittle::app {

/// All paths that either of two images has, as one tree with the columns of both sides. Two views of it, each showing one side's columns,
/// have the same rows in the same places.
class ImageCompareModel final : public FileTreeModel
{
    Q_OBJECT

public:
    enum Column { LeftName, LeftSize, LeftMode, LeftOwner, RightName, RightSize, RightMode, RightOwner, What, ColumnCount };
    enum Role { ChangeRole = Qt::UserRole, AbsentRole, TypeRole }; // FileChange of a row, with what is below; whether the cell's side lacks it; EntryType

    explicit ImageCompareModel(QObject *parent = nullptr);

    /// Resets the model. nullptr: nothing.
    void setComparison(ImageComparisonPtr comparison);
    [[nodiscard]] const ImageComparisonPtr &comparison() const { return m_comparison; }
    void setFilter(const ImageCompareFilter &filter);
    /// Leave out what both have alike.
    void setOnlyDifferences(bool only);
    /// Files of which nothing but the time differs count as the same.
    void setIgnoresTimes(bool ignores);
    /// Of a file itself: with times counted as they are to be.
    [[nodiscard]] bool differs(FileId id) const;
    /// The next path that differs and that the filter shows, in the order of the rows; kNoFile: none.
    [[nodiscard]] FileId nextDifference(FileId from, bool forward) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] bool isBefore(FileId left, FileId right, int column, Qt::SortOrder order) const override;

private:
    void updateMatches();
    [[nodiscard]] const SideFile &side(FileId id, int column) const;
    [[nodiscard]] QString display(FileId id, int column) const;
    [[nodiscard]] QString whatText(FileId id) const;
    /// Of a row: its own change, or Changed where something below differs.
    [[nodiscard]] FileChange rowChange(FileId id) const;

    ImageComparisonPtr m_comparison;
    ImageCompareFilter m_filter;
    bool m_onlyDifferences = true;
    bool m_ignoresTimes = true;
    std::vector<std::uint32_t> m_below; // by id: paths that differ, with times counted as they are to be
};

namespace words {

[[nodiscard]] QString fileChange(FileChange change); // "added"
/// What image::PathDifference says of a change, translated.
[[nodiscard]] QString pathChange(const std::string &change);

} // namespace words

} // namespace whittle::app
