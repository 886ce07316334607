#pragma once

#include <QString>

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace whittle::app {

/// A table to read: whole rows, no grid, one line a row, no editing.
[[nodiscard]] QTableView *makePlainTable(QAbstractItemModel *model, const char *name, const QString &accessibleName, QWidget *parent);

} // namespace whittle::app
