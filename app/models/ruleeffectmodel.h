#pragma once

#include "profile/compare.h"

#include <QAbstractTableModel>

#include <vector>

namespace whittle::app {

/// The syscalls that a rule decides otherwise than they would be without it.
class RuleEffectModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Syscall, Risk, Without, With, Arguments, ColumnCount };
    enum Role { RiskRole = Qt::UserRole }; // syscalls::Risk as int

    using QAbstractTableModel::QAbstractTableModel;

    void setDifferences(std::vector<profile::Difference> differences);
    [[nodiscard]] QString syscall(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// "flags = 0x100": what of the arguments is not 0.
    [[nodiscard]] static QString pointText(const profile::Difference &difference, const profile::Arguments &arguments);
    [[nodiscard]] QString display(const profile::Difference &difference, int column) const;

    std::vector<profile::Difference> m_differences;
};

} // namespace whittle::app
