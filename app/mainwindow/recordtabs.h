#pragma once

#include "documents/evidence.h"
#include "jobs/enginejobs.h"
#include "jobs/job.h"
#include "jobs/recordjobs.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>
#include <vector>

class QUndoStack;

namespace whittle::app {

class Dialogs;
class DocumentPage;
class JobList;
class ProfileDocument;
class RecordDialog;
class RecordingPage;
class ReplayPage;
class RunPage;

/// Runs that are recorded or tried, and replays: their dialogs and pages, and what becomes of a finished recording. The window gives the pages
/// their tabs.
class RecordTabs final : public QObject
{
    Q_OBJECT

public:
    RecordTabs(Dialogs &dialogs, JobList &jobs, QWidget *window);
    ~RecordTabs() override;

    /// How runs are made, images listed and advice given; this machine's way without.
    void setRunner(RecordFn record, ImageListFn listImages, EngineAdviceFn advice);

    /// The dialog, with what was chosen last.
    RecordDialog *newRecording();
    RecordDialog *newTry(ProfileDocument &profile);
    /// profile: to be tried; nullptr: a plain recording.
    RunPage *startRun(const RecordChoices &choices, ProfileDocument *profile);
    ReplayPage *replay(ProfileDocument &profile, std::vector<OpenRecording> recordings);

    /// The page in front, of any kind.
    void setCurrent(QWidget *page);
    [[nodiscard]] RunPage *currentRun() const;
    [[nodiscard]] ReplayPage *currentReplay() const;
    /// Of the profile that the current page can change; nullptr: none.
    [[nodiscard]] QUndoStack *undoStack() const;
    [[nodiscard]] bool isRunning() const; // the run of the current page

    // For pages of the kinds that this object makes.
    [[nodiscard]] static bool isOurs(const QWidget *page);
    /// Asks where a run goes on.
    [[nodiscard]] bool mayClose(QWidget *page);
    [[nodiscard]] bool mayCloseAll();
    /// Of a page that is in no tab any more. A run that goes on is stopped and forgotten, and its page goes when that has ended.
    void close(QWidget *page);

    /// Asks for a name where it has none, or where it is to get another, and writes it in the background; then is called when that went well.
    /// False: no name was given.
    bool save(RecordingPage *page, bool underAnotherName, std::function<void()> then = {});
    /// Asks where it is no file yet. False: it stays open, or is being saved and closeAgain comes after that.
    [[nodiscard]] bool mayCloseRecording(RecordingPage *page, std::function<void()> closeAgain);

public Q_SLOTS:
    void finish();
    void stop();
    void togglePause();

Q_SIGNALS:
    void pageMade(whittle::app::DocumentPage *page);
    /// A finished recording takes the place of the page that made it, or, without one, a tab of its own.
    void recordingMade(const whittle::app::OpenRecording &recording, QWidget *inPlaceOf);
    void profileRequested(whittle::app::ProfileDocument *profile);
    void actionsChanged();
    void titleChanged(whittle::app::DocumentPage *page);
    void closeRequested(whittle::app::DocumentPage *page);
    void failed(const QString &text);

private:
    RecordDialog *showDialog(bool isTry, const RecordChoices &choices, ProfileDocument *profile);
    void runEnded(RunPage *page);
    void advise(RunPage *page);
    [[nodiscard]] static OpenRecording openRecordingOf(const RunPage &page);

    void list(RunPage *page);

    Dialogs &m_dialogs;
    JobList &m_jobs;
    QWidget *m_window;
    RecordFn m_record;
    ImageListFn m_listImages;
    EngineAdviceFn m_advice;
    QPointer<QWidget> m_current;
    QPointer<RecordDialog> m_dialog;
    QList<QPointer<RunPage>> m_runs;
    std::unique_ptr<Job<QStringList>> m_adviceJob;
    std::unique_ptr<Job<bool>> m_saveJob;
};

} // namespace whittle::app
