#pragma once

#include "documents/livefeed.h"

#include <QAbstractTableModel>

#include <deque>

namespace whittle::app {

/// What a running recording saw for the first time, newest first; the oldest rows give way.
class LiveModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, By, After, ColumnCount };
    enum class Kind { Syscalls, Files };
    static constexpr int kMaxRows = 2000;

    explicit LiveModel(Kind kind, QObject *parent = nullptr);

    /// Oldest first, as a LiveUpdate has them.
    void add(const std::vector<LiveItem> &items);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_items.size()); }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Kind m_kind;
    std::deque<LiveItem> m_items; // newest first
};

} // namespace whittle::app
