#include "views/groupedtree.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kPadding = 8;

} // namespace

GroupedTree::GroupedTree(QWidget *parent) : QTreeView(parent)
{
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setRootIsDecorated(false);
    setIndentation(0);
    setUniformRowHeights(true);
    setAlternatingRowColors(false);
    setExpandsOnDoubleClick(false);
    setFrameShape(NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setHighlightSections(false);
    header()->setStretchLastSection(true);
}

void GroupedTree::setModel(QAbstractItemModel *model)
{
    QTreeView::setModel(model);
    expandAll();
    // What comes later is open too.
    connect(model, &QAbstractItemModel::modelReset, this, [this] {
        expandAll();
        Q_EMIT currentRowChanged();
    });
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &parent, int first, int last) {
        for (int row = first; !parent.isValid() && row <= last; ++row)
            expand(this->model()->index(row, 0));
    });
}

QString GroupedTree::headingIcon(const QModelIndex &) const
{
    return {};
}

QModelIndex GroupedTree::nextRow(bool forward) const
{
    const auto *items = model();
    std::vector<QModelIndex> rows;
    int current = -1;
    for (int group = 0; group < items->rowCount(); ++group) {
        const auto heading = items->index(group, 0);
        if (heading == currentIndex().siblingAtColumn(0))
            current = forward ? static_cast<int>(rows.size()) - 1 : static_cast<int>(rows.size());
        for (int row = 0; row < items->rowCount(heading); ++row) {
            rows.push_back(items->index(row, 0, heading));
            if (rows.back() == currentIndex().siblingAtColumn(0))
                current = static_cast<int>(rows.size()) - 1;
        }
    }
    if (!currentIndex().isValid())
        current = forward ? -1 : static_cast<int>(rows.size());
    const int wanted = forward ? current + 1 : current - 1;
    return wanted >= 0 && wanted < static_cast<int>(rows.size()) ? rows[static_cast<std::size_t>(wanted)] : QModelIndex();
}

void GroupedTree::makeCurrent(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    expand(index.parent());
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
}

void GroupedTree::takeFocus(bool begin)
{
    setFocus(begin ? Qt::TabFocusReason : Qt::OtherFocusReason);
    if (begin && !currentIndex().isValid())
        makeCurrent(nextRow(true));
}

void GroupedTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (index.parent().isValid()) {
        QTreeView::drawRow(painter, option, index);
        return;
    }
    const auto &colors = theme::colors();
    const QRect area(0, option.rect.top(), viewport()->width(), option.rect.height());
    painter->save();
    painter->fillRect(area, colors.window);
    painter->setPen(colors.border);
    painter->drawLine(area.bottomLeft(), area.bottomRight());
    const bool rightToLeft = option.direction == Qt::RightToLeft;
    const int size = option.fontMetrics.height();
    int at = kPadding;
    const auto place = [&](int width) {
        const QRect rect(rightToLeft ? area.right() - at - width + 1 : area.left() + at, area.top() + (area.height() - size) / 2, width, size);
        at += width + kPadding - 2;
        return rect;
    };
    // A small triangle: down where open, aside where folded.
    const QRect triangle = place(size * 2 / 3);
    QPolygonF shape;
    const QPointF middle = QRectF(triangle).center();
    const qreal half = size / 5.0;
    if (isExpanded(index))
        shape << middle + QPointF(-half, -half / 2) << middle + QPointF(half, -half / 2) << middle + QPointF(0, half * 0.8);
    else if (rightToLeft)
        shape << middle + QPointF(half / 2, -half) << middle + QPointF(half / 2, half) << middle + QPointF(-half * 0.8, 0);
    else
        shape << middle + QPointF(-half / 2, -half) << middle + QPointF(-half / 2, half) << middle + QPointF(half * 0.8, 0);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors.muted);
    painter->drawPolygon(shape);
    if (const QString icon = headingIcon(index); !icon.isEmpty())
        painter->drawPixmap(place(size), icons::pixmap(icon, colors.accent, size, painter->device()->devicePixelRatioF()));
    QFont font = option.font;
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(colors.text);
    const QRect text = rightToLeft ? QRect(area.left() + kPadding, area.top(), area.width() - at - kPadding, area.height()) : area.adjusted(at, 0, -kPadding, 0);
    painter->drawText(text, static_cast<int>(Qt::AlignVCenter | (rightToLeft ? Qt::AlignRight : Qt::AlignLeft)), index.data().toString());
    if (hasFocus() && currentIndex().siblingAtColumn(0) == index) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(colors.accent);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(area.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void GroupedTree::mousePressEvent(QMouseEvent *event)
{
    const auto index = indexAt(event->pos());
    if (index.isValid() && !index.parent().isValid() && event->button() == Qt::LeftButton) {
        setExpanded(index.siblingAtColumn(0), !isExpanded(index.siblingAtColumn(0)));
        return;
    }
    QTreeView::mousePressEvent(event);
}

void GroupedTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyRows(true);
        return;
    }
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copyRows(false);
        return;
    }
    // Left on a row goes to its heading, Left and Right on a heading fold it.
    if (event->key() == Qt::Key_Left && event->modifiers() == Qt::NoModifier && currentIndex().parent().isValid()) {
        setCurrentIndex(currentIndex().parent());
        return;
    }
    QTreeView::keyPressEvent(event);
}

void GroupedTree::copyRows(bool namesOnly) const
{
    auto rows = selectionModel()->selectedRows();
    rows.removeIf([](const QModelIndex &index) { return !index.parent().isValid(); });
    std::ranges::sort(rows, {}, [](const QModelIndex &index) { return std::pair(index.parent().row(), index.row()); });
    QStringList lines;
    for (const auto &row : rows) {
        QStringList cells;
        for (int column = 0; column < (namesOnly ? 1 : model()->columnCount()); ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void GroupedTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void GroupedTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    Q_EMIT currentRowChanged();
}

} // namespace whittle::app
