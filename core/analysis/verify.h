#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/record_image.h"
#include "probe/probe.h"
#include "profile/profile.h"

#include <stop_token>
#include <string>
#include <vector>

namespace whittle::analysis {

struct VerifyRequest
{
    std::string image;
    std::string archivePath;
    engine::RunOverrides overrides;
    probe::ProbeOptions probes;
    profile::Profile profile;
    int starts = 8; // how often the start alone is repeated: what Go's scheduler needs differs from start to start
};

struct ProbeComparison
{
    std::string probe;
    bool same = false;
    std::string difference; // in words
};

/// A syscall whose absence explains a failure, proven by a run with it.
struct MissingSyscall
{
    std::string syscall;
    std::string evidence; // "the container starts with it and does not without it", "denied 3× in nginx"
};

struct Verdict
{
    bool verified = false;
    bool started = false;
    int startsTried = 0;
    int startsFailed = 0;
    std::string startError; // runtime's text
    std::vector<ProbeComparison> probes;
    std::vector<MissingSyscall> missing;
    std::vector<std::string> notes;
    std::string engine;  // "docker 26.1.5"
    std::string runtime; // "runc 1.1.15"
};

/// Runs the image without and with the profile, replays the probes and compares answer by answer. Containers are removed whatever
/// happens. Errors: as Engine; Cancelled. A profile that does not work is a verdict, not an error.
[[nodiscard]] Result<Verdict> verify(engine::Engine &engine, const VerifyRequest &request, std::stop_token stop, const ProgressFn &progress);

} // namespace whittle::analysis
