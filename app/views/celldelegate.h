#pragma once

#include <QStyledItemDelegate>

namespace whittle::app {

/// Paints the cells of the syscall table: risks as shape, word and colour, actions as icon and word. What is open stands out, what is
/// denied stays calm. Cells of other tables have the icon and the colour that their model, or a delegate that derives from this one, gives them.
class CellDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace whittle::app
