#pragma once

#include "engine/container_run.h"
#include "engine/engine.h"
#include "probe/probe.h"
#include "profile/profile.h"
#include "trace/recording.h"
#include "trace/tracer.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::engine {

struct ImageRecordRequest
{
    std::string image;       // reference; or
    std::string archivePath; // a docker-archive to load
    RunOverrides overrides;
    probe::ProbeOptions probes;
    std::string base;        // "docker-default", "podman-default", "none", a file; empty: what the engine would apply
    std::optional<profile::Profile> baseProfile; // answers in place of what base names; base is only its name then
    bool interactive = false; // Enter on standard input ends the run
    std::stop_token finish;   // ends the run as if all was done; the recording is given, whatever the probes showed
    trace::OutputFn output;   // gets the end of what the program printed, when the run is over
    std::string sensorPath;   // empty: the one installed beside us
};

/// Runs an image under the tracer with its production settings and exercises it: HTTP probes, commands on the host, commands inside, the
/// image's HEALTHCHECK at its interval. The run ends by the image's stop signal when all that is done, the duration has passed and, with
/// interactive and nothing of either, Enter came; with untilExit when the program ends by itself. With nothing to do at all it lasts ten
/// seconds; at any time when finish is requested. The container is removed whatever happens; what an earlier, killed program left is removed first.
/// Uses two threads of its own, which have ended on return; calls progress and report on the caller's.
/// Errors: as Engine; InvalidInput for a failing probe unless allowed; Cancelled.
[[nodiscard]] Result<trace::Recording> recordImage(Engine &engine, const ImageRecordRequest &request, std::stop_token stop,
                                                   const ProgressFn &progress, const trace::LiveFn &report = {});

} // namespace whittle::engine
