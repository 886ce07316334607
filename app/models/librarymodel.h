#pragma once

#include <QAbstractItemModel>
#include <QString>

#include <array>
#include <vector>

namespace whittle::app {

/// What the person has: images, recordings and profiles that are open or were, and the profiles that are built in.
class LibraryModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Section { Images, Recordings, Profiles, BuiltIn, SectionCount };
    struct Entry
    {
        QString title;
        QString detail;
        QString key;      // path, name of the built-in, or a key of an open document without a file
        bool open = false;
        bool modified = false;
        bool pinned = false;
    };
    enum Role { KeyRole = Qt::UserRole, SectionRole, OpenRole, PinnedRole, SearchRole };

    /// By its name, whether a path that was opened is an image or the folder of a build.
    [[nodiscard]] static bool isImagePath(const QString &path);

    explicit LibraryModel(QObject *parent = nullptr);

    void setEntries(Section section, std::vector<Entry> entries);
    [[nodiscard]] const std::vector<Entry> &entries(Section section) const { return m_sections[section]; }
    [[nodiscard]] QModelIndex find(Section section, const QString &key) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::array<std::vector<Entry>, SectionCount> m_sections;
};

} // namespace whittle::app
