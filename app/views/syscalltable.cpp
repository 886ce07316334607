#include "views/syscalltable.h"

#include "models/syscallmodel.h"
#include "models/syscalltree.h"
#include "settings/settings.h"
#include "views/celldelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace whittle::app {
namespace {

constexpr int kFirstHiddenColumn = SyscallModel::First;
constexpr int kMostOpenGroups = 60; // more than these are closed at first: nobody scrolls through thousands
constexpr auto kStateName = "syscallTree";

QString stateName()
{
    return QLatin1StringView(kStateName);
}

} // namespace

SyscallTable::SyscallTable(SyscallModel &model, SyscallTree &tree, QWidget *parent) : QTreeView(parent), m_model(model), m_tree(tree)
{
    setObjectName(QStringLiteral("syscallTable"));
    setAccessibleName(tr("Syscalls"));
    setModel(&tree);
    setItemDelegate(new CellDelegate(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setAlternatingRowColors(true);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setExpandsOnDoubleClick(true);
    setSortingEnabled(true);
    setHorizontalScrollMode(ScrollPerPixel);
    header()->setStretchLastSection(true);
    header()->setHighlightSections(false);
    header()->setSectionsMovable(true);
    header()->setFirstSectionMovable(false);
    header()->setSectionsClickable(true);
    header()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header(), &QHeaderView::customContextMenuRequested, this, [this](const QPoint &position) { makeColumnMenu(this)->popup(header()->mapToGlobal(position)); });
    setDefaultColumns();
    if (const auto state = settings::headerState(stateName()); !state.isEmpty()) {
        header()->restoreState(state);
        m_tree.sort(header()->sortIndicatorSection(), header()->sortIndicatorOrder());
    }
    connect(header(), &QHeaderView::sectionResized, this, &SyscallTable::remember);
    connect(header(), &QHeaderView::sectionMoved, this, &SyscallTable::remember);
    connect(header(), &QHeaderView::sortIndicatorChanged, this, &SyscallTable::remember);
    connect(this, &QTreeView::doubleClicked, this, [this](const QModelIndex &index) {
        if (m_tree.row(index))
            Q_EMIT editRequested(currentSyscall());
    });
    connect(this, &QTreeView::expanded, this, [this](const QModelIndex &index) { toggleGroup(index, true); });
    connect(this, &QTreeView::collapsed, this, [this](const QModelIndex &index) { toggleGroup(index, false); });
    connect(&tree, &QAbstractItemModel::modelAboutToBeReset, this, &SyscallTable::saveState);
    connect(&tree, &QAbstractItemModel::modelReset, this, &SyscallTable::restoreState);
    restoreState();
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
    for (const int column : {SyscallModel::Action, SyscallModel::Default, SyscallModel::Podman})
        setColumnWidth(column, actionWidth);
    setColumnWidth(SyscallModel::Seen, text.horizontalAdvance(QStringLiteral("000 000")) + padding);
    setColumnWidth(SyscallModel::By, text.averageCharWidth() * 8); // takes what is left
    sortByColumn(SyscallModel::Name, Qt::AscendingOrder);
}

void SyscallTable::remember()
{
    settings::setHeaderState(stateName(), header()->saveState());
}

std::vector<QModelIndex> SyscallTable::selectedLeaves() const
{
    std::vector<QModelIndex> leaves;
    auto rows = selectionModel()->selectedRows();
    for (const auto &index : rows) {
        if (!m_tree.isGroup(index)) {
            leaves.push_back(index);
            continue;
        }
        for (int row = 0; row < m_tree.rowCount(index); ++row)
            leaves.push_back(m_tree.index(row, 0, index));
    }
    std::ranges::sort(leaves, {}, [](const QModelIndex &index) { return std::pair(index.parent().row(), index.row()); });
    return leaves;
}

std::vector<std::string> SyscallTable::selectedSyscalls() const
{
    std::vector<std::string> names;
    std::set<std::string_view> known;
    for (const auto &index : selectedLeaves())
        if (const auto &name = m_tree.row(index)->syscall->name; known.insert(name).second)
            names.push_back(name);
    return names;
}

bool SyscallTable::select(const QString &syscall)
{
    const auto index = m_tree.indexOf(syscall, m_currentGroup);
    if (!index.isValid())
        return false;
    if (index.parent().isValid())
        expand(index.parent());
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index, PositionAtCenter);
    return true;
}

bool SyscallTable::isOpenAtFirst() const
{
    return m_tree.groupCount() <= kMostOpenGroups;
}

void SyscallTable::toggleGroup(const QModelIndex &index, bool expanded)
{
    if (!m_resetting)
        m_open[m_tree.groupKey(index)] = expanded;
}

void SyscallTable::expandGroups()
{
    const bool openAtFirst = isOpenAtFirst();
    for (int row = 0; row < m_tree.groupCount(); ++row) {
        const auto group = m_tree.index(row, 0);
        const auto chosen = m_open.find(m_tree.groupKey(group));
        if (chosen == m_open.end() ? openAtFirst : chosen->second)
            expand(group);
    }
}

void SyscallTable::openAll(bool open)
{
    for (int row = 0; row < m_tree.groupCount(); ++row)
        m_open[m_tree.groupKey(m_tree.index(row, 0))] = open;
    if (open)
        expandAll();
    else
        collapseAll();
}

void SyscallTable::saveState()
{
    m_resetting = true;
    m_scroll = verticalScrollBar()->value();
}

void SyscallTable::restoreState()
{
    m_resetting = true;
    const bool isFlat = m_tree.isFlat();
    setRootIsDecorated(!isFlat);
    setIndentation(isFlat ? 0 : fontMetrics().height());
    expandGroups();
    QItemSelection selection;
    const int last = SyscallModel::ColumnCount - 1;
    for (const auto &[syscall, group] : m_selected) {
        const auto index = syscall.empty() ? m_tree.groupOf(group) : m_tree.indexOf(QString::fromStdString(syscall), group);
        if (index.isValid())
            selection.select(index, index.siblingAtColumn(last));
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    const auto current = m_groupIsCurrent ? m_tree.groupOf(m_currentGroup) : m_current.isEmpty() ? QModelIndex() : m_tree.indexOf(m_current, m_currentGroup);
    verticalScrollBar()->setValue(m_scroll);
    if (current.isValid()) {
        selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        if (!current.parent().isValid() || isExpanded(current.parent()))
            scrollTo(current);
    }
    m_resetting = false;
    // On an ABI that lacks the syscall there is nothing to explain.
    const bool isMissing = !m_current.isEmpty() && m_model.rowOf(m_current) < 0;
    if (isMissing != std::exchange(m_currentIsMissing, isMissing))
        Q_EMIT currentSyscallChanged(isMissing ? QString() : m_current);
    Q_EMIT selectionCountChanged(static_cast<int>(selectedSyscalls().size()));
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
    std::vector<int> columns;
    for (int visual = 0; visual < header()->count(); ++visual)
        if (const int column = header()->logicalIndex(visual); !isColumnHidden(column))
            columns.push_back(column);
    QStringList lines;
    const auto line = [&](auto cell) {
        QStringList cells;
        for (const int column : columns)
            cells << cell(column);
        lines << cells.join(QLatin1Char('\t'));
    };
    line([&](int column) { return m_tree.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(); });
    const auto rows = selectedLeaves();
    std::set<std::string_view> known;
    for (const auto &row : rows)
        if (known.insert(m_tree.row(row)->syscall->name).second)
            line([&](int column) { return row.siblingAtColumn(column).data().toString(); });
    if (!rows.empty())
        QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

void SyscallTable::keyboardSearch(const QString &search)
{
    // Names that begin so, from the current row on; what is in a closed group is found, too.
    if (!m_searchClock.isValid() || m_searchClock.hasExpired(QApplication::keyboardInputInterval()))
        m_search.clear();
    m_searchClock.start();
    m_search += search;
    std::vector<QModelIndex> rows;
    const auto add = [&](const QModelIndex &parent) {
        for (int row = 0; row < m_tree.rowCount(parent); ++row)
            rows.push_back(m_tree.index(row, 0, parent));
    };
    if (m_tree.isFlat())
        add({});
    for (int group = 0; group < m_tree.groupCount(); ++group)
        add(m_tree.index(group, 0));
    if (rows.empty())
        return;
    const auto current = std::ranges::find(rows, currentIndex().siblingAtColumn(0));
    // One letter goes on to the next name, more letters may stay where they are.
    const auto begin = current == rows.end() ? rows.begin() : m_search.size() > 1 ? current : std::next(current);
    std::ranges::rotate(rows, begin);
    const auto found = std::ranges::find_if(rows, [&](const QModelIndex &index) { return m_tree.row(index)->name().startsWith(m_search, Qt::CaseInsensitive); });
    if (found == rows.end())
        return;
    if (found->parent().isValid())
        expand(found->parent());
    selectionModel()->setCurrentIndex(*found, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(*found);
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
        if (const auto names = selectedSyscalls(); !names.empty())
            Q_EMIT toggleRequested(names);
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (m_tree.isGroup(currentIndex()))
            setExpanded(currentIndex().siblingAtColumn(0), !isExpanded(currentIndex().siblingAtColumn(0)));
        else if (!m_current.isEmpty())
            Q_EMIT editRequested(m_current);
        return;
    }
    QTreeView::keyPressEvent(event);
}

void SyscallTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_editMenu && !selectedSyscalls().empty())
        m_editMenu->popup(event->globalPos());
}

void SyscallTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTreeView::selectionChanged(selected, deselected);
    if (m_resetting)
        return;
    m_selected.clear();
    const auto rows = selectionModel()->selectedRows();
    for (const auto &index : rows) {
        const auto *row = m_tree.row(index);
        m_selected.insert({row ? row->syscall->name : std::string(), m_tree.groupKey(index)});
    }
    Q_EMIT selectionCountChanged(static_cast<int>(selectedSyscalls().size()));
}

void SyscallTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    // While rows go and come the person has not moved; a row that the filter hides stays what the inspector explains.
    if (m_resetting || !current.isValid())
        return;
    m_currentGroup = m_tree.groupKey(current);
    const auto *row = m_tree.row(current);
    m_groupIsCurrent = !row;
    if (!row || row->name() == m_current)
        return;
    m_current = row->name();
    Q_EMIT currentSyscallChanged(m_current);
}

void SyscallTable::changeEvent(QEvent *event)
{
    QTreeView::changeEvent(event);
    if (event->type() == QEvent::FontChange && !m_tree.isFlat())
        setIndentation(fontMetrics().height());
}

void SyscallTable::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (m_tree.isGroup(index)) {
        drawGroup(painter, option, index);
        return;
    }
    // The place in front of an indented name belongs to the row.
    if (selectionModel()->isSelected(index.siblingAtColumn(0)))
        painter->fillRect(option.rect, theme::colors().selection);
    QTreeView::drawRow(painter, option, index);
}

void SyscallTable::drawGroup(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &colors = theme::colors();
    const auto first = index.siblingAtColumn(0);
    const bool selected = selectionModel()->isSelected(first);
    const bool toTheLeft = option.direction == Qt::RightToLeft;
    const QRect row(0, option.rect.top(), viewport()->width(), option.rect.height());
    painter->save();
    painter->fillRect(row, selected ? colors.selection : colors.window);
    painter->setPen(colors.border);
    painter->drawLine(row.bottomLeft(), row.bottomRight());
    const int indent = indentation();
    const QRect branch(toTheLeft ? row.right() - indent + 1 : row.left(), row.top(), indent, row.height());
    QStyleOption arrow;
    arrow.initFrom(this);
    const int side = indent / 2 + 2;
    arrow.rect = QRect(branch.center().x() - side / 2, branch.center().y() - side / 2, side, side);
    arrow.palette.setColor(QPalette::Text, colors.muted);
    arrow.palette.setColor(QPalette::WindowText, colors.muted);
    style()->drawPrimitive(isExpanded(first) ? QStyle::PE_IndicatorArrowDown : toTheLeft ? QStyle::PE_IndicatorArrowLeft : QStyle::PE_IndicatorArrowRight, &arrow, painter, this);
    QRect area = toTheLeft ? row.adjusted(8, 0, -indent, 0) : row.adjusted(indent, 0, -8, 0);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QString note = m_tree.groupNote(first);
    const int noteWidth = QFontMetrics(font()).horizontalAdvance(note);
    const int gap = fontMetrics().height();
    const QFontMetrics metrics(bold);
    const QString title = metrics.elidedText(first.data().toString(), Qt::ElideRight, std::max(0, area.width() - noteWidth - gap));
    const auto aligned = static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)) | Qt::TextSingleLine;
    painter->setFont(bold);
    painter->setPen(colors.text);
    painter->drawText(area, aligned, title);
    const int used = metrics.horizontalAdvance(title) + gap;
    area = toTheLeft ? area.adjusted(0, 0, -used, 0) : area.adjusted(used, 0, 0, 0);
    painter->setFont(font());
    painter->setPen(colors.muted);
    painter->drawText(area, aligned, note);
    if (hasFocus() && currentIndex().siblingAtColumn(0) == first) {
        painter->setPen(QPen(colors.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

QMenu *SyscallTable::makeColumnMenu(QWidget *parent)
{
    auto *menu = new QMenu(parent);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("columnMenu"));
    for (int column = 0; column < SyscallModel::ColumnCount; ++column) {
        auto *action = menu->addAction(m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(column != SyscallModel::Name);
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            setColumnHidden(column, !shown);
            if (shown && columnWidth(column) < fontMetrics().height() * 3)
                resizeColumnToContents(column);
            remember();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset the Columns")), &QAction::triggered, this, [this] {
        for (int column = 0; column < SyscallModel::ColumnCount; ++column) {
            setColumnHidden(column, false);
            header()->moveSection(header()->visualIndex(column), column);
        }
        setDefaultColumns();
        remember();
    });
    if (!m_tree.isFlat()) {
        menu->addSeparator();
        connect(menu->addAction(tr("&Open All Groups")), &QAction::triggered, this, [this] { openAll(true); });
        connect(menu->addAction(tr("&Close All Groups")), &QAction::triggered, this, [this] { openAll(false); });
    }
    return menu;
}

} // namespace whittle::app
