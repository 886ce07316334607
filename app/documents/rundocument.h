#pragma once

#include "documents/liverun.h"
#include "jobs/job.h"
#include "jobs/recordjobs.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <memory>

namespace whittle::app {

/// A program or an image that is being recorded, or was: what its tab shows while it runs, and at the end the recording.
class RunDocument final : public QObject
{
    Q_OBJECT

public:
    enum class State { Running, Finishing, Discarding, Done, Discarded, Failed };

    /// Starts at once.
    RunDocument(RecordChoices choices, std::optional<TriedProfile> tried, const RecordFn &record, QObject *parent = nullptr);
    ~RunDocument() override;

    [[nodiscard]] const RecordChoices &choices() const { return m_choices; }
    [[nodiscard]] QString title() const { return m_choices.title(); }
    /// What it was tried under; nothing for a plain recording.
    [[nodiscard]] const std::optional<TriedProfile> &tried() const { return m_tried; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state == State::Running || m_state == State::Finishing || m_state == State::Discarding; }
    [[nodiscard]] const QString &step() const { return m_step; }
    [[nodiscard]] qint64 msTotal() const { return isRunning() ? m_clock.elapsed() : m_msTotal; }
    [[nodiscard]] LiveRun &live() { return m_live; }
    [[nodiscard]] const LiveRun &live() const { return m_live; }
    [[nodiscard]] const Error &error() const { return m_error; }
    /// nullptr until it is done.
    [[nodiscard]] std::shared_ptr<const trace::Recording> recording() const { return m_recording; }
    [[nodiscard]] const std::optional<analysis::KernelOutcome> &kernel() const { return m_kernel; }

    /// Ends the run now; what was recorded becomes the recording.
    void finish();
    /// Ends the run now and forgets it. The state says so at once, and changes again when nothing is left behind.
    void discard();

Q_SIGNALS:
    void stateChanged();
    void stepChanged();
    void liveChanged();
    void logged(const QString &line);

private:
    void finished(Result<RunResult> result);
    void log(const QString &text);
    void takeOutput(const QByteArray &bytes);

    RecordChoices m_choices;
    std::optional<TriedProfile> m_tried;
    State m_state = State::Running;
    QString m_step;
    LiveRun m_live;
    QElapsedTimer m_clock;
    qint64 m_msTotal = 0;
    QByteArray m_outputLine; // that has no end yet
    Error m_error;
    std::shared_ptr<const trace::Recording> m_recording;
    std::optional<analysis::KernelOutcome> m_kernel;
    std::stop_source m_finish;
    std::unique_ptr<Job<RunResult>> m_job; // last: it goes first
};

} // namespace whittle::app
