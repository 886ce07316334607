#include "views/syscalltable.h"

#include "models/syscallmodel.h"
#include "models/syscallproxy.h"
#include "settings/settings.h"
#include "views/celldelegate.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>

#include <algorithm>
#include <cerrno>

namespace whittle::app {
namespace {

constexpr int kFirstHiddenColumn = SyscallModel::Groups;

} // namespace

SyscallTable::SyscallTable(SyscallModel &model, SyscallProxy &proxy, QWidget *parent) : QTableView(parent), m_model(model), m_proxy(proxy)
{
    setObjectName(QStringLiteral("syscallTable"));
    setAccessibleName(tr("Syscalls"));
    setModel(&proxy);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSortingEnabled(true);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    updateRowHeight();
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QHeaderView::customContextMenuRequested, this, &SyscallTable::showColumnMenu);
    setDefaultColumns();
    if (const auto state = settings::headerState(objectName()); !state.isEmpty())
        horizontalHeader()->restoreState(state);
    const auto remember = [this] { settings::setHeaderState(objectName(), horizontalHeader()->saveState()); };
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, remember);
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this, remember);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, remember);
    connect(this, &QTableView::doubleClicked, this, [this] { Q_EMIT editRequested(currentSyscall()); });
    // Other rows (another ABI): the same syscall stays current where it exists.
    connect(&proxy, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_resetting = true; });
    connect(&proxy, &QAbstractItemModel::modelReset, this, [this] {
        m_resetting = false;
        if (!m_current.isEmpty() && !select(m_current))
            Q_EMIT currentSyscallChanged(QString());
    });
}

void SyscallTable::setDefaultColumns()
{
    for (int column = kFirstHiddenColumn; column < SyscallModel::ColumnCount; ++column)
        setColumnHidden(column, true);
    const QFontMetrics metrics(theme::fixedFont());
    const QFontMetrics text(font());
    const int padding = text.height() + 8;
    QFont boldFont = font();
    boldFont.setWeight(QFont::DemiBold);
    int riskWidth = 0;
    for (const auto risk : {syscalls::Risk::Low, syscalls::Risk::Medium, syscalls::Risk::High, syscalls::Risk::Critical})
        riskWidth = std::max(riskWidth, QFontMetrics(boldFont).horizontalAdvance(words::risk(risk)));
    setColumnWidth(SyscallModel::Name, metrics.horizontalAdvance(QStringLiteral("sched_get_priority")) + padding);
    setColumnWidth(SyscallModel::Number, text.horizontalAdvance(QStringLiteral("0000")) + padding);
    setColumnWidth(SyscallModel::Risk, riskWidth + text.height() + padding);
    const int actionWidth = text.horizontalAdvance(words::decision({profile::Action::Errno, ENOSYS})) + text.height() + padding;
    setColumnWidth(SyscallModel::Action, actionWidth);
    setColumnWidth(SyscallModel::Default, actionWidth);
    setColumnWidth(SyscallModel::Seen, text.horizontalAdvance(QStringLiteral("000 000")) + padding);
    setColumnWidth(SyscallModel::By, text.averageCharWidth() * 8); // takes what is left
    sortByColumn(SyscallModel::Name, Qt::AscendingOrder);
}

void SyscallTable::updateRowHeight()
{
    verticalHeader()->setDefaultSectionSize(std::max(QFontMetrics(font()).height(), QFontMetrics(theme::fixedFont()).height()) + 8);
}

std::vector<std::string> SyscallTable::selectedSyscalls() const
{
    std::vector<std::string> names;
    auto rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    for (const auto &index : rows)
        names.push_back(m_model.row(m_proxy.mapToSource(index).row()).syscall->name);
    return names;
}

QString SyscallTable::currentSyscall() const
{
    return m_current;
}

bool SyscallTable::select(const QString &syscall)
{
    const int row = m_model.rowOf(syscall);
    const auto index = row < 0 ? QModelIndex() : m_proxy.mapFromSource(m_model.index(row, SyscallModel::Name));
    if (!index.isValid())
        return false;
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, PositionAtCenter);
    return true;
}

void SyscallTable::keepSelection(const std::function<void()> &change)
{
    m_resetting = true;
    change();
    QItemSelection selection;
    for (const auto &name : m_selected) {
        const int row = m_model.rowOf(QString::fromStdString(name));
        const auto index = row < 0 ? QModelIndex() : m_proxy.mapFromSource(m_model.index(row, 0));
        if (index.isValid())
            selection.select(index, index.siblingAtColumn(SyscallModel::ColumnCount - 1));
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const int row = m_model.rowOf(m_current);
    const auto current = row < 0 ? QModelIndex() : m_proxy.mapFromSource(m_model.index(row, 0));
    if (current.isValid()) {
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        scrollTo(current);
    }
    m_resetting = false;
    Q_EMIT selectionCountChanged(static_cast<int>(selectionModel()->selectedRows().size()));
}

void SyscallTable::copyNames() const
{
    QStringList names;
    for (const auto &name : selectedSyscalls())
        names << QString::fromStdString(name);
    if (!names.isEmpty())
        QGuiApplication::clipboard()->setText(names.join(QLatin1Char('\n')));
}

void SyscallTable::copyRows() const
{
    const auto *header = horizontalHeader();
    std::vector<int> columns;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int column = header->logicalIndex(visual); !isColumnHidden(column))
            columns.push_back(column);
    QStringList lines;
    const auto line = [&](auto cell) {
        QStringList cells;
        for (const int column : columns)
            cells << cell(column);
        lines << cells.join(QLatin1Char('\t'));
    };
    line([&](int column) { return m_proxy.headerData(column, Qt::Horizontal).toString(); });
    auto rows = selectionModel()->selectedRows();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    for (const auto &row : rows)
        line([&](int column) { return row.siblingAtColumn(column).data().toString(); });
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void SyscallTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyNames();
        return;
    }
    if (event->key() == Qt::Key_C && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copyRows();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier) {
        Q_EMIT toggleRequested(selectedSyscalls());
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !m_current.isEmpty()) {
        Q_EMIT editRequested(m_current);
        return;
    }
    QTableView::keyPressEvent(event);
}

void SyscallTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_editMenu && !selectedSyscalls().empty())
        m_editMenu->popup(event->globalPos());
}

void SyscallTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (m_resetting)
        return;
    const auto names = selectedSyscalls();
    m_selected = {names.begin(), names.end()};
    Q_EMIT selectionCountChanged(static_cast<int>(names.size()));
}

void SyscallTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // While rows go and come the person has not moved; a row that the filter hides stays what the inspector explains.
    if (m_resetting || !current.isValid())
        return;
    const QString name = m_model.row(m_proxy.mapToSource(current).row()).name();
    if (name == m_current)
        return;
    m_current = name;
    Q_EMIT currentSyscallChanged(m_current);
}

void SyscallTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateRowHeight();
}

void SyscallTable::showColumnMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < SyscallModel::ColumnCount; ++column) {
        auto *action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != SyscallModel::Name);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            if (shown && columnWidth(column) < fontMetrics().height() * 3)
                resizeColumnToContents(column);
            settings::setHeaderState(objectName(), horizontalHeader()->saveState());
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset the Columns")), &QAction::triggered, this, [this] {
        for (int column = 0; column < SyscallModel::ColumnCount; ++column) {
            setColumnHidden(column, false);
            horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), column);
        }
        setDefaultColumns();
    });
    menu->popup(horizontalHeader()->mapToGlobal(position));
}

} // namespace whittle::app
