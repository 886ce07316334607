#include "views/comparepage.h"

#include "documents/profiledocument.h"
#include "models/comparewords.h"
#include "models/driftmodel.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/comparetable.h"
#include "views/comparetext.h"
#include "views/comparetextpage.h"
#include "views/environmentbar.h"
#include "views/groupedtree.h"
#include "views/icons.h"
#include "views/messagebar.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QToolButton>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kFileChoice = -1; // data of "Another File…"; others are positions in the choices

class DriftTree final : public GroupedTree
{
public:
    using GroupedTree::GroupedTree;
    [[nodiscard]] QString headingIcon(const QModelIndex &heading) const override { return heading.data(DriftModel::AddedRole).toBool() ? QStringLiteral("new") : QStringLiteral("clear"); }
};

QString iconOf(const CompareSide &side)
{
    return side.isRecording() ? QStringLiteral("recording") : side.document ? QStringLiteral("profile") : QStringLiteral("builtin");
}

} // namespace

ComparePage::ComparePage(std::unique_ptr<CompareDocument> document, QWidget *parent)
    : QWidget(parent), m_document(std::move(document)), m_swap(new QToolButton(this)), m_third(new QToolButton(this)), m_environment(new EnvironmentBar(this)),
      m_summary(new QLabel(this)), m_message(new MessageBar(this)), m_state(new MessageBar(this)), m_tabs(new QTabWidget(this)), m_driftPage(new QWidget(this)),
      m_table(new CompareTable(*m_document, this)), m_text(new CompareTextPage(*m_document, this)), m_driftModel(new DriftModel(*m_document, this)), m_driftTree(new DriftTree(this)),
      m_driftNotes(new QLabel(this))
{
    setObjectName(QStringLiteral("comparePage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);

    auto *sides = new QFrame(this);
    sides->setProperty("bar", true);
    auto *line = new QHBoxLayout(sides);
    line->setContentsMargins(10, 6, 8, 6);
    line->setSpacing(6);
    const QString names[] = {tr("First side"), tr("Second side"), tr("Third side")};
    for (int i = 0; i < 3; ++i) {
        if (i > 0) {
            m_arrow[i - 1] = new QLabel(QStringLiteral("→"), sides);
            m_arrow[i - 1]->setProperty("muted", true);
            line->addWidget(m_arrow[i - 1]);
        }
        m_sides[i] = new QComboBox(sides);
        m_sides[i]->setObjectName(QStringLiteral("compareSide%1").arg(i + 1));
        m_sides[i]->setAccessibleName(names[i]);
        m_sides[i]->setToolTip(i == 0 ? tr("What the others are compared with") : tr("What changes when this takes the first side's place"));
        m_sides[i]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        m_sides[i]->setMinimumContentsLength(12);
        m_sides[i]->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        line->addWidget(m_sides[i], 1);
        connect(m_sides[i], &QComboBox::activated, this, [this, i](int index) { chosen(i, index); });
    }
    const auto button = [&](QToolButton *tool, const char *name, const QString &icon, const QString &text, const QString &tip) {
        tool->setObjectName(QLatin1StringView(name));
        tool->setProperty("flat", true);
        tool->setIcon(icons::get(icon));
        tool->setToolTip(tip);
        tool->setAccessibleName(text);
        tool->setFocusPolicy(Qt::TabFocus);
        line->addWidget(tool);
    };
    button(m_swap, "compareSwap", QStringLiteral("swap"), tr("Swap the sides"), tr("Swap the first two sides"));
    button(m_third, "compareThird", QStringLiteral("new"), tr("Third side"), tr("Compare with a third side, too"));
    layout->addWidget(sides);

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

    auto *driftLayout = new QVBoxLayout(m_driftPage);
    driftLayout->setContentsMargins(0, 0, 0, 0);
    driftLayout->setSpacing(0);
    m_driftNotes->setWordWrap(true);
    m_driftNotes->setTextFormat(Qt::PlainText);
    m_driftNotes->setProperty("muted", true);
    m_driftNotes->setContentsMargins(12, 8, 12, 8);
    driftLayout->addWidget(m_driftNotes);
    m_driftTree->setObjectName(QStringLiteral("driftTree"));
    m_driftTree->setAccessibleName(tr("What the recordings do differently"));
    m_driftTree->setItemDelegate(new CellDelegate(m_driftTree));
    m_driftTree->setModel(m_driftModel);
    m_driftTree->header()->setStretchLastSection(false);
    m_driftTree->header()->setSectionResizeMode(DriftModel::Detail, QHeaderView::Stretch);
    driftLayout->addWidget(m_driftTree, 1);
    const QFontMetrics metrics(theme::fixedFont());
    m_driftTree->setColumnWidth(DriftModel::What, metrics.averageCharWidth() * 38);
    m_driftTree->setColumnWidth(DriftModel::Risk, fontMetrics().averageCharWidth() * 14);
    m_driftTree->setColumnWidth(DriftModel::Times, fontMetrics().averageCharWidth() * 10);

    m_tabs->setObjectName(QStringLiteral("compareTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_driftPage, tr("What They Did"));
    m_tabs->addTab(m_table, tr("Decisions"));
    m_tabs->addTab(m_text, tr("Text"));
    layout->addWidget(m_tabs, 1);
    setFocusProxy(m_tabs);

    connect(m_swap, &QToolButton::clicked, m_document.get(), &CompareDocument::swapSides);
    connect(m_third, &QToolButton::clicked, this, [this] {
        if (m_document->sides().size() > 2) {
            m_document->removeThirdSide();
            return;
        }
        // The first choice that is not on a side yet.
        for (const auto &choice : m_choices) {
            if (std::ranges::none_of(m_document->sides(), [&](const CompareSide &side) { return side.key == choice.key; })) {
                m_document->setSide(2, choice);
                return;
            }
        }
        Q_EMIT fileWanted(2);
    });
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
    connect(m_table, &CompareTable::currentRowChanged, this, &ComparePage::selectionChanged);
    connect(m_table->tree()->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ComparePage::selectionChanged);
    connect(m_table, &CompareTable::contextMenuRequested, this, &ComparePage::contextMenuRequested);
    connect(m_driftTree, &GroupedTree::currentRowChanged, this, &ComparePage::inspectedChanged);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        Q_EMIT inspectedChanged();
        Q_EMIT selectionChanged();
    });
    setMinimumWidth(fontMetrics().averageCharWidth() * 56);
    updateSides();
    updateSummary();
    showTab(m_document->drift() ? Drift : Decisions);
}

ComparePage::~ComparePage()
{
    // Pages look at the document; they go first.
    delete m_tabs;
}

int ComparePage::currentTab() const
{
    return m_tabs->currentIndex();
}

void ComparePage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void ComparePage::setChoices(const std::vector<CompareSide> &choices)
{
    m_choices = choices;
    updateSides();
}

void ComparePage::updateSides()
{
    const auto &sides = m_document->sides();
    for (std::size_t i = 0; i < 3; ++i) {
        auto *combo = m_sides[i];
        const bool isShown = i < sides.size();
        combo->setVisible(isShown);
        if (i > 0)
            m_arrow[i - 1]->setVisible(isShown);
        if (!isShown)
            continue;
        const QSignalBlocker blocker(combo);
        combo->clear();
        int current = -1;
        for (std::size_t k = 0; k < m_choices.size(); ++k) {
            const auto &choice = m_choices[k];
            combo->addItem(icons::get(iconOf(choice)), choice.title, static_cast<int>(k));
            combo->setItemData(combo->count() - 1, choice.key, Qt::ToolTipRole);
            if (choice.key == sides[i].key)
                current = combo->count() - 1;
        }
        // Its tab is closed, or nobody has told the choices yet.
        if (current < 0) {
            combo->insertItem(0, icons::get(iconOf(sides[i])), sides[i].title, static_cast<int>(m_choices.size()));
            current = 0;
        }
        combo->insertSeparator(combo->count());
        combo->addItem(icons::get(QStringLiteral("open")), tr("Another File…"), kFileChoice);
        combo->setCurrentIndex(current);
    }
    m_third->setIcon(icons::get(sides.size() > 2 ? QStringLiteral("close") : QStringLiteral("new")));
    m_third->setToolTip(sides.size() > 2 ? tr("Leave the third side out") : tr("Compare with a third side, too"));
}

void ComparePage::chosen(int side, int index)
{
    const int choice = m_sides[side]->itemData(index).toInt();
    if (choice == kFileChoice) {
        updateSides(); // what stands there stays until a file is chosen
        Q_EMIT fileWanted(side);
        return;
    }
    if (choice < static_cast<int>(m_choices.size()))
        m_document->setSide(static_cast<std::size_t>(side), m_choices[static_cast<std::size_t>(choice)]);
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
    const auto &drift = m_document->drift();
    const int driftTab = m_tabs->indexOf(m_driftPage);
    m_tabs->setTabVisible(driftTab, drift.has_value());
    if (drift) {
        QStringList notes;
        for (const auto &note : drift->notes)
            notes << QString::fromStdString(note);
        m_driftNotes->setText(notes.join(QLatin1Char('\n')));
        m_driftNotes->setVisible(!notes.isEmpty());
    }
    const auto &comparison = m_document->comparison();
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
    const auto &sides = m_document->sides();
    return from < sides.size() && to < sides.size() && from != to && sides[to].isEditable() && m_tabs->currentWidget() == m_table && !m_table->selectedSyscalls().empty();
}

void ComparePage::copySelected(std::size_t from, std::size_t to)
{
    if (canCopy(from, to))
        m_document->copyDecisions(m_table->selectedSyscalls(), from, to);
}

bool ComparePage::goToDifference(bool forward)
{
    if (m_tabs->currentWidget() == m_text)
        return m_text->goToDifference(forward);
    if (m_tabs->currentWidget() == m_driftPage) {
        const auto next = m_driftTree->nextRow(forward);
        m_driftTree->makeCurrent(next);
        return next.isValid();
    }
    return m_table->goToDifference(forward);
}

const SyscallRow *ComparePage::inspectedRow() const
{
    if (m_tabs->currentWidget() == m_driftPage)
        return m_driftModel->syscallRow(m_driftTree->currentIndex());
    const auto *row = m_table->currentRow();
    return row ? &row->sides.back() : nullptr;
}

QString ComparePage::inspectedHtml() const
{
    const auto *row = m_table->currentRow();
    const auto *compared = m_table->currentCompared();
    if (m_tabs->currentWidget() == m_driftPage || !row || !compared)
        return {};
    QStringList titles;
    for (const auto &side : m_document->sides())
        titles << side.title;
    return comparisonHtml(*row, *compared, titles);
}

void ComparePage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    // Rich text holds its colours.
    if (event->type() == QEvent::PaletteChange)
        updateSummary();
}

void ComparePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_environment->setCompact(width() < fontMetrics().averageCharWidth() * 84);
}

} // namespace whittle::app
