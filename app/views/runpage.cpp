#include "views/runpage.h"

#include "documents/builddocument.h"
#include "documents/profiledocument.h"
#include "models/syscallmodel.h"
#include "settings/theme.h"
#include "views/celldelegate.h"
#include "views/messagebar.h"
#include "views/pagehead.h"
#include "views/plaintable.h"
#include "views/refusalview.h"
#include "views/saturationchart.h"
#include "views/steplist.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>
#include <csignal>

namespace whittle::app {
namespace {

constexpr int kClockMs = 200; // also how often the tables follow
constexpr int kMaxLogLines = 10'000;

QString ending(const std::optional<int> &exitStatus, const std::optional<int> &signal)
{
    if (exitStatus)
        return RunPage::tr("ended with status %1").arg(*exitStatus);
    if (signal)
        return *signal == SIGSYS ? RunPage::tr("was killed by the filter (SIGSYS)") : RunPage::tr("was ended by signal %1").arg(*signal);
    return RunPage::tr("was ended");
}

} // namespace

RunPage::RunPage(std::unique_ptr<RunDocument> document, ProfileDocument *profile, QWidget *parent)
    : DocumentPage(parent), m_document(std::move(document)), m_profile(profile), m_files(LiveModel::Kind::Files), m_message(new MessageBar(this)), m_tabs(new QTabWidget(this)), m_chart(new SaturationChart(this)),
      m_log(new QPlainTextEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_message);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setChildrenCollapsible(false);
    m_tabs->setObjectName(QStringLiteral("runTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the run"));
    if (isTry()) {
        m_refusals = new RefusalView(RefusalModel::Kind::Run, this);
        m_refusals->setDocument(profile);
        m_refusals->setEmptyText(tr("Nothing was refused so far."));
        m_tabs->addTab(m_refusals, tr("Refused"));
        // A profile that changes, or goes: what is said about it changes too.
        if (profile) {
            connect(profile, &ProfileDocument::decisionsChanged, this, &RunPage::refreshRefusals);
            connect(profile, &QObject::destroyed, this, [this] {
                m_refusals->setDocument(nullptr);
                refresh();
            });
        }
    }
    m_tabs->addTab(makeSyscalls(), tr("Syscalls"));
    m_tabs->addTab(makeFiles(), tr("Files"));
    m_log->setObjectName(QStringLiteral("runLog"));
    m_log->setAccessibleName(tr("Log of the run"));
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setMaximumBlockCount(kMaxLogLines);
    m_log->setFont(theme::fixedFont());
    m_log->setTabChangesFocus(true);
    m_tabs->addTab(m_log, tr("Log"));
    splitter->addWidget(m_tabs);
    m_chart->setVisible(!isTry()); // there the question is another one
    splitter->addWidget(m_chart);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    layout->addWidget(splitter, 1);

    connect(m_document.get(), &RunDocument::logged, m_log, &QPlainTextEdit::appendPlainText);
    connect(m_document.get(), &RunDocument::stepChanged, this, &RunPage::refreshClock);
    connect(m_document.get(), &RunDocument::liveChanged, this, [this] { m_liveDue = true; });
    connect(m_document.get(), &RunDocument::stateChanged, this, [this] {
        if (!m_document->isRunning())
            setPaused(false);
        refresh();
        if (!m_document->isRunning())
            showOutcome();
        Q_EMIT stateChanged();
    });
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_liveDue && !m_paused)
            refreshLive();
        refreshClock();
    });
    m_clock.start(kClockMs);
    setFocusProxy(m_tabs);
    refresh();
}

QString RunPage::title() const
{
    const QString title = m_document->title();
    switch (m_document->state()) {
    case RunDocument::State::Running:
    case RunDocument::State::Finishing:
    case RunDocument::State::Discarding:
        return isTry() ? tr("Trying %1").arg(title) : tr("Recording %1").arg(title);
    case RunDocument::State::Done:
        return isTry() ? tr("%1: tried").arg(title) : tr("%1: recorded").arg(title);
    case RunDocument::State::Discarded:
        return tr("%1: stopped").arg(title);
    case RunDocument::State::Failed:
        return tr("%1: failed").arg(title);
    }
    return {};
}

RunPage::~RunPage() = default;

QWidget *RunPage::makeHead()
{
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(6);
    const auto &tried = m_document->tried();
    layout->addWidget(makePageTitle(tried ? tr("%1 under %2", "program and profile").arg(m_document->title(), QString::fromStdString(tried->name)) : tr("Recording %1").arg(m_document->title()), head));
    for (auto **label : {&m_state, &m_counts}) {
        *label = new QLabel(head);
        (*label)->setObjectName(label == &m_state ? QStringLiteral("runState") : QStringLiteral("runCounts"));
        (*label)->setTextFormat(Qt::PlainText);
        (*label)->setWordWrap(true);
        layout->addWidget(*label);
    }
    m_counts->setProperty("muted", true);

    auto *buttons = new QHBoxLayout;
    const auto button = [&](const char *name, const QString &text, const QString &icon, const QString &toolTip) {
        auto *made = makeHeadButton(name, text, icon, toolTip, head);
        buttons->addWidget(made);
        return made;
    };
    m_finish = button("finishButton", tr("Finish"), {}, tr("Ends it now and keeps what was recorded"));
    m_finish->setProperty("primary", true);
    m_pause = button("pauseButton", tr("Pause the View"), QStringLiteral("pause"), tr("Holds the tables still; the recording goes on"));
    m_pause->setCheckable(true);
    m_discard = button("discardButton", tr("Stop"), QStringLiteral("stop"), tr("Ends it now and forgets it; nothing is left behind"));
    m_again = button("runAgainButton", tr("Run Again"), isTry() ? QString() : QStringLiteral("reload"), isTry() ? tr("Runs the same under the profile as it is now, saved or not") : tr("Records the same once more"));
    if (isTry())
        m_again->setProperty("primary", true);
    m_change = button("changeRunButton", tr("Run Something Else…"), QStringLiteral("recording"), tr("Choose again what is run and how"));
    m_open = button("openRecordingButton", tr("Open the Recording"), QStringLiteral("open"), tr("Shows all that was recorded in a tab of its own, to save or to propose a profile from"));
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_finish, &QPushButton::clicked, m_document.get(), &RunDocument::finish);
    connect(m_discard, &QPushButton::clicked, m_document.get(), &RunDocument::discard);
    connect(m_pause, &QPushButton::toggled, this, &RunPage::setPaused);
    connect(m_again, &QPushButton::clicked, this, &RunPage::runAgainRequested);
    connect(m_change, &QPushButton::clicked, this, &RunPage::changeRequested);
    connect(m_open, &QPushButton::clicked, this, &RunPage::recordingRequested);
    return head;
}

QWidget *RunPage::makeSyscalls()
{
    m_syscallProxy.setSourceModel(&m_syscalls);
    m_syscallProxy.setSortRole(SyscallModel::SortRole);
    auto *table = makePlainTable(&m_syscallProxy, "runSyscalls", tr("Syscalls so far"), this);
    table->setItemDelegate(new CellDelegate(table));
    table->setSortingEnabled(true);
    table->sortByColumn(LiveSyscallModel::First, Qt::DescendingOrder);
    table->horizontalHeader()->setStretchLastSection(true);
    const int letter = fontMetrics().averageCharWidth();
    for (const auto &[column, letters] : {std::pair(LiveSyscallModel::Name, 26), std::pair(LiveSyscallModel::Risk, 14), std::pair(LiveSyscallModel::Calls, 14), std::pair(LiveSyscallModel::Refused, 12),
             std::pair(LiveSyscallModel::First, 16)})
        table->setColumnWidth(column, letter * letters);
    return table;
}

QWidget *RunPage::makeFiles()
{
    auto *table = makePlainTable(&m_files, "runFiles", tr("Newest files"), this);
    const int letter = fontMetrics().averageCharWidth();
    table->horizontalHeader()->setSectionResizeMode(LiveModel::Name, QHeaderView::Stretch);
    table->setColumnWidth(LiveModel::By, letter * 16);
    table->setColumnWidth(LiveModel::After, letter * 12);
    table->setTextElideMode(Qt::ElideMiddle);
    return table;
}

ProfileDocument *RunPage::profile() const
{
    return m_profile;
}

QString RunPage::logText() const
{
    return m_log->toPlainText();
}

QWidget *RunPage::syscallTab() const
{
    return m_tabs->widget(isTry() ? 1 : 0);
}

void RunPage::showTab(QWidget *tab)
{
    m_tabs->setCurrentWidget(tab);
}

void RunPage::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_paused = paused;
    m_pause->setChecked(paused);
    m_pause->setText(paused ? tr("Go On") : tr("Pause the View"));
    if (!paused)
        refreshLive();
    refreshClock();
}

void RunPage::refresh()
{
    using State = RunDocument::State;
    const auto state = m_document->state();
    const bool running = m_document->isRunning();
    m_finish->setVisible(running);
    m_finish->setEnabled(state == State::Running);
    m_pause->setVisible(running);
    m_discard->setVisible(running);
    m_discard->setEnabled(state != State::Discarding);
    m_again->setVisible(!running);
    m_again->setEnabled(!isTry() || m_profile);
    m_change->setVisible(!running);
    m_change->setEnabled(!isTry() || m_profile);
    m_open->setVisible(!running && m_document->recording());
    refreshLive();
    refreshClock();
}

void RunPage::refreshClock()
{
    using State = RunDocument::State;
    const QString time = words::duration(m_document->msTotal());
    QString text;
    switch (m_document->state()) {
    case State::Running:
        text = m_document->step().isEmpty() ? tr("Starting · %1").arg(time) : tr("%1 · %2", "what is being done and the time so far").arg(m_document->step(), time);
        break;
    case State::Finishing:
        text = tr("Finishing: the program is asked to end · %1").arg(time);
        break;
    case State::Discarding:
        text = tr("Stopping: removing what was begun · %1").arg(time);
        break;
    case State::Discarded:
        text = tr("Stopped after %1. No process, container or file of it is left.").arg(time);
        break;
    case State::Failed:
        text = tr("Failed after %1").arg(time);
        break;
    case State::Done:
        text = tr("Done after %1: it %2.").arg(time, ending(m_document->recording()->exitStatus, m_document->recording()->signal));
        break;
    }
    m_state->setText(m_paused ? tr("%1 · the view is paused").arg(text) : text);
    if (!m_document->isRunning())
        m_clock.stop();
}

void RunPage::refreshLive()
{
    m_liveDue = false;
    auto &live = m_document->live();
    m_syscalls.refresh(live);
    m_files.add(live.takeNewFiles());
    const QLocale locale;
    const auto number = [&](std::uint64_t count) { return locale.toString(static_cast<qulonglong>(count)); };
    QString text = tr("%1 syscalls, called %2 times; %3 files; %Ln processes", nullptr, static_cast<int>(live.processes())).arg(number(live.syscalls().size()), number(live.calls()), number(live.files()));
    if (live.refused() > 0)
        text = tr("%1; %2 calls refused").arg(text, number(live.refused()));
    m_counts->setText(text);
    if (m_chart->isVisibleTo(this))
        m_chart->setCurve(live.curve(), m_document->isRunning());
    if (live.refused() != m_shownRefused || !m_document->isRunning())
        refreshRefusals();
}

void RunPage::refreshRefusals()
{
    if (!m_refusals)
        return;
    m_shownRefused = m_document->live().refused();
    auto refusals = refusalsOf(m_document->live(), m_document->kernel());
    if (m_profile && m_profile->decisions().filter())
        for (auto &refusal : refusals)
            refusal.now = nowOf(refusal, *m_profile->decisions().filter());
    const auto open = std::ranges::count_if(refusals, [](const Refusal &refusal) { return refusal.now != Refusal::Now::Allowed; });
    m_tabs->setTabText(m_tabs->indexOf(m_refusals), open > 0 ? tr("Refused (%1)").arg(open) : tr("Refused"));
    m_refusals->setEmptyText(m_document->isRunning() ? tr("Nothing was refused so far.") : m_document->recording() ? tr("The profile refused nothing of this run.") : tr("Nothing was recorded."));
    m_refusals->setRefusals(std::move(refusals));
}

QString RunPage::kernelText() const
{
    const auto &kernel = m_document->kernel();
    if (!kernel)
        return {};
    if (!kernel->started)
        return tr("Under the kernel's own filter it does not start: %1").arg(QString::fromStdString(kernel->startError));
    if (!m_document->choices().isProgram) {
        const auto passed = std::ranges::count_if(kernel->probes, &trace::ProbeResult::passed);
        QString text = kernel->exitStatus ? tr("Started by the engine with the profile it %1.").arg(ending(kernel->exitStatus, kernel->signal)) : tr("The engine starts it with the profile.");
        if (!kernel->probes.empty())
            text = tr("%1 %2 of %n probes passed.", nullptr, static_cast<int>(kernel->probes.size())).arg(text).arg(passed);
        return text;
    }
    const auto &recording = *m_document->recording();
    const QString there = ending(kernel->exitStatus, kernel->signal);
    if (kernel->exitStatus == recording.exitStatus && kernel->signal == recording.signal)
        return tr("Under the kernel's own filter it %1 too.").arg(there);
    return tr("Under the kernel's own filter it %1, which is not what the recording shows.").arg(there);
}

void RunPage::showOutcome()
{
    using State = RunDocument::State;
    if (m_document->state() == State::Failed) {
        // Images fail as those of builds do.
        const QString advice = m_document->choices().isProgram ? QString() : words::buildAdvice(m_document->error(), BuildDocument::Record);
        m_message->showMessage(MessageBar::Kind::Error, QString::fromStdString(m_document->error().message) + (advice.isEmpty() ? QString() : QStringLiteral("\n") + advice));
        return;
    }
    const auto recording = m_document->recording();
    if (!recording || !isTry())
        return;
    const auto &live = m_document->live();
    QStringList lines;
    if (live.refusals().empty()) {
        lines << tr("The profile refused nothing that %1 did.").arg(m_document->title());
    } else {
        std::vector<QString> names;
        for (const auto &refusal : live.refusals())
            if (!std::ranges::contains(names, refusal.name))
                names.push_back(refusal.name);
        lines << tr("The profile refused %n syscalls. Look at what they may do, allow what is meant to work, and run it again.", nullptr, static_cast<int>(names.size()));
    }
    if (const QString text = kernelText(); !text.isEmpty())
        lines << text;
    constexpr qsizetype kMostWarnings = 3;
    for (std::size_t i = 0; i < recording->warnings.size() && i < kMostWarnings; ++i)
        lines << QString::fromStdString(recording->warnings[i]);
    m_message->showMessage(live.refusals().empty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning, lines.join(QLatin1Char('\n')));
    m_tabs->setCurrentWidget(m_refusals);
}

} // namespace whittle::app
