#include "views/imagetree.h"

#include "models/imagetreemodel.h"
#include "settings/settings.h"
#include "views/icons.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kPadding = 6;

/// Sizes with a bar behind that says which part of the folder it is; icons for kinds and states.
class FileDelegate final : public QStyledItemDelegate
{
public:
    FileDelegate(const ImageDocument &document, QObject *parent) : QStyledItemDelegate(parent), m_document(document) {}

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto id = static_cast<FileId>(index.internalId());
        const auto &node = m_document.tree().node(id);
        const auto &colors = theme::colors();
        QString icon;
        QColor color = !m_document.contents().isBuild() || !m_document.isKept(id) ? colors.muted : colors.accent;
        if (index.column() == ImageTreeModel::Name) {
            icon = node.isDirectory() ? QStringLiteral("folder") : node.type == image::EntryType::SymbolicLink ? QStringLiteral("link") : QStringLiteral("file");
            option->textElideMode = Qt::ElideMiddle;
        } else if (index.column() == ImageTreeModel::State && m_document.contents().isBuild()) {
            const auto keep = m_document.keep(id);
            icon = keep == ImageDocument::Keep::All ? QStringLiteral("kept") : keep == ImageDocument::Keep::Some ? QStringLiteral("kept-part") : QStringLiteral("removed");
            option->font.setBold(index.data(ImageTreeModel::ChangedRole).toBool());
        }
        if (!icon.isEmpty()) {
            option->features |= QStyleOptionViewItem::HasDecoration;
            option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
            option->icon = icons::tinted(icon, color);
        }
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (index.column() == ImageTreeModel::Size) {
            const auto &colors = theme::colors();
            const bool selected = option.state & QStyle::State_Selected;
            painter->save();
            if (selected)
                painter->fillRect(option.rect, colors.selection);
            const QRect area = option.rect.adjusted(2, 3, -2, -3);
            const auto bar = [&](double share, QColor color, qreal alpha) {
                const int width = static_cast<int>(std::clamp(share, 0.0, 1.0) * area.width());
                color.setAlphaF(static_cast<float>(alpha));
                const bool toTheRight = option.direction == Qt::RightToLeft;
                painter->fillRect(QRect(toTheRight ? area.left() : area.right() - width + 1, area.top(), width, area.height()), color);
            };
            bar(index.data(ImageTreeModel::ShareRole).toDouble(), colors.muted, 0.16);
            bar(index.data(ImageTreeModel::KeptShareRole).toDouble(), colors.accent, 0.30);
            painter->setPen(index.data(Qt::ForegroundRole).value<QColor>());
            painter->setFont(option.font);
            painter->drawText(option.rect.adjusted(kPadding, 0, -kPadding, 0), static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter)) | Qt::TextSingleLine, index.data().toString());
            painter->restore();
            return;
        }
        QStyledItemDelegate::paint(painter, option, index);
    }

private:
    const ImageDocument &m_document;
};

} // namespace

ImageTree::ImageTree(ImageDocument &document, ImageTreeModel &model, QWidget *parent) : QTreeView(parent), m_document(document), m_model(model)
{
    setObjectName(QStringLiteral("imageTree"));
    setAccessibleName(tr("Files of the image"));
    setModel(&model);
    setItemDelegate(new FileDelegate(document, this));
    setUniformRowHeights(true);
    setSelectionMode(ExtendedSelection);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setIndentation(fontMetrics().height());
    setSortingEnabled(true);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);
    header()->setStretchLastSection(true);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header(), &QHeaderView::customContextMenuRequested, this, &ImageTree::showColumnMenu);
    setDefaultColumns();
    const QString table = document.contents().isBuild() ? QStringLiteral("buildTree") : objectName();
    if (const auto state = settings::headerState(table); !state.isEmpty())
        header()->restoreState(state);
    const auto remember = [this, table] { settings::setHeaderState(table, header()->saveState()); };
    connect(header(), &QHeaderView::sectionResized, this, remember);
    connect(header(), &QHeaderView::sectionMoved, this, remember);
    connect(header(), &QHeaderView::sortIndicatorChanged, this, remember);

    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { m_open.insert(m_model.file(index)); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { m_open.erase(m_model.file(index)); });
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (m_resetting)
            return;
        m_current = index.isValid() ? m_model.file(index) : kNoFile;
        Q_EMIT currentFileChanged(m_current);
    });
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &ImageTree::selectionCountChanged);
}

void ImageTree::setDefaultColumns()
{
    const bool isBuild = m_document.contents().isBuild();
    const int letter = fontMetrics().averageCharWidth();
    setColumnWidth(ImageTreeModel::Name, letter * 36);
    setColumnWidth(ImageTreeModel::Size, letter * 11);
    setColumnWidth(ImageTreeModel::Slim, letter * 10);
    setColumnWidth(ImageTreeModel::State, letter * 15);
    setColumnWidth(ImageTreeModel::Why, letter * 12);
    setColumnWidth(ImageTreeModel::Layer, letter * 8);
    setColumnWidth(ImageTreeModel::Mode, letter * 14);
    setColumnWidth(ImageTreeModel::Owner, letter * 10);
    for (const int column : {ImageTreeModel::Slim, ImageTreeModel::State, ImageTreeModel::Why})
        setColumnHidden(column, !isBuild);
    for (const int column : {ImageTreeModel::Layer, ImageTreeModel::Mode, ImageTreeModel::Owner})
        setColumnHidden(column, isBuild);
    sortByColumn(ImageTreeModel::Size, Qt::DescendingOrder);
}

FileId ImageTree::currentFile() const
{
    return currentIndex().isValid() ? m_model.file(currentIndex()) : kNoFile;
}

std::vector<FileId> ImageTree::selectedFiles() const
{
    std::vector<FileId> files;
    for (const auto &index : selectionModel()->selectedRows())
        files.push_back(m_model.file(index));
    std::ranges::sort(files);
    return files;
}

bool ImageTree::showFile(FileId id)
{
    const auto index = m_model.indexOf(id);
    if (!index.isValid())
        return false;
    for (auto above = index.parent(); above.isValid(); above = above.parent())
        expand(above);
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, PositionAtCenter);
    return true;
}

void ImageTree::keepState(const std::function<void()> &change, const std::function<bool()> &openAll)
{
    const auto open = m_open;
    const auto selected = selectedFiles();
    const FileId current = m_current;
    m_resetting = true;
    change();
    if (openAll()) {
        expandAll();
    } else {
        for (const auto id : open)
            if (const auto index = m_model.indexOf(id); index.isValid())
                expand(index);
    }
    // What a filter hides for a while, and opens to show its rows, is no choice of the person.
    m_open = open;
    QItemSelection selection;
    for (const auto id : selected)
        if (const auto index = m_model.indexOf(id); index.isValid())
            selection.select(index, index.siblingAtColumn(ImageTreeModel::ColumnCount - 1));
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const auto index = current == kNoFile ? QModelIndex() : m_model.indexOf(current); index.isValid()) {
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        scrollTo(index);
    }
    m_resetting = false;
    Q_EMIT selectionCountChanged();
}

void ImageTree::keepSelected()
{
    m_document.setKept(selectedFiles(), true);
}

void ImageTree::removeSelected()
{
    m_document.setKept(selectedFiles(), false);
}

void ImageTree::forgetSelected()
{
    m_document.forget(selectedFiles());
}

void ImageTree::copyPaths() const
{
    QStringList paths;
    for (const auto id : selectedFiles())
        paths << QString::fromStdString("/" + m_document.tree().path(id));
    if (!paths.isEmpty())
        QGuiApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
}

void ImageTree::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyPaths();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && m_document.contents().isBuild()) {
        const auto files = selectedFiles();
        const bool allKept = std::ranges::all_of(files, [this](FileId id) { return m_document.keep(id) == ImageDocument::Keep::All; });
        m_document.setKept(files, !allKept);
        return;
    }
    QTreeView::keyPressEvent(event);
}

void ImageTree::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_menu && currentIndex().isValid())
        m_menu->popup(event->globalPos());
}

void ImageTree::showColumnMenu(const QPoint &where)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 1; column < ImageTreeModel::ColumnCount; ++column) {
        auto *action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) { setColumnHidden(column, !shown); });
    }
    menu->popup(header()->mapToGlobal(where));
}

void ImageTree::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setIndentation(fontMetrics().height());
}

} // namespace whittle::app
