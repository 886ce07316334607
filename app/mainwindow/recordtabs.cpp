#include "mainwindow/recordtabs.h"

#include "dialogs/dialogs.h"
#include "dialogs/recorddialog.h"
#include "documents/profiledocument.h"
#include "jobs/joblist.h"
#include "settings/settings.h"
#include "trace/recording_file.h"
#include "views/messagebar.h"
#include "views/recordingpage.h"
#include "views/replaypage.h"
#include "views/runpage.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace whittle::app {

RecordTabs::RecordTabs(Dialogs &dialogs, JobList &jobs, QWidget *window)
    : QObject(window), m_dialogs(dialogs), m_jobs(jobs), m_window(window), m_record(realRun()), m_listImages(engineImages()), m_advice(engineAdvice()) {}

RecordTabs::~RecordTabs()
{
    m_adviceJob.reset();
    for (const auto &page : std::as_const(m_runs))
        delete page; // closed ones that still stop, and those in tabs
}

void RecordTabs::setRunner(RecordFn record, ImageListFn listImages, EngineAdviceFn advice)
{
    m_record = std::move(record);
    m_listImages = std::move(listImages);
    m_advice = std::move(advice);
}

RecordDialog *RecordTabs::newRecording()
{
    return showDialog(false, recordChoicesOf(settings::lastRecord()), nullptr);
}

RecordDialog *RecordTabs::newTry(ProfileDocument &profile)
{
    // What the profile's evidence was recorded from is what is likely to be tried.
    RecordChoices choices = recordChoicesOf(settings::lastRecord());
    if (choices.program.isEmpty() && choices.image.isEmpty() && !profile.evidence().isEmpty()) {
        const auto &subject = profile.evidence().recordings().front().recording->subject;
        choices.isProgram = subject.kind != "image";
        choices.image = QString::fromStdString(subject.image);
    }
    return showDialog(true, choices, &profile);
}

RecordDialog *RecordTabs::showDialog(bool isTry, const RecordChoices &choices, ProfileDocument *profile)
{
    delete m_dialog;
    m_dialog = new RecordDialog(isTry ? RecordDialog::Purpose::Try : RecordDialog::Purpose::Record, profile ? profile->title() : QString(), choices, m_dialogs, m_listImages, m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &QDialog::accepted, this, [this, isTry, profile = QPointer<ProfileDocument>(profile)] {
        if (isTry && !profile)
            return; // closed meanwhile
        startRun(m_dialog->choices(), profile);
    });
    m_dialog->open();
    return m_dialog;
}

RunPage *RecordTabs::startRun(const RecordChoices &choices, ProfileDocument *profile)
{
    if (const QString problem = problemOf(choices); !problem.isEmpty()) {
        Q_EMIT failed(problem);
        return nullptr;
    }
    std::optional<TriedProfile> tried;
    if (profile) {
        profile->updateNow();
        if (!profile->isTextValid() || !profile->decisions().filter()) {
            Q_EMIT failed(profile->isTextValid() ? tr("The profile cannot be tried: %1").arg(QString::fromStdString(profile->decisions().error())) : tr("The profile cannot be tried while its text is not valid."));
            return nullptr;
        }
        tried = TriedProfile{profile->title().toStdString(), profile->profile(), profile->view().target};
    }
    settings::setLastRecord(toJson(choices));
    auto *page = new RunPage(std::make_unique<RunDocument>(choices, std::move(tried), m_record), profile, m_window);
    m_runs.removeIf([](const QPointer<RunPage> &run) { return run.isNull(); });
    m_runs << page;
    connect(page, &RunPage::stateChanged, this, [this, page] {
        Q_EMIT titleChanged(page);
        Q_EMIT actionsChanged();
        if (!page->document().isRunning())
            runEnded(page);
    });
    connect(page, &RunPage::runAgainRequested, this, [this, page] {
        if (page->isTry() && !page->profile())
            return;
        if (startRun(page->document().choices(), page->profile()))
            Q_EMIT closeRequested(page);
    });
    connect(page, &RunPage::changeRequested, this, [this, page] { showDialog(page->isTry(), page->document().choices(), page->profile()); });
    connect(page, &RunPage::recordingRequested, this, [this, page] { Q_EMIT recordingMade(openRecordingOf(*page), nullptr); });
    list(page);
    Q_EMIT pageMade(page);
    return page;
}

void RecordTabs::list(RunPage *page)
{
    auto &document = page->document();
    const auto id = m_jobs.add(page->title(), [page = QPointer<RunPage>(page)] {
        if (page)
            page->document().discard();
    });
    connect(&document, &RunDocument::stepChanged, this, [this, id, &document] { m_jobs.setProgress(id, {.step = document.step().toStdString()}); });
    connect(&document, &RunDocument::stateChanged, this, [this, id, &document] {
        if (document.state() == RunDocument::State::Failed)
            m_jobs.finish(id, document.error());
        else if (!document.isRunning())
            m_jobs.finish(id);
    });
    connect(&document, &QObject::destroyed, this, [this, id] { m_jobs.finish(id); });
}

OpenRecording RecordTabs::openRecordingOf(const RunPage &page)
{
    const QString title = page.document().title();
    const auto &tried = page.document().tried();
    return {{}, page.document().recording(), tried ? tr("%1 under %2", "program and profile").arg(title, QString::fromStdString(tried->name)) : title};
}

void RecordTabs::runEnded(RunPage *page)
{
    const auto &document = page->document();
    if (document.state() == RunDocument::State::Done && !page->isTry())
        QMetaObject::invokeMethod(
            page, [this, page] { Q_EMIT recordingMade(openRecordingOf(*page), page); }, Qt::QueuedConnection);
    else if (document.state() == RunDocument::State::Failed && document.error().code == ErrorCode::Unavailable && !document.choices().isProgram)
        advise(page);
}

void RecordTabs::advise(RunPage *page)
{
    if (!m_advice)
        return;
    m_adviceJob = std::make_unique<Job<QStringList>>([advice = m_advice, engine = page->document().choices().engine](std::stop_token stop, const ProgressFn &) { return advice(engine, std::move(stop)); }, nullptr,
        [page = QPointer<RunPage>(page)](Result<QStringList> lines) {
            if (!page)
                return;
            QString text = tr("No engine can run the image: %1").arg(QString::fromStdString(page->document().error().message));
            if (lines && !lines->isEmpty())
                text += QLatin1Char('\n') + tr("What was found, and what mends it:") + QStringLiteral("\n• ") + lines->join(QStringLiteral("\n• "));
            text += QLatin1Char('\n') + tr("Start Docker, or install Podman, which Whittle starts by itself. “whittle-cli doctor” says more. Programs of this machine can be recorded without an engine.");
            page->message()->showMessage(MessageBar::Kind::Error, text);
        });
}

ReplayPage *RecordTabs::replay(ProfileDocument &profile, std::vector<OpenRecording> recordings)
{
    auto *page = new ReplayPage(profile, std::move(recordings), m_window);
    connect(page, &ReplayPage::profileRequested, this, [this, page] {
        if (page->profile())
            Q_EMIT profileRequested(page->profile());
    });
    Q_EMIT pageMade(page);
    return page;
}

void RecordTabs::setCurrent(QWidget *page)
{
    m_current = page;
}

RunPage *RecordTabs::currentRun() const
{
    return qobject_cast<RunPage *>(m_current);
}

ReplayPage *RecordTabs::currentReplay() const
{
    return qobject_cast<ReplayPage *>(m_current);
}

QUndoStack *RecordTabs::undoStack() const
{
    ProfileDocument *profile = currentRun() ? currentRun()->profile() : currentReplay() ? currentReplay()->profile() : nullptr;
    return profile ? profile->undoStack() : nullptr;
}

bool RecordTabs::isRunning() const
{
    return currentRun() && currentRun()->document().isRunning();
}

bool RecordTabs::isOurs(const QWidget *page)
{
    return qobject_cast<const RunPage *>(page) || qobject_cast<const ReplayPage *>(page);
}

bool RecordTabs::mayClose(QWidget *page)
{
    const auto *run = qobject_cast<RunPage *>(page);
    return !run || !run->document().isRunning() || run->document().state() == RunDocument::State::Discarding || m_dialogs.askStopRun(m_window, run->document().title());
}

bool RecordTabs::mayCloseAll()
{
    return std::ranges::all_of(m_runs, [this](const QPointer<RunPage> &page) { return !page || mayClose(page); });
}

void RecordTabs::close(QWidget *page)
{
    auto *run = qobject_cast<RunPage *>(page);
    if (!run || !run->document().isRunning()) {
        page->deleteLater();
        return;
    }
    run->document().discard();
    run->hide();
    run->setParent(m_window);
    // What it began is removed in the background; the window does not wait for that.
    connect(&run->document(), &RunDocument::stateChanged, run, [run] {
        if (!run->document().isRunning())
            run->deleteLater();
    });
}

bool RecordTabs::save(RecordingPage *page, bool underAnotherName, std::function<void()> then)
{
    const auto &recording = page->recording();
    QString path = recording.path;
    if (path.isEmpty() || underAnotherName) {
        // "nginx:1.27 -g" gives nginx.whittle.json.
        const auto &subject = recording.recording->subject;
        QString name = subject.image.empty() ? QFileInfo(QString::fromStdString(subject.command.empty() ? std::string() : subject.command.front())).fileName()
                                             : QString::fromStdString(subject.image).section(QLatin1Char('/'), -1).section(QLatin1Char('@'), 0, 0).section(QLatin1Char(':'), 0, 0);
        if (name.isEmpty())
            name = tr("recording", "file name");
        const QString folder = settings::lastFolder().isEmpty() ? QDir::homePath() : settings::lastFolder();
        path = m_dialogs.saveRecording(m_window, path.isEmpty() ? QDir(folder).filePath(name + QStringLiteral(".whittle.json")) : path);
        if (path.isEmpty())
            return false;
        path = QFileInfo(path).absoluteFilePath();
    }
    // A large one takes seconds to write.
    m_saveJob = std::make_unique<Job<bool>>(
        [recorded = recording.recording, path](std::stop_token, const ProgressFn &) -> Result<bool> {
            const auto saved = trace::saveRecording(*recorded, path.toStdString());
            return saved ? Result<bool>(true) : Result<bool>(std::unexpected(saved.error()));
        },
        nullptr,
        [this, path, page = QPointer<RecordingPage>(page), then = std::move(then)](Result<bool> saved) {
            if (!saved) {
                Q_EMIT failed(tr("The recording was not saved: %1").arg(QString::fromStdString(saved.error().message)));
                return;
            }
            settings::addRecentFile(path);
            settings::setLastFolder(QFileInfo(path).absolutePath());
            if (!page)
                return;
            page->setPath(path);
            Q_EMIT titleChanged(page);
            if (then)
                then();
        });
    return true;
}

bool RecordTabs::mayCloseRecording(RecordingPage *page, std::function<void()> closeAgain)
{
    if (!page->isUnsaved())
        return true;
    switch (m_dialogs.askClose(m_window, page->recording().title())) {
    case Dialogs::Close::Save:
        (void)save(page, false, std::move(closeAgain));
        return false; // when it is saved
    case Dialogs::Close::Discard:
        return true;
    case Dialogs::Close::Cancel:
        break;
    }
    return false;
}

void RecordTabs::finish()
{
    if (auto *run = currentRun())
        run->document().finish();
}

void RecordTabs::stop()
{
    if (auto *run = currentRun())
        run->document().discard();
}

void RecordTabs::togglePause()
{
    if (auto *run = currentRun(); run && run->document().isRunning())
        run->setPaused(!run->isPaused());
}

} // namespace whittle::app
