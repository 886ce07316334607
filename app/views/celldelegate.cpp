#include "views/celldelegate.h"

#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/icons.h"

#include <QApplication>
#include <QPainter>

namespace whittle::app {
namespace {

constexpr int kGap = 6;
constexpr int kPadding = 8;

struct Look
{
    QString icon;
    QColor iconColor;
    QColor textColor;
    bool bold = false;
};

Look lookOf(const SyscallRow &row, int column)
{
    const auto &colors = theme::colors();
    const auto risk = row.syscall->risk;
    const bool risky = risk >= syscalls::Risk::High;
    switch (column) {
    case SyscallModel::Name:
        return {{}, {}, row.isOpen() || !row.answer ? colors.text : colors.muted, false};
    case SyscallModel::Risk:
        if (row.isOpen())
            return {icons::riskIcon(risk, true), colors.riskMarkOf(risk), colors.riskTextOf(risk), risky};
        return {icons::riskIcon(risk, false), colors.riskMarkOf(risk), colors.muted, false};
    case SyscallModel::Action:
        if (row.isOpen())
            return {words::actionIcon(row.answer), risky ? colors.riskMarkOf(risk) : colors.accent, risky ? colors.riskTextOf(risk) : colors.text, risky};
        return {words::actionIcon(row.answer), colors.muted, colors.muted, false};
    case SyscallModel::Default:
        return {words::actionIcon(row.dockerDefault), colors.muted, row.differsFromDefault() ? colors.text : colors.muted, false};
    case SyscallModel::Podman:
        return {words::actionIcon(row.podmanDefault), colors.muted, row.answer != row.podmanDefault ? colors.text : colors.muted, false};
    case SyscallModel::Number:
        return {{}, {}, colors.muted, false};
    default:
        return {{}, {}, row.seen() > 0 || column > SyscallModel::By ? colors.text : colors.muted, false};
    }
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const auto *row = static_cast<const SyscallRow *>(index.data(SyscallModel::RowRole).value<const void *>());
    const int kind = index.data(SyscallModel::KindRole).toInt();
    const auto &colors = theme::colors();
    painter->save();
    if (cell.state & QStyle::State_Selected)
        painter->fillRect(cell.rect, colors.selection);
    else if (cell.features & QStyleOptionViewItem::Alternate)
        painter->fillRect(cell.rect, colors.alternate);
    {
        // A number that has no name has no row.
        const Look look = row ? lookOf(*row, kind) : Look{{}, {}, cell.palette.color(QPalette::Text), false};
        QRect area = cell.rect.adjusted(kPadding, 0, -kPadding, 0);
        const int iconSize = cell.fontMetrics.height();
        const bool rightToLeft = cell.direction == Qt::RightToLeft;
        if (!look.icon.isEmpty() || !cell.icon.isNull()) {
            const QRect where(rightToLeft ? area.right() - iconSize + 1 : area.left(), area.top() + (area.height() - iconSize) / 2, iconSize, iconSize);
            if (look.icon.isEmpty())
                cell.icon.paint(painter, where);
            else
                painter->drawPixmap(where, icons::pixmap(look.icon, look.iconColor, iconSize, painter->device()->devicePixelRatioF()));
            area.adjust(rightToLeft ? 0 : iconSize + kGap, 0, rightToLeft ? -iconSize - kGap : 0, 0);
        }
        QFont font = cell.font;
        if (look.bold)
            font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(look.textColor);
        const QString text = QFontMetrics(font).elidedText(cell.text, cell.textElideMode, area.width());
        painter->drawText(area, static_cast<int>(QStyle::visualAlignment(cell.direction, cell.displayAlignment)) | Qt::TextSingleLine, text);
        // Not saved yet: a bar at the leading edge of the action.
        if (row && kind == SyscallModel::Action && row->isChanged()) {
            const QRect bar(rightToLeft ? cell.rect.right() - 2 : cell.rect.left(), cell.rect.top() + 2, 3, cell.rect.height() - 4);
            painter->fillRect(bar, colors.accent);
        }
    }
    if (cell.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(colors.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(cell.rect.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const int kind = index.data(SyscallModel::KindRole).toInt();
    const bool hasIcon = kind == SyscallModel::Risk || kind == SyscallModel::Action || kind == SyscallModel::Default || kind == SyscallModel::Podman;
    const int width = cell.fontMetrics.horizontalAdvance(cell.text) + 2 * kPadding + (hasIcon ? cell.fontMetrics.height() + kGap : 0) + 2;
    return {width, cell.fontMetrics.height() + 8};
}

} // namespace whittle::app
