#include "views/buildpage.h"

#include "models/imagetreemodel.h"
#include "settings/theme.h"
#include "views/icons.h"
#include "views/messagebar.h"
#include "views/pagehead.h"
#include "views/plaintable.h"
#include "views/steplist.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QTabWidget>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kClockMs = 200;
constexpr int kMaxLogLines = 10'000;

class AnswerDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto same = index.data(VerdictModel::SameRole);
        if (!same.isValid())
            return;
        const auto &colors = theme::colors();
        option->features |= QStyleOptionViewItem::HasDecoration;
        option->decorationSize = QSize(option->fontMetrics.height(), option->fontMetrics.height());
        option->icon = icons::tinted(same.toBool() ? QStringLiteral("step-done") : QStringLiteral("step-failed"), same.toBool() ? colors.good : colors.error);
    }
};

QString joined(const std::vector<std::string> &lines)
{
    QStringList list;
    for (const auto &line : lines)
        list << words::fileName(line);
    return list.join(QLatin1Char('\n'));
}

QString artifactEnding(const slim::BuildResult &result, const char *ending)
{
    const auto found = std::ranges::find_if(result.artifacts, [&](const std::string &path) { return path.ends_with(ending); });
    return found == result.artifacts.end() ? QString() : QString::fromStdString(*found);
}

} // namespace

BuildPage::BuildPage(std::unique_ptr<BuildDocument> document, QWidget *parent)
    : DocumentPage(parent), m_document(std::move(document)), m_syscalls(LiveModel::Kind::Syscalls), m_files(LiveModel::Kind::Files), m_message(new MessageBar(this)),
      m_steps(new StepList(*m_document, this)), m_tabs(new QTabWidget(this)), m_log(new QPlainTextEdit(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(m_message);
    auto *splitter = new QSplitter(this);
    splitter->setChildrenCollapsible(false);
    auto *stepArea = new QScrollArea(splitter);
    stepArea->setWidget(m_steps);
    stepArea->setWidgetResizable(true);
    stepArea->setFrameShape(QFrame::NoFrame);
    stepArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    stepArea->setFocusPolicy(Qt::NoFocus);
    stepArea->setMinimumWidth(m_steps->sizeHint().width() + 4);
    splitter->addWidget(stepArea);
    m_tabs->setObjectName(QStringLiteral("buildTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setAccessibleName(tr("Views of the build"));
    m_tabs->addTab(makeResult(), tr("Result"));
    m_tabs->addTab(makeLive(), tr("Live"));
    m_log->setObjectName(QStringLiteral("buildLog"));
    m_log->setAccessibleName(tr("Log of the build"));
    m_log->setReadOnly(true);
    m_log->setFrameShape(QFrame::NoFrame);
    m_log->setMaximumBlockCount(kMaxLogLines);
    m_log->setFont(theme::fixedFont());
    m_log->setTabChangesFocus(true);
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->setTabEnabled(Result, false);
    m_tabs->setCurrentIndex(Live);
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(1, 1);
    layout->addWidget(splitter, 1);

    connect(m_document.get(), &BuildDocument::logged, m_log, &QPlainTextEdit::appendPlainText);
    connect(m_document.get(), &BuildDocument::progressChanged, this, &BuildPage::refresh);
    connect(m_document.get(), &BuildDocument::stateChanged, this, [this] {
        refresh();
        if (!m_document->isRunning())
            showResult();
        Q_EMIT stateChanged();
        Q_EMIT titleChanged();
        Q_EMIT actionsChanged();
    });
    connect(m_document.get(), &BuildDocument::liveChanged, this, [this](const LiveUpdate &update) {
        m_syscalls.add(update.newSyscalls);
        m_files.add(update.newFiles);
        const QLocale locale;
        m_counts->setText(tr("%1 syscalls, called %2 times; %3 files; %Ln processes", nullptr, static_cast<int>(update.processes))
                              .arg(locale.toString(static_cast<qulonglong>(update.syscalls)), locale.toString(static_cast<qulonglong>(update.calls)), locale.toString(static_cast<qulonglong>(update.files))));
    });
    connect(&m_clock, &QTimer::timeout, this, &BuildPage::refreshClock);
    m_clock.start(kClockMs);
    setFocusProxy(m_tabs);
    refresh();
}

BuildPage::~BuildPage() = default;

QString BuildPage::title() const
{
    switch (m_document->state()) {
    case BuildDocument::State::Running:
    case BuildDocument::State::Stopping:
        return tr("Slimming %1").arg(m_document->title());
    case BuildDocument::State::Done:
        return m_document->isVerified() ? tr("%1: verified").arg(m_document->title()) : tr("%1: not verified").arg(m_document->title());
    case BuildDocument::State::Stopped:
        return tr("%1: stopped").arg(m_document->title());
    case BuildDocument::State::Failed:
        return tr("%1: failed").arg(m_document->title());
    }
    return {};
}

QWidget *BuildPage::makeHead()
{
    auto *head = new QFrame(this);
    head->setProperty("bar", true);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(6);
    layout->addWidget(makePageTitle(tr("Slim image of %1").arg(m_document->title()), head));
    m_state = new QLabel(head);
    m_state->setObjectName(QStringLiteral("buildState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    layout->addWidget(m_state);
    m_bar = new QProgressBar(head);
    m_bar->setObjectName(QStringLiteral("buildProgress"));
    m_bar->setAccessibleName(tr("Progress of the step"));
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(fontMetrics().height() / 2);
    layout->addWidget(m_bar);

    auto *buttons = new QHBoxLayout;
    const auto button = [&](const char *name, const QString &text, const QString &icon, const QString &toolTip) {
        auto *made = makeHeadButton(name, text, icon, toolTip, head);
        buttons->addWidget(made);
        return made;
    };
    m_stop = button("stopButton", tr("Stop"), QStringLiteral("stop"), tr("Stops the build; containers and half-made files are removed"));
    m_openFiles = button("showFilesButton", tr("Show Files"), QStringLiteral("image"), tr("What stayed, what went, and why; tick what is missing and build again"));
    m_openFiles->setProperty("primary", true);
    m_openFiles->setIcon({});
    m_openProfile = button("openProfileButton", tr("Open Profile"), QStringLiteral("profile"), tr("The seccomp profile of the slim image, in the editor"));
    m_openReport = button("openReportButton", tr("Open Report"), QStringLiteral("chart"), tr("The report as a page, in the web browser"));
    m_again = button("buildAgainButton", tr("Build Again with…"), QStringLiteral("reload"), tr("Choose again how the image is run and what stays"));
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_stop, &QPushButton::clicked, m_document.get(), &BuildDocument::stop);
    connect(m_openFiles, &QPushButton::clicked, this, &BuildPage::filesRequested);
    connect(m_again, &QPushButton::clicked, this, &BuildPage::buildAgainRequested);
    connect(m_openProfile, &QPushButton::clicked, this, [this] { Q_EMIT fileRequested(artifactEnding(*m_document->result(), "-seccomp.json")); });
    connect(m_openReport, &QPushButton::clicked, this, [this] { Q_EMIT reportRequested(artifactEnding(*m_document->result(), "report.html")); });
    return head;
}

QWidget *BuildPage::makeResult()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_facts = new QLabel(page);
    m_facts->setObjectName(QStringLiteral("resultFacts"));
    m_missing = new QLabel(page);
    m_missing->setObjectName(QStringLiteral("resultMissing"));
    for (auto *label : {m_facts, m_missing}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setContentsMargins(12, 10, 12, 10);
        layout->addWidget(label);
    }
    auto *table = makePlainTable(&m_verdict, "verdictTable", tr("What the slim image answered"), page);
    table->setItemDelegate(new AnswerDelegate(table));
    const int letter = fontMetrics().averageCharWidth();
    table->setColumnWidth(VerdictModel::Probe, letter * 34);
    table->setColumnWidth(VerdictModel::Plain, letter * 14);
    table->setColumnWidth(VerdictModel::FatUnderProfile, letter * 18);
    table->setColumnWidth(VerdictModel::UnderProfile, letter * 18);
    table->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(table, 1);
    return page;
}

QWidget *BuildPage::makeLive()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_counts = new QLabel(m_document->request().recordingPath.empty() ? tr("Nothing has been recorded yet.") : tr("The build uses a recording that was made before; nothing is recorded."), page);
    m_counts->setObjectName(QStringLiteral("liveCounts"));
    m_counts->setContentsMargins(12, 10, 12, 10);
    m_counts->setWordWrap(true);
    layout->addWidget(m_counts);
    auto *splitter = new QSplitter(page);
    splitter->setChildrenCollapsible(false);
    const int letter = fontMetrics().averageCharWidth();
    for (auto *model : {&m_syscalls, &m_files}) {
        auto *table = makePlainTable(model, model == &m_syscalls ? "liveSyscalls" : "liveFiles", model == &m_syscalls ? tr("Newest syscalls") : tr("Newest files"), splitter);
        table->horizontalHeader()->setSectionResizeMode(LiveModel::Name, QHeaderView::Stretch);
        table->setColumnWidth(LiveModel::By, letter * 14);
        table->setColumnWidth(LiveModel::After, letter * 11);
        table->setTextElideMode(Qt::ElideMiddle);
        splitter->addWidget(table);
        splitter->setStretchFactor(splitter->count() - 1, model == &m_syscalls ? 2 : 3);
    }
    layout->addWidget(splitter, 1);
    return page;
}

void BuildPage::showTab(int tab)
{
    m_tabs->setCurrentIndex(tab);
}

void BuildPage::refresh()
{
    using State = BuildDocument::State;
    const auto state = m_document->state();
    const bool running = m_document->isRunning();
    const auto result = m_document->result();
    m_stop->setVisible(running);
    m_stop->setEnabled(state == State::Running);
    m_again->setVisible(!running);
    m_openFiles->setVisible(result != nullptr);
    m_openProfile->setVisible(result && !artifactEnding(*result, "-seccomp.json").isEmpty());
    m_openReport->setVisible(result && !artifactEnding(*result, "report.html").isEmpty());
    m_bar->setVisible(running);
    const auto &progress = m_document->progress();
    constexpr int kParts = 1000;
    m_bar->setRange(0, progress.total > 0 ? kParts : 0);
    if (progress.total > 0)
        m_bar->setValue(static_cast<int>(static_cast<double>(std::min(progress.done, progress.total)) / static_cast<double>(progress.total) * kParts));
    refreshClock();
}

void BuildPage::refreshClock()
{
    using State = BuildDocument::State;
    const QString time = words::duration(m_document->msTotal());
    switch (m_document->state()) {
    case State::Running:
        m_state->setText(m_document->progress().step.empty() ? tr("Starting · %1").arg(time) : tr("%1 · %2", "what is being done and the time so far").arg(words::fileName(m_document->progress().step), time));
        break;
    case State::Stopping:
        m_state->setText(tr("Stopping: removing what was begun · %1").arg(time));
        break;
    case State::Stopped:
        m_state->setText(tr("Stopped after %1. No container, image or file of this build is left.").arg(time));
        break;
    case State::Failed:
        m_state->setText(tr("Failed after %1").arg(time));
        break;
    case State::Done:
        m_state->setText(m_document->isVerified() ? tr("Verified, in %1").arg(time) : m_document->request().verify ? tr("Not verified, after %1").arg(time) : tr("Done, in %1").arg(time));
        break;
    }
    m_steps->refresh();
    if (!m_document->isRunning())
        m_clock.stop();
}

void BuildPage::showResult()
{
    if (m_document->state() == BuildDocument::State::Failed) {
        const auto &steps = m_document->steps();
        const auto failed = std::ranges::find(steps, BuildDocument::StepState::Failed, &BuildDocument::Step::state);
        const QString advice = words::buildAdvice(m_document->error(), static_cast<int>(failed - steps.begin()));
        m_message->showMessage(MessageBar::Kind::Error, QString::fromStdString(m_document->error().message) + (advice.isEmpty() ? QString() : QStringLiteral("\n") + advice));
        return;
    }
    const auto result = m_document->result();
    if (!result)
        return;
    const auto &verdict = result->verdict;
    const QLocale locale;
    const double share = result->fatSize == 0 ? 0 : 100.0 - 100.0 * static_cast<double>(result->slimSize) / static_cast<double>(result->fatSize);
    QStringList facts{tr("%1 → %2, %3 % smaller").arg(words::size(result->fatSize), words::size(result->slimSize), locale.toString(share, 'f', 1))};
    facts << (result->slimReference.empty() ? tr("The image is in slim.tar; it is not loaded into the engine.") : tr("In the engine as %1").arg(words::fileName(result->slimReference)));
    facts << tr("%Ln files in %1", nullptr, static_cast<int>(result->artifacts.size())).arg(QString::fromStdString(m_document->request().outputDirectory));
    if (!verdict.added.empty())
        facts << tr("Added because it failed without:") + QLatin1Char('\n') + joined(verdict.added);
    if (!result->warnings.empty())
        facts << tr("To know:") + QLatin1Char('\n') + joined(result->warnings);
    m_facts->setText(facts.join(QLatin1Char('\n')));

    QStringList missing;
    for (const auto &file : verdict.missingFiles)
        missing << (file.proven ? tr("%1: %2 (proven)", "missing file and evidence") : tr("%1: %2", "missing file and evidence")).arg(words::fileName(file.path), words::fileName(file.evidence));
    for (const auto *part : {&verdict.plain, &verdict.underProfile, &verdict.fatUnderProfile})
        for (const auto &syscall : part->missing)
            if (const QString line = tr("syscall %1: %2").arg(words::fileName(syscall.syscall), words::fileName(syscall.evidence)); !missing.contains(line))
                missing << line;
    for (const auto &line : std::as_const(missing))
        m_log->appendPlainText(tr("missing: %1").arg(line));
    constexpr qsizetype kMaxMissing = 12;
    if (missing.size() > kMaxMissing) {
        missing.resize(kMaxMissing);
        missing << tr("and more, in the log");
    }
    m_missing->setVisible(!missing.isEmpty());
    m_missing->setText((m_document->isVerified() ? tr("What was missing:") : tr("What is missing:")) + QLatin1Char('\n') + missing.join(QLatin1Char('\n')));
    m_verdict.setVerdict(verdict);
    m_tabs->setTabEnabled(Result, true);
    m_tabs->setCurrentIndex(Result);
    if (m_document->isVerified())
        m_message->showMessage(MessageBar::Kind::Info, tr("The slim image answers like the fat one, also under its profile."));
    else if (m_document->request().verify)
        m_message->showMessage(MessageBar::Kind::Warning, missing.isEmpty() ? tr("The slim image does not answer like the fat one. Keep more of it, by ticking files or with the level “package”, and build again.")
                                                                           : tr("The slim image does not answer like the fat one. Keep what is missing and build again; with more attempts to fix, Whittle does it by itself."));
}

} // namespace whittle::app
