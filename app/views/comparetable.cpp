#include "views/comparetable.h"

#include "documents/comparedocument.h"
#include "models/comparewords.h"
#include "models/filtercompletion.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/filterbar.h"
#include "views/groupedtree.h"
#include "views/icons.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cerrno>

namespace whittle::app {
namespace {

class ChangeTree final : public GroupedTree
{
public:
    using GroupedTree::GroupedTree;
    [[nodiscard]] QString headingIcon(const QModelIndex &heading) const override
    {
        const QString name = heading.data(CompareModel::ChangeRole).toString();
        for (const auto change : analysis::kAllChanges) {
            const auto known = profile::changeName(change);
            if (name == QLatin1StringView(known.data(), static_cast<qsizetype>(known.size())))
                return words::changeIcon(change);
        }
        return words::changeIcon(std::nullopt);
    }
};

} // namespace

CompareTable::CompareTable(CompareDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(document), m_proxy(m_model), m_filter(new FilterBar([](const QString &word) { return termsWith(CompareFilter::examples(), word); }, this)), m_stack(new QStackedWidget(this)), m_empty(new QLabel(this)), m_tree(new ChangeTree(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_filter->field()->setPlaceholderText(tr("Filter: a word, or risk>=high left:deny change:looser …"));
    m_filter->field()->setAccessibleName(tr("Filter syscalls"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in name and description; others are for example\n%1\n- in front turns a word round.")
                                      .arg(CompareFilter::examples().join(QStringLiteral("  "))));
    m_only = m_filter->addSwitch(tr("Only Differences"), QStringLiteral("differs"), tr("Leave out the syscalls that all sides decide alike"));
    m_only->setObjectName(QStringLiteral("onlyDifferences"));
    m_only->setChecked(true);
    m_filter->addToggle(tr("Risky"), QStringLiteral("warning"), QStringLiteral("risk>=high"), tr("Only syscalls of high or critical risk"));
    layout->addWidget(m_filter);

    m_tree->setObjectName(QStringLiteral("compareTree"));
    m_tree->setAccessibleName(tr("Syscalls on all sides"));
    m_tree->setItemDelegate(new CellDelegate(m_tree));
    m_tree->setModel(&m_proxy);
    m_tree->setSortingEnabled(true);
    m_tree->sortByColumn(CompareModel::Risk, Qt::DescendingOrder);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_stack->addWidget(m_tree);
    auto *emptyPage = new QWidget(this);
    auto *emptyLayout = new QVBoxLayout(emptyPage);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(40, 40, 40, 40);
    emptyLayout->addStretch(2);
    emptyLayout->addWidget(m_empty);
    m_showAll = new QPushButton(tr("Show All Syscalls"), emptyPage);
    emptyLayout->addWidget(m_showAll, 0, Qt::AlignHCenter);
    emptyLayout->addStretch(3);
    m_stack->addWidget(emptyPage);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_tree);

    connect(m_showAll, &QPushButton::clicked, this, [this] {
        m_filter->setText({});
        m_only->setChecked(false);
    });
    connect(m_filter, &FilterBar::textChanged, this, &CompareTable::applyFilter);
    connect(m_filter, &FilterBar::left, m_tree, &GroupedTree::takeFocus);
    connect(m_only, &QToolButton::toggled, this, [this](bool only) {
        m_proxy.setOnlyDifferences(only);
        select(m_current);
        updateCount();
    });
    connect(m_tree, &GroupedTree::currentRowChanged, this, [this] {
        if (m_resetting)
            return;
        if (const auto *row = currentRow())
            m_current = row->sides.front().name();
        Q_EMIT currentRowChanged();
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) { Q_EMIT contextMenuRequested(m_tree->viewport()->mapToGlobal(position)); });
    // A new comparison brings new rows; the same syscall stays current wherever it now stands.
    connect(&m_proxy, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_resetting = true; });
    connect(&m_proxy, &QAbstractItemModel::modelReset, this, [this] {
        m_resetting = false;
        setWidths();
        select(m_current);
        updateCount();
        Q_EMIT currentRowChanged();
    });
    setWidths();
    updateCount();
}

void CompareTable::setWidths()
{
    const QFontMetrics metrics(theme::fixedFont());
    const QFontMetrics text(font());
    const int padding = text.height() + 8;
    QFont boldFont = font();
    boldFont.setWeight(QFont::DemiBold);
    int riskWidth = 0;
    for (const auto risk : {syscalls::Risk::Low, syscalls::Risk::Medium, syscalls::Risk::High, syscalls::Risk::Critical})
        riskWidth = std::max(riskWidth, QFontMetrics(boldFont).horizontalAdvance(words::risk(risk)));
    m_tree->setColumnWidth(CompareModel::Name, metrics.horizontalAdvance(QStringLiteral("sched_get_priority")) + padding);
    m_tree->setColumnWidth(CompareModel::Number, text.horizontalAdvance(QStringLiteral("0000")) + padding);
    m_tree->setColumnWidth(CompareModel::Risk, riskWidth + text.height() + padding);
    for (int side = 0; side < m_model.sideCount(); ++side)
        m_tree->setColumnWidth(CompareModel::FirstSide + side, text.horizontalAdvance(words::decision({profile::Action::Errno, ENOSYS})) + text.height() + padding + 8);
}

QString CompareTable::filterText() const
{
    return m_filter->text();
}

void CompareTable::setFilterText(const QString &text)
{
    m_filter->setText(text);
}

void CompareTable::setOnlyDifferences(bool only)
{
    m_only->setChecked(only);
}

std::vector<std::string> CompareTable::selectedSyscalls() const
{
    std::vector<std::string> names;
    for (const auto &index : m_tree->selectionModel()->selectedRows())
        if (const auto *row = m_model.row(m_proxy.mapToSource(index)))
            names.push_back(row->sides.front().syscall->name);
    return names;
}

const ComparedRow *CompareTable::currentRow() const
{
    return m_model.row(m_proxy.mapToSource(m_tree->currentIndex()));
}

const analysis::ComparedSyscall *CompareTable::currentCompared() const
{
    return m_model.compared(m_proxy.mapToSource(m_tree->currentIndex()));
}

bool CompareTable::select(const QString &syscall)
{
    const auto source = syscall.isEmpty() ? QModelIndex() : m_model.find(syscall);
    const auto index = source.isValid() ? m_proxy.mapFromSource(source) : QModelIndex();
    m_tree->makeCurrent(index);
    return index.isValid();
}

bool CompareTable::goToDifference(bool forward)
{
    const auto before = m_tree->currentIndex();
    for (;;) {
        const auto next = m_tree->nextRow(forward);
        if (!next.isValid()) {
            m_tree->makeCurrent(before);
            return false;
        }
        m_tree->makeCurrent(next);
        if (const auto *row = currentRow(); row && row->change)
            return true;
    }
}

void CompareTable::applyFilter()
{
    auto filter = CompareFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter) {
        const QString current = m_current;
        m_proxy.setFilter(std::move(*filter));
        select(current);
    }
    updateCount();
}

void CompareTable::updateCount()
{
    const QLocale locale;
    const int shown = m_proxy.syscallCount();
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(shown), locale.toString(m_model.syscallCount())));
    if (shown == 0) {
        m_empty->setText(!m_document.result()           ? tr("Comparing…")
                             : !m_document.comparison()    ? tr("There is nothing to compare: %1").arg(m_document.error())
                             : m_model.syscallCount() == 0 ? tr("None of the sides lists %1, so every call of such a program is killed.").arg(words::abi(m_document.view().abi))
                             : m_filter->text().isEmpty()  ? tr("Every call is decided alike in this environment.")
                                                           : tr("No difference fits the filter “%1”.").arg(m_filter->text()));
    }
    m_showAll->setVisible(m_document.comparison() && m_model.syscallCount() > 0);
    m_stack->setCurrentIndex(shown == 0 ? 1 : 0);
}

} // namespace whittle::app
