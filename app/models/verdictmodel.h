#pragma once

#include "slim/build.h"

#include <QAbstractTableModel>
#include <QString>

#include <optional>
#include <vector>

namespace whittle::app {

/// The probes of a build: whether the slim image answered as the fat one, without and under the profile, and the fat one under it.
class VerdictModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Probe, Plain, FatUnderProfile, UnderProfile, Difference, ColumnCount };
    enum Role { SameRole = Qt::UserRole }; // bool; invalid: not asked, or no answer's column

    explicit VerdictModel(QObject *parent = nullptr) : QAbstractTableModel(parent) {}

    void setVerdict(const slim::BuildVerdict &verdict);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        QString probe;
        std::optional<bool> plain; // the same; empty: not asked
        std::optional<bool> fatUnderProfile;
        std::optional<bool> underProfile;
        QString difference;
    };
    std::vector<Row> m_rows;
};

} // namespace whittle::app
