#pragma once

#include "tuning/propose_settings.h"

#include <QAbstractTableModel>

namespace whittle::app {

/// How little a recorded container can be started with: a row for each setting, and why it is so.
class SettingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Setting, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setProposal(const tuning::SettingsProposal &proposal);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString evidenceOf(const tuning::CapabilityNeed &need);

    struct Row
    {
        QString setting;
        QString why;
        QString toolTip; // all evidence that is kept
    };
    std::vector<Row> m_rows;
};

} // namespace whittle::app
