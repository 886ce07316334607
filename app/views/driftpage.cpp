#include "views/driftpage.h"

#include "models/filtercompletion.h"
#include "documents/comparedocument.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/filterbar.h"
#include "views/groupedtree.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace whittle::app {
namespace {

class DriftTree final : public GroupedTree
{
public:
    using GroupedTree::GroupedTree;
    [[nodiscard]] QString headingIcon(const QModelIndex &heading) const override { return heading.data(DriftModel::AddedRole).toBool() ? QStringLiteral("new") : QStringLiteral("clear"); }
};

} // namespace

DriftPage::DriftPage(const CompareDocument &document, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(document), m_proxy(m_model), m_filter(new FilterBar([](const QString &word) { return termsWith(DriftFilter::examples(), word); }, this)), m_notes(new QLabel(this)), m_stack(new QStackedWidget(this)),
      m_empty(new QLabel(this)), m_tree(new DriftTree(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_filter->field()->setPlaceholderText(tr("Filter: a word, or is:new kind:path risk>=high …"));
    m_filter->field()->setAccessibleName(tr("Filter what was done differently"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in names and paths; others are for example\n%1\n- in front turns a word round.").arg(DriftFilter::examples().join(QStringLiteral("  "))));
    m_filter->addToggle(tr("New"), QStringLiteral("new"), QStringLiteral("is:new"), tr("Only what the second recording did and the first did not"));
    m_filter->addToggle(tr("Gone"), QStringLiteral("clear"), QStringLiteral("is:gone"), tr("Only what the first recording did and the second did not"));
    m_filter->addToggle(tr("Risky"), QStringLiteral("warning"), QStringLiteral("risk>=high"), tr("Only syscalls of high or critical risk"));
    layout->addWidget(m_filter);
    m_notes->setObjectName(QStringLiteral("driftNotes"));
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setProperty("muted", true);
    m_notes->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_notes);
    m_tree->setObjectName(QStringLiteral("driftTree"));
    m_tree->setAccessibleName(tr("What the recordings do differently"));
    m_tree->setItemDelegate(new CellDelegate(m_tree));
    m_tree->setModel(&m_proxy);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(DriftModel::Detail, QHeaderView::Stretch);
    const QFontMetrics metrics(theme::fixedFont());
    m_tree->setColumnWidth(DriftModel::What, metrics.averageCharWidth() * 38);
    m_tree->setColumnWidth(DriftModel::Risk, fontMetrics().averageCharWidth() * 14);
    m_tree->setColumnWidth(DriftModel::Times, fontMetrics().averageCharWidth() * 10);
    m_stack->addWidget(m_tree);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_tree);
    connect(m_filter, &FilterBar::textChanged, this, &DriftPage::applyFilter);
    connect(m_filter, &FilterBar::left, m_tree, &GroupedTree::takeFocus);
    connect(m_tree, &GroupedTree::currentRowChanged, this, &DriftPage::currentRowChanged);
    connect(&document, &CompareDocument::comparisonChanged, this, &DriftPage::update);
    update();
}

void DriftPage::applyFilter()
{
    auto filter = DriftFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_proxy.setFilter(std::move(*filter));
    update();
}

void DriftPage::update()
{
    QStringList notes;
    if (const auto *drift = m_document.drift())
        for (const auto &note : drift->notes)
            notes << QString::fromStdString(note);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
    const QLocale locale;
    const int shown = m_proxy.shownCount();
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(shown), locale.toString(m_model.rowTotal())));
    m_empty->setText(!m_document.drift() ? tr("Comparing…") : m_model.rowTotal() == 0 ? tr("Both did the same.") : tr("No difference fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(shown == 0 ? 1 : 0);
}

bool DriftPage::goToDifference(bool forward)
{
    const auto next = m_tree->nextRow(forward);
    m_tree->makeCurrent(next);
    return next.isValid();
}

const SyscallRow *DriftPage::currentSyscall() const
{
    return m_proxy.syscallRow(m_tree->currentIndex());
}

} // namespace whittle::app
