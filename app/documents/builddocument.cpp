#include "documents/builddocument.h"

#include <QCoreApplication>

#include <algorithm>
#include <cctype>

namespace whittle::app {
namespace {

/// "record: waiting for port 80" is of "record".
int stepOf(const std::string &text)
{
    if (text.starts_with("save"))
        return BuildDocument::Select; // the fat image is read, to choose from
    if (text.starts_with("write reports"))
        return BuildDocument::Verify; // after everything
    static constexpr std::array<std::string_view, BuildDocument::StepCount> kSteps{"inspect", "record", "select", "write", "load", "verify"};
    const auto found = std::ranges::find_if(kSteps, [&](std::string_view step) { return text.starts_with(step) && (text.size() == step.size() || !std::isalpha(static_cast<unsigned char>(text[step.size()]))); });
    return found == kSteps.end() ? -1 : static_cast<int>(found - kSteps.begin());
}

} // namespace

BuildDocument::BuildDocument(BuildChoices choices, slim::BuildRequest request, const BuildFn &build, QObject *parent) : QObject(parent), m_choices(std::move(choices)), m_request(std::move(request))
{
    const std::array<QString, StepCount> titles{tr("Inspect the image"), tr("Record a run"), tr("Select the files"), tr("Write the slim image"), tr("Load it into the engine"), tr("Verify it")};
    const std::array<QString, StepCount> ids{QStringLiteral("inspect"), QStringLiteral("record"), QStringLiteral("select"), QStringLiteral("write"), QStringLiteral("load"), QStringLiteral("verify")};
    for (std::size_t i = 0; i < StepCount; ++i)
        m_steps[i] = {ids[i], titles[i], StepState::Waiting, 0, 0};
    m_clock.start();
    m_job = std::make_unique<Job<slim::BuildResult>>(
        [this, build, choices = m_choices, request = m_request](std::stop_token stop, const ProgressFn &report) {
            LiveFeed feed;
            slim::BuildObserver observer;
            observer.progress = report;
            // Queued for this object: gone with it, and the job ends before that.
            observer.recording = [this, &feed](const trace::LiveChange &change) {
                QMetaObject::invokeMethod(this, [this, update = feed.look(change)] { Q_EMIT liveChanged(update); }, Qt::QueuedConnection);
            };
            return build(choices, request, std::move(stop), observer);
        },
        [this](const Progress &progress) { showProgress(progress); }, [this](Result<slim::BuildResult> result) { finish(std::move(result)); });
}

BuildDocument::~BuildDocument() = default;

qint64 BuildDocument::msOf(StepId step) const
{
    const auto index = static_cast<std::size_t>(step);
    return m_steps[index].ms + (m_current == step && isRunning() ? m_stepClock.elapsed() : 0);
}

void BuildDocument::stop()
{
    if (m_state != State::Running)
        return;
    m_state = State::Stopping;
    m_job->cancel();
    log(tr("Stopping"));
    Q_EMIT stateChanged();
}

void BuildDocument::showProgress(const Progress &progress)
{
    const bool newText = progress.step != m_progress.step;
    m_progress = progress;
    if (const int step = placeOf(stepOf(progress.step)); step >= 0 && step != m_current)
        enter(static_cast<StepId>(step));
    if (newText)
        log(QString::fromStdString(progress.step));
    Q_EMIT progressChanged();
}

// Work overlaps: the fat image is loaded before anything is written, read while it is recorded, and run for comparison before there is a slim one.
int BuildDocument::placeOf(int step) const
{
    if (m_steps[Write].times > 0)
        return step;
    if (step == Load)
        return m_steps[Record].times == 0 ? static_cast<int>(Inspect) : m_current;
    return step == Verify ? m_current : step;
}

void BuildDocument::enter(StepId step)
{
    leaveStep(StepState::Done);
    for (std::size_t i = 0; i < StepCount; ++i) {
        auto &state = m_steps[i].state;
        // Another attempt begins again in the middle.
        if (i > step)
            state = StepState::Waiting;
        else if (i < step && state == StepState::Waiting)
            state = StepState::Skipped;
    }
    m_current = step;
    auto &entered = m_steps[static_cast<std::size_t>(step)];
    entered.state = StepState::Running;
    ++entered.times;
    m_stepClock.start();
}

void BuildDocument::leaveStep(StepState state)
{
    if (m_current < 0)
        return;
    auto &left = m_steps[static_cast<std::size_t>(m_current)];
    left.ms += m_stepClock.elapsed();
    left.state = state;
    m_current = -1;
}

void BuildDocument::finish(Result<slim::BuildResult> result)
{
    const int last = m_current;
    m_msTotal = m_clock.elapsed();
    if (result) {
        leaveStep(result->verdict.verified || !m_request.verify ? StepState::Done : StepState::Failed);
        for (auto &step : m_steps)
            if (step.state == StepState::Waiting)
                step.state = StepState::Skipped;
        m_result = std::make_shared<const slim::BuildResult>(std::move(*result));
        m_state = State::Done;
        log(!m_request.verify ? tr("Done, not verified") : isVerified() ? tr("Done: verified") : tr("Done: not verified"));
    } else {
        m_error = result.error();
        const bool stopped = m_error.code == ErrorCode::Cancelled;
        leaveStep(StepState::Failed);
        m_state = stopped ? State::Stopped : State::Failed;
        log(stopped ? tr("Stopped; nothing is left behind") : QString::fromStdString(m_error.message));
    }
    if (last >= 0 && m_state == State::Stopped)
        m_steps[static_cast<std::size_t>(last)].state = StepState::Skipped;
    Q_EMIT stateChanged();
}

void BuildDocument::log(const QString &text)
{
    //: seconds since the beginning, and what happened
    Q_EMIT logged(tr("%1 s  %2").arg(static_cast<double>(m_clock.elapsed()) / 1000.0, 6, 'f', 1).arg(text));
}

QString words::buildAdvice(const Error &error, int step)
{
    struct Words
    {
        Q_DECLARE_TR_FUNCTIONS(whittle::app::BuildDocument)
    };
    switch (error.code) {
    case ErrorCode::NotFound:
        return Words::tr("Is the name right, and is the image in this engine? Build again with another name, another engine, or an archive that “docker save” wrote.");
    case ErrorCode::PermissionDenied:
        return Words::tr("May you use this engine and write to the output folder? Choose another engine, or Podman, which needs no rights.");
    case ErrorCode::Unavailable:
        return Words::tr("Is the engine running? Choose Podman, which Whittle starts itself; “whittle-cli doctor” says what works on this machine.");
    case ErrorCode::Unsupported:
        return Words::tr("Save the image with “docker save” or “skopeo copy” in a form without foreign layers, and choose the archive.");
    case ErrorCode::InvalidInput:
        return step == BuildDocument::Record ? Words::tr("Does the image run by itself? It may need environment variables, another command, or other requests; or keep going although requests fail.")
                                             : Words::tr("Look at the place that the message names; build again with other settings or another archive.");
    case ErrorCode::Io:
        return Words::tr("Is there room on the disk, and is the output folder writable?");
    case ErrorCode::Cancelled:
        return {};
    }
    return {};
}

} // namespace whittle::app
