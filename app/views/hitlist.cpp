#include "views/hitlist.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTextLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kGap = 8;

/// Heading of a group, icon, title with the typed characters in bold, detail, keys.
class HitDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height() + kGap;
        return {option.fontMetrics.averageCharWidth() * 30, index.data(HitModel::GroupRole).toString().isEmpty() ? line : line * 2};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &colors = theme::colors();
        const int line = option.fontMetrics.height() + kGap;
        QRect row = option.rect;
        painter->save();
        if (const QString group = index.data(HitModel::GroupRole).toString(); !group.isEmpty()) {
            QFont font = option.font;
            font.setWeight(QFont::DemiBold);
            painter->setFont(font);
            painter->setPen(colors.muted);
            painter->drawText(QRect(row.left() + kGap, row.top(), row.width() - 2 * kGap, line), static_cast<int>(Qt::AlignLeft | Qt::AlignBottom) | Qt::TextSingleLine, group);
            row.setTop(row.top() + line);
        }
        const bool enabled = (index.flags() & Qt::ItemIsEnabled) != 0;
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(row, colors.selection);
        else if ((option.state & QStyle::State_MouseOver) != 0)
            painter->fillRect(row, colors.hover);
        QRect text = row.adjusted(kGap, 0, -kGap, 0);
        const int icon = option.fontMetrics.height();
        const QColor ink = enabled ? colors.text : option.palette.color(QPalette::Disabled, QPalette::Text);
        if (const QString name = index.data(HitModel::IconRole).toString(); !name.isEmpty())
            painter->drawPixmap(QRect(text.left(), text.center().y() - icon / 2 + 1, icon, icon), icons::pixmap(name, ink, icon, painter->device()->devicePixelRatioF()));
        text.setLeft(text.left() + icon + kGap);
        if (const QString keys = index.data(HitModel::KeysRole).toString(); !keys.isEmpty()) {
            painter->setPen(colors.muted);
            painter->setFont(option.font);
            painter->drawText(text, static_cast<int>(Qt::AlignRight | Qt::AlignVCenter) | Qt::TextSingleLine, keys);
            text.setRight(text.right() - option.fontMetrics.horizontalAdvance(keys) - 2 * kGap);
        }
        // What is cut off stays whole for the list of positions: bold characters are taken from the text that is drawn.
        const QString title = index.data(Qt::DisplayRole).toString();
        const QString shown = option.fontMetrics.elidedText(title, Qt::ElideRight, text.width());
        QTextLayout layout(shown, option.font);
        QList<QTextLayout::FormatRange> formats;
        QTextCharFormat bold;
        bold.setFontWeight(QFont::Bold);
        if (enabled)
            bold.setForeground(colors.accent);
        for (const int position : index.data(HitModel::PositionsRole).value<QList<int>>())
            if (position < shown.size())
                formats << QTextLayout::FormatRange{position, 1, bold};
        layout.setFormats(formats);
        layout.beginLayout();
        auto drawn = layout.createLine();
        drawn.setLineWidth(text.width());
        layout.endLayout();
        painter->setPen(ink);
        layout.draw(painter, QPointF(text.left(), row.center().y() - layout.boundingRect().height() / 2));
        text.setLeft(text.left() + static_cast<int>(drawn.naturalTextWidth()) + 2 * kGap);
        if (text.width() > option.fontMetrics.averageCharWidth() * 4) {
            painter->setPen(colors.muted);
            painter->setFont(option.font);
            painter->drawText(text, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, option.fontMetrics.elidedText(index.data(HitModel::DetailRole).toString(), Qt::ElideRight, text.width()));
        }
        painter->restore();
    }
};

} // namespace

HitList::HitList(QLineEdit &field, QWidget *over) : QFrame(over), m_field(field), m_view(new QListView(this)), m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("hitList"));
    setProperty("card", true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    m_view->setObjectName(QStringLiteral("hits"));
    m_view->setAccessibleName(tr("What was found"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new HitDelegate(m_view));
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    layout->addWidget(m_view);
    m_empty->setProperty("muted", true);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(10, 4, 10, 4);
    layout->addWidget(m_empty);
    field.installEventFilter(this);
    connect(m_view, &QListView::clicked, this, &HitList::choose);
    hide();
}

void HitList::setHits(std::vector<Hit> hits, const QString &emptyText)
{
    m_model.setHits(std::move(hits));
    m_empty->setText(emptyText);
    m_empty->setVisible(m_model.rowCount() == 0);
    m_view->setVisible(m_model.rowCount() > 0);
    move(0);
}

int HitList::heightFor(int maximum) const
{
    if (m_model.rowCount() == 0)
        return std::min(maximum, m_empty->heightForWidth(width() - 2) + 12);
    int height = 12;
    for (int row = 0; row < m_model.rowCount() && height < maximum; ++row)
        height += m_view->sizeHintForRow(row);
    return std::min(height, maximum);
}

void HitList::move(int steps)
{
    const int count = m_model.rowCount();
    if (count == 0)
        return;
    const int current = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    // The next that can be carried out, in the direction asked for.
    const int direction = steps < 0 ? -1 : 1;
    int row = steps == 0 ? 0 : std::clamp(current + steps, 0, count - 1);
    while (row >= 0 && row < count && (m_model.flags(m_model.index(row)) & Qt::ItemIsEnabled) == 0)
        row += direction;
    if (row >= 0 && row < count)
        m_view->setCurrentIndex(m_model.index(row));
    else if (steps == 0)
        m_view->setCurrentIndex({});
    if (const auto index = m_view->currentIndex(); index.isValid())
        m_field.setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString());
}

void HitList::go()
{
    choose(m_view->currentIndex());
}

void HitList::choose(const QModelIndex &index)
{
    if (!index.isValid() || (m_model.flags(index) & Qt::ItemIsEnabled) == 0)
        return;
    const auto run = m_model.hits()[static_cast<std::size_t>(index.row())].go;
    Q_EMIT chosen();
    if (run)
        run();
}

bool HitList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == &m_field && isVisible()) {
        if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason) {
            Q_EMIT closeRequested();
        } else if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
            const bool pressed = event->type() == QEvent::KeyPress;
            constexpr int kPage = 8;
            const auto handled = [&](auto &&act) {
                event->accept();
                if (pressed)
                    act();
                return pressed;
            };
            switch (static_cast<QKeyEvent *>(event)->key()) {
            case Qt::Key_Down:
                return handled([this] { move(1); });
            case Qt::Key_Up:
                return handled([this] { move(-1); });
            case Qt::Key_PageDown:
                return handled([this] { move(kPage); });
            case Qt::Key_PageUp:
                return handled([this] { move(-kPage); });
            case Qt::Key_Return:
            case Qt::Key_Enter:
                return handled([this] { go(); });
            case Qt::Key_Escape:
                return handled([this] { Q_EMIT closeRequested(); });
            default:
                break;
            }
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace whittle::app
