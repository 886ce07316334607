#include "views/imagecomparetrees.h"

#include "models/imagetreemodel.h" // of words
#include "settings/theme.h"
#include "views/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTreeView>

namespace whittle::app {
namespace {

constexpr int kMaxOpened = 400; // rows that are opened by themselves

/// Icons for kinds and changes; what a side lacks is hatched.
class SideDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const int column = index.column();
        const bool isName = column == ImageCompareModel::LeftName || column == ImageCompareModel::RightName;
        const auto color = index.data(Qt::ForegroundRole).value<QColor>();
        QString icon;
        if (isName && !index.data(ImageCompareModel::AbsentRole).toBool()) {
            const auto type = static_cast<image::EntryType>(index.data(ImageCompareModel::TypeRole).toInt());
            icon = type == image::EntryType::Directory ? QStringLiteral("folder") : type == image::EntryType::SymbolicLink ? QStringLiteral("link") : QStringLiteral("file");
            option->textElideMode = Qt::ElideMiddle;
        } else if (column == ImageCompareModel::What) {
            switch (static_cast<FileChange>(index.data(ImageCompareModel::ChangeRole).toInt())) {
            case FileChange::Added:
                icon = QStringLiteral("new");
                break;
            case FileChange::Removed:
                icon = QStringLiteral("clear");
                break;
            case FileChange::Changed:
                icon = QStringLiteral("differs");
                break;
            case FileChange::Same:
                break;
            }
        }
        if (icon.isEmpty())
            return;
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
        option->icon = icons::tinted(icon, color);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        if (!index.data(ImageCompareModel::AbsentRole).toBool() || (option.state & QStyle::State_Selected))
            return;
        auto color = theme::colors().muted;
        color.setAlphaF(0.22F);
        painter->fillRect(option.rect, QBrush(color, Qt::BDiagPattern));
    }
};

} // namespace

ImageCompareTrees::ImageCompareTrees(ImageCompareModel &model, QWidget *parent)
    : QWidget(parent), m_model(model), m_left(makeTree(ImageCompareModel::LeftName, ImageCompareModel::LeftOwner, QStringLiteral("compareLeftTree"), tr("Files of the first image"))),
      m_right(makeTree(ImageCompareModel::RightName, ImageCompareModel::What, QStringLiteral("compareRightTree"), tr("Files of the second image")))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_left);
    splitter->addWidget(m_right);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    layout->addWidget(splitter);
    setFocusProxy(m_left);
    // One selection, and one position: both have the same rows.
    auto *own = m_right->selectionModel();
    m_right->setSelectionModel(m_left->selectionModel());
    delete own;
    m_left->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    for (const auto &[one, other] : {std::pair(m_left, m_right), std::pair(m_right, m_left)}) {
        connect(one->verticalScrollBar(), &QScrollBar::valueChanged, other->verticalScrollBar(), &QScrollBar::setValue);
        connect(one, &QTreeView::expanded, other, &QTreeView::expand);
        connect(one, &QTreeView::collapsed, other, &QTreeView::collapse);
        connect(one->header(), &QHeaderView::sortIndicatorChanged, this, [other](int column, Qt::SortOrder order) {
            // The other side's arrow would say that it is sorted by a column of its own.
            other->header()->setSortIndicator(column, order);
        });
        connect(one, &QTreeView::activated, this, &ImageCompareTrees::activated);
    }
    connect(m_left, &QTreeView::expanded, this, [this](const QModelIndex &index) { m_open.insert(m_model.file(index)); });
    connect(m_left, &QTreeView::collapsed, this, [this](const QModelIndex &index) { m_open.erase(m_model.file(index)); });
    connect(m_left->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (m_resetting)
            return;
        m_current = index.isValid() ? m_model.file(index) : kNoFile;
        Q_EMIT currentFileChanged();
    });
}

QTreeView *ImageCompareTrees::makeTree(int first, int last, const QString &name, const QString &accessibleName)
{
    auto *tree = new QTreeView(this);
    tree->setObjectName(name);
    tree->setAccessibleName(accessibleName);
    tree->setModel(&m_model);
    tree->setItemDelegate(new SideDelegate(tree));
    tree->setTreePosition(first);
    tree->setUniformRowHeights(true);
    tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    tree->setAllColumnsShowFocus(true);
    tree->setIndentation(fontMetrics().height());
    tree->setFrameShape(QFrame::NoFrame);
    tree->header()->setStretchLastSection(true);
    tree->header()->setHighlightSections(false);
    const int letter = fontMetrics().averageCharWidth();
    for (int column = 0; column < ImageCompareModel::ColumnCount; ++column)
        tree->setColumnHidden(column, column < first || column > last);
    const bool isRight = first == ImageCompareModel::RightName;
    tree->setColumnWidth(first, letter * 34);
    tree->setColumnWidth(first + 1, letter * 11);
    tree->setColumnWidth(first + 2, letter * 14);
    tree->setColumnHidden(isRight ? ImageCompareModel::RightOwner : ImageCompareModel::LeftOwner, true);
    tree->setColumnHidden(isRight ? ImageCompareModel::RightMode : ImageCompareModel::LeftMode, isRight); // what differs says it
    tree->setSortingEnabled(true);
    tree->sortByColumn(first, Qt::AscendingOrder);
    tree->installEventFilter(this);
    return tree;
}

FileId ImageCompareTrees::currentFile() const
{
    return m_left->currentIndex().isValid() ? m_model.file(m_left->currentIndex()) : kNoFile;
}

bool ImageCompareTrees::showFile(FileId id)
{
    const auto index = id == kNoFile ? QModelIndex() : m_model.indexOf(id);
    if (!index.isValid())
        return false;
    for (auto above = index.parent(); above.isValid(); above = above.parent())
        m_left->expand(above);
    m_left->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_left->scrollTo(index, QAbstractItemView::EnsureVisible);
    m_right->scrollTo(index.siblingAtColumn(ImageCompareModel::RightName), QAbstractItemView::EnsureVisible);
    return true;
}

void ImageCompareTrees::keepState(const std::function<void()> &change)
{
    const auto open = m_open;
    const FileId current = m_current;
    m_resetting = true;
    change();
    openFew();
    for (const auto id : open)
        if (const auto index = m_model.indexOf(id); index.isValid())
            m_left->expand(index);
    // What a filter hides for a while, and opens to show its rows, is no choice of the person.
    m_open = open;
    m_resetting = false;
    m_current = kNoFile;
    if (!showFile(current))
        Q_EMIT currentFileChanged();
}

void ImageCompareTrees::openFew()
{
    if (m_model.visibleCount() <= kMaxOpened) {
        m_left->expandAll();
        m_right->expandAll();
    } else if (m_model.isFiltered()) {
        // The top two levels, so that something is to be seen.
        m_left->expandToDepth(0);
        m_right->expandToDepth(0);
    }
}

void ImageCompareTrees::copyPaths() const
{
    QStringList paths;
    for (const auto &index : m_left->selectionModel()->selectedRows())
        if (m_model.comparison())
            paths << QString::fromStdString("/" + m_model.comparison()->tree.path(m_model.file(index)));
    if (!paths.isEmpty())
        QGuiApplication::clipboard()->setText(paths.join(QLatin1Char('\n')));
}

bool ImageCompareTrees::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyPaths();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace whittle::app
