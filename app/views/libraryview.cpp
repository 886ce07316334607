#include "views/libraryview.h"

#include "views/icons.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QStyledItemDelegate>

namespace whittle::app {
namespace {

class LibraryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!index.parent().isValid())
            return;
        const int section = index.data(LibraryModel::SectionRole).toInt();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
        option->icon = icons::get(section == LibraryModel::Images ? QStringLiteral("image") : section == LibraryModel::Recordings ? QStringLiteral("recording") : section == LibraryModel::Profiles ? QStringLiteral("profile") : QStringLiteral("builtin"));
        option->textElideMode = Qt::ElideMiddle;
    }
};

} // namespace

LibraryView::LibraryView(LibraryModel &model, QWidget *parent) : QTreeView(parent)
{
    setObjectName(QStringLiteral("libraryView"));
    setAccessibleName(tr("Library"));
    setModel(&model);
    setItemDelegate(new LibraryDelegate(this));
    setHeaderHidden(true);
    setSelectionMode(ExtendedSelection);
    setFrameShape(NoFrame);
    setIndentation(fontMetrics().height() - 2);
    setExpandsOnDoubleClick(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    expandAll();
    connect(&model, &QAbstractItemModel::rowsInserted, this, &QTreeView::expandAll);
    connect(this, &QTreeView::activated, this, &LibraryView::open);
}

void LibraryView::open(const QModelIndex &index)
{
    if (!index.parent().isValid())
        return;
    const QString key = index.data(LibraryModel::KeyRole).toString();
    if (index.data(LibraryModel::SectionRole).toInt() == LibraryModel::BuiltIn)
        Q_EMIT builtInRequested(key);
    else
        Q_EMIT fileRequested(key);
}

void LibraryView::contextMenuEvent(QContextMenuEvent *event)
{
    const auto index = indexAt(event->pos());
    if (!index.isValid() || !index.parent().isValid())
        return;
    const QString key = index.data(LibraryModel::KeyRole).toString();
    const int section = index.data(LibraryModel::SectionRole).toInt();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList keys;
    for (const auto &selected : selectionModel()->selectedRows())
        if (selected.parent().isValid())
            keys << selected.data(LibraryModel::KeyRole).toString();
    if (keys.size() > 1) {
        constexpr qsizetype kMostSides = 3;
        auto *compare = menu->addAction(icons::get(QStringLiteral("compare")), keys.size() == 2 ? tr("Compare the Two") : tr("Compare the Three"));
        compare->setEnabled(keys.size() <= kMostSides);
        connect(compare, &QAction::triggered, this, [this, keys] { Q_EMIT compareRequested(keys); });
        menu->popup(event->globalPos());
        return;
    }
    connect(menu->addAction(section == LibraryModel::BuiltIn ? tr("Open a Copy") : tr("Open")), &QAction::triggered, this, [this, index = QPersistentModelIndex(index)] { open(index); });
    connect(menu->addAction(icons::get(QStringLiteral("compare")), tr("Compare with the Current Tab")), &QAction::triggered, this, [this, key] { Q_EMIT compareRequested({key}); });
    if (section == LibraryModel::Recordings)
        connect(menu->addAction(tr("Attach to the Current Profile")), &QAction::triggered, this, [this, key] { Q_EMIT attachRequested(key); });
    if (section != LibraryModel::BuiltIn && !index.data(LibraryModel::OpenRole).toBool())
        connect(menu->addAction(tr("Remove from the Library")), &QAction::triggered, this, [this, key] { Q_EMIT forgetRequested(key); });
    menu->popup(event->globalPos());
}

} // namespace whittle::app
