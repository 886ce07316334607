#pragma once

#include "documents/imagecontents.h"
#include "models/imageconfig.h"

#include <QAbstractTableModel>

namespace whittle::app {

/// The steps of an image's history with the layer and size that each made; oldest first.
class HistoryModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Layer, Size, Step, ColumnCount };

    explicit HistoryModel(const ImageFacts &facts, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        int layer = 0; // from 1; 0: the step made none
        std::uint64_t size = 0;
        QString step;
        QString toolTip;
    };
    std::vector<Row> m_rows;
};

/// The settings of one or two images.
class ConfigModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Fat, Slim, ColumnCount };

    ConfigModel(std::vector<ConfigRow> rows, bool both, QObject *parent = nullptr);

    /// What the two images are called, where they are not fat and slim.
    void setNames(const QString &left, const QString &right);
    [[nodiscard]] int differences() const;
    [[nodiscard]] bool differs(int row) const { return m_both && m_rows[static_cast<std::size_t>(row)].differs(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_both ? ColumnCount : Slim; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ConfigRow> m_rows;
    bool m_both;
    QString m_left;
    QString m_right;
};

} // namespace whittle::app
