#include "views/recordingpage.h"

#include "models/filtercompletion.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/charts/chartpage.h"
#include "views/charts/documentcharts.h"
#include "views/containerpage.h"
#include "views/filterbar.h"
#include "views/icons.h"
#include "views/messagebar.h"
#include "views/pagehead.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QSplitter>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace whittle::app {

RecordingPage::RecordingPage(OpenRecording recording, QWidget *parent)
    : DocumentPage(parent), m_recording(std::move(recording)), m_evidence({m_recording}), m_model(m_evidence), m_proxy(m_model), m_tabs(new QTabWidget(this)),
      m_filter(new FilterBar([this](const QString &word) { return completions(word); }, this)), m_table(new QTableView(this)), m_container(new ContainerPage(m_recording.recording, this)), m_charts(new ChartPage(this)), m_log(new QPlainTextEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    if (!m_recording.recording->complete || !m_recording.recording->warnings.empty()) {
        auto *warning = new MessageBar(this);
        QStringList lines;
        if (!m_recording.recording->complete)
            lines << tr("The recording was cut off: what came after is not in it.");
        constexpr std::size_t kMaxWarnings = 3;
        const auto &warnings = m_recording.recording->warnings;
        for (std::size_t i = 0; i < warnings.size() && i < kMaxWarnings; ++i)
            lines << QString::fromStdString(warnings[i]);
        if (warnings.size() > kMaxWarnings)
            lines << tr("and %n more warnings", nullptr, static_cast<int>(warnings.size() - kMaxWarnings));
        warning->showMessage(MessageBar::Kind::Warning, lines.join(QLatin1Char('\n')));
        layout->addWidget(warning);
    }
    layout->addWidget(makeHead());
    m_tabs->setObjectName(QStringLiteral("recordingTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeSyscalls(), tr("Syscalls"));
    m_tabs->addTab(m_container, tr("Container"));
    m_tabs->addTab(m_charts, tr("Charts"));
    m_tabs->tabBar()->setAccessibleName(tr("Views of the recording"));
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_tabs);
    m_log->setObjectName(QStringLiteral("recordingLog"));
    m_log->setAccessibleName(tr("Log of the run"));
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setFont(theme::fixedFont());
    m_log->setTabChangesFocus(true);
    m_log->hide();
    splitter->addWidget(m_log);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    layout->addWidget(splitter, 1);
    addUsageCharts(*m_charts, [this] { return std::vector{m_recording}; });
    connect(m_charts, &ChartPage::filterRequested, this, &RecordingPage::setFilterText);
    setFocusProxy(m_table);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &RecordingPage::currentRowChanged);
}

QWidget *RecordingPage::makeSyscalls()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_filter->field()->setPlaceholderText(tr("Filter: a word, or risk>=high proc:nginx seen>=100 …"));
    m_filter->field()->setAccessibleName(tr("Filter syscalls"));
    m_filter->field()->setToolTip(tr("Words that all must fit. A plain word is looked for in name and description; others are for example\n%1\n- in front turns a word round.")
                                      .arg(SyscallFilter::examples().join(QStringLiteral("  "))));
    layout->addWidget(m_filter);
    connect(m_filter, &FilterBar::textChanged, this, &RecordingPage::applyFilter);
    connect(m_filter, &FilterBar::left, m_table, [this](bool begin) {
        m_table->setFocus(begin ? Qt::TabFocusReason : Qt::OtherFocusReason);
        if (begin && !m_table->currentIndex().isValid() && m_proxy.rowCount() > 0)
            m_table->setCurrentIndex(m_proxy.index(0, 0));
    });
    m_table->setObjectName(QStringLiteral("recordingTable"));
    m_table->setAccessibleName(tr("Syscalls that were seen"));
    m_table->setModel(&m_proxy);
    m_table->setItemDelegate(new CellDelegate(m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(QFontMetrics(theme::fixedFont()).height() + 8);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RecordingModel::Seen, Qt::DescendingOrder);
    m_table->resizeColumnsToContents();
    m_table->setColumnWidth(RecordingModel::By, fontMetrics().averageCharWidth() * 8); // takes what is left
    m_stack = new QStackedWidget(page);
    m_stack->addWidget(m_table);
    m_empty = new QLabel(m_stack);
    m_empty->setObjectName(QStringLiteral("recordingEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setProperty("muted", true);
    m_empty->setContentsMargins(40, 40, 40, 40);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack, 1);
    applyFilter();
    return page;
}

void RecordingPage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

QString RecordingPage::filterText() const
{
    return m_filter->text();
}

void RecordingPage::setFilterText(const QString &text)
{
    showTab(Syscalls);
    m_filter->setText(text);
    m_table->setFocus(Qt::OtherFocusReason);
}

std::vector<Completion> RecordingPage::completions(const QString &word) const
{
    auto context = filterContextOf(m_evidence);
    context.hasProfile = false;
    return filterCompletions(word, context);
}

bool RecordingPage::focusFilter()
{
    showTab(Syscalls);
    m_filter->focus();
    return true;
}

void RecordingPage::applyFilter()
{
    auto filter = SyscallFilter::parse(m_filter->text());
    m_filter->setError(filter ? QString() : filter.error());
    // A filter that cannot be read leaves the rows as they are.
    if (filter)
        m_proxy.setFilter(std::move(*filter));
    const QLocale locale;
    m_filter->setCount(tr("%1 of %2", "rows shown of all rows").arg(locale.toString(m_proxy.rowCount()), locale.toString(m_model.rowCount())));
    if (m_proxy.rowCount() == 0)
        m_empty->setText(m_model.rowCount() == 0 ? tr("The recording saw no syscall.") : tr("No syscall fits the filter “%1”.").arg(m_filter->text()));
    m_stack->setCurrentIndex(m_proxy.rowCount() == 0 ? 1 : 0);
}

const SyscallRow *RecordingPage::currentRow() const
{
    const auto index = m_table->currentIndex();
    return index.isValid() ? &m_model.row(m_proxy.mapToSource(index).row()) : nullptr;
}

QJsonObject RecordingPage::viewState() const
{
    const auto *row = currentRow();
    const auto *header = m_table->horizontalHeader();
    return {{QStringLiteral("syscall"), row && row->syscall ? QString::fromStdString(row->syscall->name) : QString()}, {QStringLiteral("sort"), header->sortIndicatorSection()},
        {QStringLiteral("descending"), header->sortIndicatorOrder() == Qt::DescendingOrder}};
}

void RecordingPage::restoreViewState(const QJsonObject &state)
{
    if (const int column = state[QStringLiteral("sort")].toInt(-1); column >= 0 && column < m_model.columnCount())
        m_table->sortByColumn(column, state[QStringLiteral("descending")].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder);
    showSyscall(state[QStringLiteral("syscall")].toString());
}

bool RecordingPage::showSyscall(const QString &syscall)
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const auto *known = m_model.row(row).syscall;
        if (known && QString::fromStdString(known->name) == syscall) {
            m_table->setCurrentIndex(m_proxy.mapFromSource(m_model.index(row, 0)));
            return true;
        }
    }
    return false;
}

void RecordingPage::setPath(const QString &path)
{
    m_recording.path = path;
    m_save->setVisible(isUnsaved());
    Q_EMIT titleChanged();
}

void RecordingPage::setLog(const QString &log)
{
    m_log->setPlainText(log);
    m_showLog->setVisible(!log.isEmpty());
}

QWidget *RecordingPage::makeHead()
{
    const auto &recording = *m_recording.recording;
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 14, 16, 14);
    layout->setSpacing(8);
    QStringList command;
    for (const auto &word : recording.subject.command)
        command << QString::fromStdString(word);
    // A log names no program.
    const QString unnamed = m_recording.notes.empty() ? tr("A recorded program") : m_recording.title();
    layout->addWidget(makePageTitle(recording.subject.image.empty() ? (command.isEmpty() ? unnamed : command.join(QLatin1Char(' '))) : QString::fromStdString(recording.subject.image), head));

    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(16);
    facts->setVerticalSpacing(3);
    int row = 0;
    const auto fact = [&](const QString &name, const QString &text) {
        if (text.isEmpty())
            return;
        auto *label = new QLabel(name, head);
        label->setProperty("muted", true);
        auto *value = new QLabel(text, head);
        value->setWordWrap(true);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        facts->addWidget(label, row, 0, Qt::AlignTop);
        facts->addWidget(value, row++, 1);
    };
    const QLocale locale;
    std::uint64_t calls = 0;
    for (int i = 0; i < m_model.rowCount(); ++i)
        calls += m_model.row(i).seen();
    const auto processes = static_cast<int>(recording.processes.size());
    const QString syscalls = locale.toString(m_model.rowCount());
    const QString times = locale.toString(static_cast<qulonglong>(calls));
    if (recording.durationNs == 0) // a log may come without times
        fact(tr("Seen"), tr("%1 syscalls, called %2 times by %n processes", nullptr, processes).arg(syscalls, times));
    else
        fact(tr("Seen"), tr("%1 syscalls, called %2 times by %n processes in %3 s", nullptr, processes).arg(syscalls, times, locale.toString(static_cast<double>(recording.durationNs) / 1e9, 'f', 1)));
    if (!recording.subject.image.empty())
        fact(tr("Command"), command.join(QLatin1Char(' ')));
    QStringList where;
    for (const auto *word : {&recording.environment.engine, &recording.environment.runtime})
        if (!word->empty())
            where << QString::fromStdString(*word);
    if (!recording.environment.kernel.empty())
        where << tr("Linux %1").arg(QString::fromStdString(recording.environment.kernel));
    QStringList imported;
    for (const auto &note : m_recording.notes)
        imported << QString::fromStdString(note);
    fact(tr("Imported"), imported.join(QLatin1Char('\n')));
    fact(tr("Where"), where.join(QStringLiteral(" · ")));
    if (!recording.environment.base.empty())
        fact(tr("Base profile"), QString::fromStdString(recording.environment.base));
    if (!recording.probes.empty()) {
        const auto passed = std::ranges::count_if(recording.probes, &trace::ProbeResult::passed);
        QString text = tr("%1 of %2 passed").arg(passed).arg(recording.probes.size());
        for (const auto &probe : recording.probes)
            if (!probe.passed)
                text += QStringLiteral("\n%1: %2").arg(QString::fromStdString(probe.probe), QString::fromStdString(probe.detail));
        fact(tr("Probes"), text);
    }
    facts->setColumnStretch(1, 1);
    layout->addLayout(facts);

    auto *buttons = new QHBoxLayout;
    auto *propose = new QPushButton(tr("Propose a Profile"), head);
    propose->setObjectName(QStringLiteral("proposeButton"));
    propose->setProperty("primary", true);
    propose->setToolTip(tr("Makes a profile that allows what was seen, with what the runtime needs to start a container"));
    auto *more = new QToolButton(head);
    more->setObjectName(QStringLiteral("proposeMoreButton"));
    more->setProperty("flat", true);
    more->setArrowType(Qt::DownArrow);
    more->setFocusPolicy(Qt::TabFocus);
    more->setToolTip(tr("More that can be proposed from this recording"));
    more->setAccessibleName(tr("More proposals"));
    auto *proposals = new QMenu(more);
    connect(proposals->addAction(icons::get(QStringLiteral("propose")), tr("Propose an AppArmor Profile")), &QAction::triggered, this, &RecordingPage::proposeAppArmorRequested);
    proposals->setObjectName(QStringLiteral("proposalsMenu"));
    // A menu of the button's own would draw a second arrow.
    connect(more, &QToolButton::clicked, proposals, [more, proposals] { proposals->popup(more->mapToGlobal(more->rect().bottomLeft())); });
    auto *attach = makeHeadButton("attachButton", tr("Attach to an Open Profile…"), QStringLiteral("attach"), tr("Shows this evidence beside the decisions of a profile that is open"), head);
    auto *replay = makeHeadButton("replayButton", tr("Replay under a Profile…"), QStringLiteral("replay"), tr("Lists what a profile would have refused of this run"), head);
    m_save = makeHeadButton("saveRecordingButton", tr("Save…"), QStringLiteral("save"), tr("This recording is no file yet"), head);
    m_save->setVisible(isUnsaved());
    m_showLog = makeHeadButton("showLogButton", tr("Log"), QStringLiteral("log"), tr("What was done and printed while it was recorded; not part of the recording"), head);
    m_showLog->setCheckable(true);
    m_showLog->hide();
    buttons->addWidget(propose);
    buttons->addWidget(more);
    buttons->addWidget(m_save);
    buttons->addWidget(attach);
    buttons->addWidget(replay);
    buttons->addWidget(m_showLog);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(propose, &QPushButton::clicked, this, &RecordingPage::proposeRequested);
    connect(attach, &QPushButton::clicked, this, &RecordingPage::attachRequested);
    connect(replay, &QPushButton::clicked, this, &RecordingPage::replayRequested);
    connect(m_save, &QPushButton::clicked, this, &RecordingPage::saveRequested);
    connect(m_showLog, &QPushButton::toggled, m_log, &QWidget::setVisible);
    return head;
}

} // namespace whittle::app
