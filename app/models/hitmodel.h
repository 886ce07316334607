#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>

#include <functional>
#include <vector>

namespace whittle::app {

/// One line of a list to choose from while typing: an action, a syscall, a file, a note.
struct Hit
{
    QString group;        // heading: "Syscalls"; empty: none
    QString title;
    QString detail;       // beside it, quieter: where it is, what it does
    QString keys;         // at the right: a shortcut
    QString icon;         // name of resources/icons
    QList<int> positions; // characters of the title that were typed
    bool enabled = true;
    std::function<void()> go;
};

/// Hits as rows; the heading of a group is said by the first row of it (GroupRole).
class HitModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role { DetailRole = Qt::UserRole, KeysRole, IconRole, PositionsRole, GroupRole };

    using QAbstractListModel::QAbstractListModel;

    void setHits(std::vector<Hit> hits);
    [[nodiscard]] const std::vector<Hit> &hits() const { return m_hits; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<Hit> m_hits;
};

} // namespace whittle::app
