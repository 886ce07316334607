#pragma once

#include "analysis/kernel_outcome.h"
#include "documents/recordchoices.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "trace/live.h"

#include <functional>
#include <optional>
#include <stop_token>
#include <string>

namespace whittle::app {

/// A profile that a run is tried under, as it was when the run began.
struct TriedProfile
{
    std::string name;
    profile::Profile profile;
    profile::Target target; // for a program; an image's is the engine's
};

/// One run that is watched.
struct RecordRun
{
    RecordChoices choices;
    std::optional<TriedProfile> tried; // answers in the base's place
    std::stop_token finish;            // requested: end it now and give what was recorded
};

/// What a run tells while it lasts, on the thread that runs it.
struct RunObserver
{
    ProgressFn progress;
    trace::LiveFn live;
    trace::OutputFn output;
};

struct RunResult
{
    trace::Recording recording;
    std::optional<analysis::KernelOutcome> kernel; // where it was asked for
};

/// Runs and records; blocks. Cancelled on stop, with nothing left behind. Tests put their own in its place.
using RecordFn = std::function<Result<RunResult>(const RecordRun &run, std::stop_token stop, const RunObserver &observer)>;
/// With the sensor of this machine and the engine that the choices name.
[[nodiscard]] RecordFn realRun();

/// What a person can do where no engine answers: findings of the doctor about engines, one a line; blocks.
using EngineAdviceFn = std::function<Result<QStringList>(const QString &engine, std::stop_token stop)>;
[[nodiscard]] EngineAdviceFn engineAdvice();

} // namespace whittle::app
