#pragma once

#include "documents/buildchoices.h"
#include "documents/livefeed.h"
#include "jobs/enginejobs.h"
#include "jobs/job.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <array>
#include <functional>
#include <memory>

namespace whittle::app {

/// A build that runs or ran, as its tab shows it: steps, what the recording sees, the log, and at the end the result.
class BuildDocument final : public QObject
{
    Q_OBJECT

public:
    enum class State { Running, Stopping, Stopped, Failed, Done };
    enum class StepState { Waiting, Running, Done, Skipped, Failed };
    struct Step
    {
        QString id;    // as the progress of build() begins
        QString title;
        StepState state = StepState::Waiting;
        qint64 ms = 0; // spent in it so far, over all attempts
        int times = 0; // how often it was begun
    };
    enum StepId { Inspect, Record, Select, Write, Load, Verify, StepCount };

    /// Starts at once.
    BuildDocument(BuildChoices choices, slim::BuildRequest request, const BuildFn &build, QObject *parent = nullptr);
    ~BuildDocument() override;

    [[nodiscard]] const BuildChoices &choices() const { return m_choices; }
    [[nodiscard]] const slim::BuildRequest &request() const { return m_request; }
    [[nodiscard]] QString title() const { return m_choices.title(); }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const { return m_state == State::Running || m_state == State::Stopping; }
    [[nodiscard]] const std::array<Step, StepCount> &steps() const { return m_steps; }
    /// Of the step with the running clock counted in.
    [[nodiscard]] qint64 msOf(StepId step) const;
    [[nodiscard]] qint64 msTotal() const { return isRunning() ? m_clock.elapsed() : m_msTotal; }
    [[nodiscard]] const Progress &progress() const { return m_progress; }
    [[nodiscard]] const Error &error() const { return m_error; }
    /// nullptr until it is done.
    [[nodiscard]] std::shared_ptr<const slim::BuildResult> result() const { return m_result; }
    [[nodiscard]] bool isVerified() const { return m_result && m_result->verdict.verified; }

    /// Asks it to stop; the state says so at once, and changes again when nothing is left behind.
    void stop();

Q_SIGNALS:
    void stateChanged();
    void progressChanged();
    void liveChanged(const whittle::app::LiveUpdate &update);
    void logged(const QString &line);

private:
    void showProgress(const Progress &progress);
    [[nodiscard]] int placeOf(int step) const;
    void enter(StepId step);
    void leaveStep(StepState state);
    void finish(Result<slim::BuildResult> result);
    void log(const QString &text);

    BuildChoices m_choices;
    slim::BuildRequest m_request;
    State m_state = State::Running;
    std::array<Step, StepCount> m_steps;
    int m_current = -1;
    QElapsedTimer m_clock;
    QElapsedTimer m_stepClock;
    qint64 m_msTotal = 0;
    Progress m_progress;
    Error m_error;
    std::shared_ptr<const slim::BuildResult> m_result;
    std::unique_ptr<Job<slim::BuildResult>> m_job; // last: it goes first
};

namespace words {

/// What to try after a build that failed so.
[[nodiscard]] QString buildAdvice(const Error &error, int step);

} // namespace words

} // namespace whittle::app
