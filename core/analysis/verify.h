#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "engine/engine.h"
#include "engine/record_image.h"
#include "probe/probe.h"
#include "profile/profile.h"

#include <chrono>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::analysis {

struct VerifyRequest
{
    std::string image;       // reference; or
    std::string archivePath; // a docker-archive to load
    std::string against;     // the image that the profile's run is compared with; empty: the same one
    engine::RunOverrides overrides;
    probe::ProbeOptions probes;
    std::optional<profile::Profile> profile; // empty: the engine's own, to compare two images
    int starts = 8; // how often the start alone is repeated: what Go's scheduler needs differs from start to start
};

struct ProbeComparison
{
    std::string probe;
    bool same = false;
    std::string difference; // in words
};

/// A syscall whose absence explains a failure.
struct MissingSyscall
{
    std::string syscall;
    bool proven = false;  // by a run that works with it and one that does not without it
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

/// How verify() reaches the world beside the engine; tests put their own in place.
struct VerifyTools
{
    using Ask = std::function<Result<std::vector<probe::Answer>>(const std::vector<probe::Endpoint> &, const probe::ProbeOptions &, std::stop_token, const ProgressFn &)>;
    Ask http = probe::runHttpProbes;
    Ask host = probe::runHostCommands;
    std::function<Result<std::vector<probe::Endpoint>>(std::vector<probe::Endpoint>, const probe::ProbeOptions &, std::stop_token, const ProgressFn &)> listen =
        probe::waitForListeners;
    std::function<Result<trace::Recording>(engine::Engine &, const engine::ImageRecordRequest &, std::stop_token, const ProgressFn &)> record =
        [](engine::Engine &engine, const engine::ImageRecordRequest &request, std::stop_token stop, const ProgressFn &progress) {
            return engine::recordImage(engine, request, std::move(stop), progress);
        };
    std::chrono::milliseconds settle{400}; // a program that dies of its start does so within this time
    std::chrono::milliseconds apart{1100}; // between the two references: a clock in an answer has moved by then
    unsigned beside = 6; // how many containers run at once, where they share nothing
};

/// Runs the image as the engine does by default (twice, to know what differs by itself) and with the profile, replays the probes, the
/// commands and the image's HEALTHCHECK, and compares answer by answer: status, headers of note, body; exit status and output of programs
/// that end. The start is repeated. Where the profile fails, what is missing is searched for and each finding proven by a run.
/// Containers are removed whatever happens. Trials run beside each other on threads of its own, ended on return. Errors: as Engine; InvalidInput when the image does
/// not even run without the profile; Cancelled. A profile that does not work is a verdict, not an error.
[[nodiscard]] Result<Verdict> verify(engine::Engine &engine, const VerifyRequest &request, std::stop_token stop, const ProgressFn &progress,
                                     const VerifyTools &tools = {});

} // namespace whittle::analysis
