#pragma once

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

/// What of the image's settings a run overrides; used by record and verify alike.
struct RunOverrides
{
    std::vector<std::string> environment;
    std::vector<std::string> volumes;
    std::vector<PortBinding> publish;
    std::optional<std::string> user;
    std::optional<std::vector<std::string>> entrypoint;
    std::optional<std::vector<std::string>> command;
    std::string network;
    std::vector<std::string> capAdd;
    std::vector<std::string> capDrop;
    bool noNewPrivileges = false;
};

struct ImageRecordRequest
{
    std::string image;       // reference; or
    std::string archivePath; // a docker-archive to load
    RunOverrides overrides;
    probe::ProbeOptions probes;
    std::string base;        // "docker-default", "podman-default", "none", a file; empty: what the engine would apply
    bool interactive = false; // Enter on standard input ends the run
};

/// Runs an image under the tracer with its production settings and exercises it. The container is removed whatever happens.
/// Errors: as Engine; a failing probe is InvalidInput unless allowed; Cancelled.
[[nodiscard]] Result<trace::Recording> recordImage(Engine &engine, const ImageRecordRequest &request, std::stop_token stop,
                                                   const ProgressFn &progress, const trace::RecordingFn &report = {});

/// Removes containers that carry our label and whose owner (boot id, pid, start time) is dead. Returns how many.
[[nodiscard]] Result<int> removeLeftovers(Engine &engine);

} // namespace whittle::engine
