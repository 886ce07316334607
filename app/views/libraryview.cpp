#include "views/libraryview.h"

#include "settings/theme.h"
#include "views/icons.h"

#include <QDir>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTreeView>
#include <QVBoxLayout>

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

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool pinned = index.data(LibraryModel::PinnedRole).toBool();
        const int size = option.fontMetrics.height() - 2;
        QStyleOptionViewItem inner = option;
        if (pinned)
            inner.rect.setRight(inner.rect.right() - size - 6);
        QStyledItemDelegate::paint(painter, inner, index);
        if (!pinned)
            return;
        if ((option.state & QStyle::State_Selected) != 0)
            painter->fillRect(QRect(inner.rect.right() + 1, option.rect.top(), option.rect.right() - inner.rect.right(), option.rect.height()), theme::colors().selection);
        painter->drawPixmap(option.rect.right() - size - 3, option.rect.center().y() - size / 2, icons::pixmap(QStringLiteral("pin"), theme::colors().muted, size, painter->device()->devicePixelRatioF()));
    }
};

} // namespace

LibraryView::LibraryView(LibraryModel &model, QWidget *parent)
    : QWidget(parent), m_field(new QLineEdit(this)), m_tree(new QTreeView(this)), m_empty(new QLabel(tr("Nothing in the library has this in its name or path."), this))
{
    setObjectName(QStringLiteral("library"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *fieldBox = new QVBoxLayout;
    fieldBox->setContentsMargins(6, 6, 6, 4);
    m_field->setObjectName(QStringLiteral("libraryField"));
    m_field->setPlaceholderText(tr("Find in the library"));
    m_field->setAccessibleName(tr("Find in the library"));
    m_field->setClearButtonEnabled(true);
    fieldBox->addWidget(m_field);
    layout->addLayout(fieldBox);
    m_proxy.setSourceModel(&model);
    m_proxy.setRecursiveFilteringEnabled(true);
    m_proxy.setAutoAcceptChildRows(false);
    m_proxy.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_proxy.setFilterRole(LibraryModel::SearchRole);
    m_tree->setObjectName(QStringLiteral("libraryView"));
    m_tree->setAccessibleName(tr("Library"));
    m_tree->setWhatsThis(tr("What is open, in bold, and what was open before. Enter or a double click opens it; the menu of an entry pins it, compares it, attaches a recording or takes the entry out. Two or three that are selected can be compared."));
    m_tree->setModel(&m_proxy);
    m_tree->setItemDelegate(new LibraryDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(fontMetrics().height() - 2);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->expandAll();
    layout->addWidget(m_tree, 1);
    m_empty->setProperty("muted", true);
    m_empty->setWordWrap(true);
    m_empty->setContentsMargins(12, 8, 12, 8);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->hide();
    layout->addWidget(m_empty, 1);
    setFocusProxy(m_tree);
    setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    m_field->installEventFilter(this);
    connect(&m_proxy, &QAbstractItemModel::rowsInserted, m_tree, &QTreeView::expandAll);
    connect(m_tree, &QTreeView::activated, this, &LibraryView::open);
    connect(m_tree, &QWidget::customContextMenuRequested, this, &LibraryView::showMenu);
    connect(m_field, &QLineEdit::textChanged, this, &LibraryView::find);
    connect(m_field, &QLineEdit::returnPressed, this, [this] { open(m_tree->currentIndex()); });
}

void LibraryView::find(const QString &text)
{
    m_proxy.setFilterFixedString(text.trimmed());
    m_tree->expandAll();
    const bool nothing = m_proxy.rowCount() == 0;
    m_tree->setVisible(!nothing);
    m_empty->setVisible(nothing);
    // Enter opens the first one.
    if (!text.trimmed().isEmpty() && !nothing)
        m_tree->setCurrentIndex(m_proxy.index(0, 0, m_proxy.index(0, 0)));
}

bool LibraryView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down) {
            m_tree->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (key == Qt::Key_Escape && !m_field->text().isEmpty()) {
            m_field->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LibraryView::open(const QModelIndex &index)
{
    if (!index.isValid() || !index.parent().isValid())
        return;
    const QString key = index.data(LibraryModel::KeyRole).toString();
    if (index.data(LibraryModel::SectionRole).toInt() == LibraryModel::BuiltIn)
        Q_EMIT builtInRequested(key);
    else
        Q_EMIT fileRequested(key);
}

void LibraryView::showMenu(const QPoint &position)
{
    const auto index = m_tree->indexAt(position);
    if (!index.isValid() || !index.parent().isValid())
        return;
    const QString key = index.data(LibraryModel::KeyRole).toString();
    const int section = index.data(LibraryModel::SectionRole).toInt();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList keys;
    for (const auto &selected : m_tree->selectionModel()->selectedRows())
        if (selected.parent().isValid())
            keys << selected.data(LibraryModel::KeyRole).toString();
    if (keys.size() > 1) {
        constexpr qsizetype kMostSides = 3;
        auto *compare = menu->addAction(icons::get(QStringLiteral("compare")), keys.size() == 2 ? tr("Compare the Two") : tr("Compare the Three"));
        compare->setEnabled(keys.size() <= kMostSides);
        connect(compare, &QAction::triggered, this, [this, keys] { Q_EMIT compareRequested(keys); });
        menu->popup(m_tree->viewport()->mapToGlobal(position));
        return;
    }
    connect(menu->addAction(section == LibraryModel::BuiltIn ? tr("Open a Copy") : tr("Open")), &QAction::triggered, this, [this, index = QPersistentModelIndex(index)] { open(index); });
    connect(menu->addAction(icons::get(QStringLiteral("compare")), tr("Compare with the Current Tab")), &QAction::triggered, this, [this, key] { Q_EMIT compareRequested({key}); });
    if (section == LibraryModel::Recordings)
        connect(menu->addAction(tr("Attach to the Current Profile")), &QAction::triggered, this, [this, key] { Q_EMIT attachRequested(key); });
    if (const bool pinned = index.data(LibraryModel::PinnedRole).toBool(); section != LibraryModel::BuiltIn && QDir::isAbsolutePath(key))
        connect(menu->addAction(pinned ? tr("Unpin") : tr("Pin to the Top")), &QAction::triggered, this, [this, key, pinned] { Q_EMIT pinRequested(key, !pinned); });
    if (section != LibraryModel::BuiltIn && !index.data(LibraryModel::OpenRole).toBool())
        connect(menu->addAction(tr("Remove from the Library")), &QAction::triggered, this, [this, key] { Q_EMIT forgetRequested(key); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace whittle::app
