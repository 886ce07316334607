#include "views/comparepage.h"

#include "documents/profiledocument.h"
#include "models/comparewords.h"
#include "settings/theme.h"
#include "views/alignedtexts.h"
#include "views/comparetable.h"
#include "views/comparetext.h"
#include "views/comparetextpage.h"
#include "views/driftpage.h"
#include "views/environmentbar.h"
#include "views/filterbar.h"
#include "views/groupedtree.h"
#include "views/messagebar.h"
#include "views/sidechooser.h"

#include <QEvent>
#include <QLabel>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {
namespace {

std::vector<SideChooser::Extra> extras()
{
    return {{QString::fromLatin1(ComparePage::kSaved), ComparePage::tr("As It Is Saved"), QStringLiteral("save")},
        {QString::fromLatin1(ComparePage::kVersion), ComparePage::tr("An Earlier Version (Git)…"), QStringLiteral("reload")},
        {QString::fromLatin1(ComparePage::kFile), ComparePage::tr("Another File…"), QStringLiteral("open")}};
}

} // namespace

ComparePage::ComparePage(std::unique_ptr<CompareDocument> document, QWidget *parent)
    : DocumentPage(parent), m_document(std::move(document)), m_chooser(new SideChooser(extras(), true, this)), m_environment(new EnvironmentBar(this)), m_summary(new QLabel(this)),
      m_message(new MessageBar(this)), m_state(new MessageBar(this)), m_tabs(new QTabWidget(this)), m_drift(new DriftPage(*m_document, this)), m_table(new CompareTable(*m_document, this)),
      m_text(new CompareTextPage(*m_document, this))
{
    setObjectName(QStringLiteral("comparePage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_chooser);

    m_environment->setView(m_document->view());
    layout->addWidget(m_environment);
    auto *summary = new QFrame(this);
    summary->setProperty("bar", true);
    auto *summaryLayout = new QVBoxLayout(summary);
    summaryLayout->setContentsMargins(12, 7, 12, 7);
    m_summary->setObjectName(QStringLiteral("compareSummary"));
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::RichText);
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
    summaryLayout->addWidget(m_summary);
    layout->addWidget(summary);
    m_message->setObjectName(QStringLiteral("compareMessage"));
    layout->addWidget(m_message);
    layout->addWidget(m_state);

    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->setAccessibleName(tr("Views of the comparison"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_drift, tr("What They Did"));
    m_tabs->addTab(m_table, tr("Decisions"));
    m_tabs->addTab(m_text, tr("Text"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the comparison"));
    layout->addWidget(m_tabs, 1);
    setFocusProxy(m_tabs);

    connect(m_chooser, &SideChooser::swapRequested, m_document.get(), &CompareDocument::swapSides);
    connect(m_environment, &EnvironmentBar::viewChosen, m_document.get(), &CompareDocument::setView);
    connect(m_summary, &QLabel::linkActivated, this, [this](const QString &link) {
        if (const auto abi = parseAbi(link.toStdString())) {
            m_document->setView(m_document->view().withAbi(*abi));
            return;
        }
        m_tabs->setCurrentWidget(m_table);
        m_table->setFilterText(m_table->filterText() == link ? QString() : link);
    });
    connect(m_document.get(), &CompareDocument::comparisonChanged, this, &ComparePage::updateSummary);
    connect(m_document.get(), &CompareDocument::sidesChanged, this, [this] {
        updateSides();
        updateSummary();
        Q_EMIT titleChanged();
    });
    connect(m_document.get(), &CompareDocument::copied, this, [this](const QString &step, ProfileDocument *into) {
        m_message->showMessage(MessageBar::Kind::Info, tr("%1: done in “%2”, which is not saved yet.").arg(step, into->title()), tr("Undo"), [document = QPointer(into)] {
            if (document)
                document->undoStack()->undo();
        });
    });
    connect(m_table, &CompareTable::currentRowChanged, this, &ComparePage::inspectedChanged);
    connect(m_table, &CompareTable::currentRowChanged, this, &ComparePage::actionsChanged);
    connect(m_table->tree()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ComparePage::actionsChanged);
    connect(m_table, &CompareTable::contextMenuRequested, this, &ComparePage::contextMenuRequested);
    connect(m_drift, &DriftPage::currentRowChanged, this, &ComparePage::inspectedChanged);
    connect(m_text, &CompareTextPage::selectionChanged, this, &ComparePage::actionsChanged);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        Q_EMIT inspectedChanged();
        Q_EMIT actionsChanged();
    });
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    updateSides();
    updateSummary();
    showTab(m_document->areRecordings() ? Drift : Decisions);
}

ComparePage::~ComparePage()
{
    // Pages look at the document; they go first.
    delete m_tabs;
}

bool ComparePage::isBusy() const
{
    return m_document->isBusy() || m_text->texts()->isBusy();
}

int ComparePage::currentTab() const
{
    return m_tabs->currentIndex();
}

void ComparePage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

FilterBar *ComparePage::filterBar()
{
    if (m_tabs->currentWidget() == m_drift)
        return m_drift->filterBar();
    return m_tabs->currentWidget() == m_table ? m_table->filterBar() : nullptr;
}

bool ComparePage::focusFilter()
{
    if (!filterBar())
        showTab(Decisions);
    filterBar()->focus();
    return true;
}

void ComparePage::updateSides()
{
    std::vector<CompareChoice> sides;
    for (const auto &side : m_document->sides())
        sides.push_back(side.choice());
    m_chooser->setSides(std::move(sides));
}

QString ComparePage::otherAbisHtml() const
{
    const auto &comparison = *m_document->comparison();
    QStringList parts;
    for (const Abi abi : comparison.allAbis()) {
        if (abi == m_document->view().abi)
            continue;
        const auto count = std::ranges::count_if(comparison.syscalls, [abi](const analysis::ComparedSyscall &row) { return row.abi == abi && !row.isSame(); });
        if (count > 0)
            //: an ABI and how many syscalls differ there
            parts << QStringLiteral("<a style=\"color:%1\" href=\"%2\">%3</a>")
                         .arg(theme::colors().accent.name(), QString::fromStdString(std::string(abiName(abi))), tr("%1: %2", "ABI and count").arg(words::abi(abi)).arg(count));
    }
    return parts.isEmpty() ? QString() : tr("Also on %1").arg(parts.join(QStringLiteral(", ")));
}

void ComparePage::updateSummary()
{
    m_environment->setView(m_document->view());
    m_tabs->setTabVisible(m_tabs->indexOf(m_drift), m_document->areRecordings());
    const auto *drift = m_document->drift();
    const auto *comparison = m_document->comparison();
    if (!m_document->result()) {
        m_state->clear();
        m_summary->setText(tr("Comparing…"));
        Q_EMIT inspectedChanged();
        return;
    }
    if (!comparison) {
        m_summary->setText(tr("There is nothing to compare."));
        m_state->showMessage(MessageBar::Kind::Error, tr("No engine would load one of the sides: %1").arg(m_document->error()));
        Q_EMIT inspectedChanged();
        return;
    }
    m_state->clear();
    const QString muted = QStringLiteral("<span style=\"color:%1\">%2</span>").arg(theme::colors().muted.name());
    QStringList lines;
    QStringList holes;
    const auto &sides = m_document->sides();
    if (drift)
        lines << words::driftHtml(*drift);
    for (std::size_t side = 1; side < sides.size() && !drift; ++side) {
        const auto summary = analysis::summarise(*comparison, side, m_document->view().abi);
        const QString text = words::summaryHtml(summary);
        lines << (sides.size() > 2 ? QStringLiteral("%1 %2").arg(muted.arg(sides[side].title.toHtmlEscaped()), text) : text);
        if (summary.total() > 0)
            lines << words::riskHtml(*comparison, side, m_document->view().abi);
        if (const QString named = words::holes(summary); !named.isEmpty())
            holes << (sides.size() > 2 ? sides[side].title + QLatin1Char('\n') + named : named);
    }
    if (const QString others = drift ? QString() : otherAbisHtml(); !others.isEmpty())
        lines << muted.arg(others);
    m_summary->setText(lines.join(QStringLiteral("<br/>")));
    m_summary->setToolTip(holes.join(QStringLiteral("\n\n")));
    Q_EMIT inspectedChanged();
}

bool ComparePage::canCopy(std::size_t from, std::size_t to) const
{
    if (m_tabs->currentWidget() == m_text)
        return m_text->canCopy(from, to);
    const auto &sides = m_document->sides();
    return from < sides.size() && to < sides.size() && from != to && sides[to].isEditable() && m_tabs->currentWidget() == m_table && !m_table->selectedSyscalls().empty();
}

void ComparePage::copySelected(std::size_t from, std::size_t to)
{
    if (!canCopy(from, to))
        return;
    if (m_tabs->currentWidget() == m_text)
        m_text->copy(from, to);
    else
        m_document->copyDecisions(m_table->selectedSyscalls(), from, to);
}

bool ComparePage::goToDifference(bool forward)
{
    if (m_tabs->currentWidget() == m_text)
        return m_text->goToDifference(forward);
    if (m_tabs->currentWidget() == m_drift)
        return m_drift->goToDifference(forward);
    return m_table->goToDifference(forward);
}

const SyscallRow *ComparePage::inspectedRow() const
{
    if (m_tabs->currentWidget() == m_drift)
        return m_drift->currentSyscall();
    const auto *row = m_table->currentRow();
    return row ? &row->sides.back() : nullptr;
}

QString ComparePage::inspectedHtml() const
{
    const auto *row = m_table->currentRow();
    const auto *compared = m_table->currentCompared();
    if (m_tabs->currentWidget() == m_drift || !row || !compared)
        return {};
    QStringList titles;
    for (const auto &side : m_document->sides())
        titles << side.title;
    return comparisonHtml(*row, *compared, titles);
}

void ComparePage::changeEvent(QEvent *event)
{
    DocumentPage::changeEvent(event);
    // Rich text holds its colours.
    if (event->type() == QEvent::PaletteChange)
        updateSummary();
}

void ComparePage::resizeEvent(QResizeEvent *event)
{
    DocumentPage::resizeEvent(event);
    m_environment->setCompact(width() < fontMetrics().averageCharWidth() * 84);
}

} // namespace whittle::app
