#pragma once

#include "analysis/verify.h"
#include "base/progress.h"
#include "base/result.h"
#include "engine/engine.h"
#include "tuning/propose_settings.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::tuning {

struct MeasureRequest
{
    std::string image;
    engine::RunOverrides overrides; // as it is run today; its capabilities are the candidates
    probe::ProbeOptions probes;
    ContainerSettings settings;     // what was proposed
};

/// A capability that the container is given today.
struct MeasuredCapability
{
    std::string name; // "CAP_CHOWN"
    bool needed = false;
    std::string evidence; // "without it: GET http :80 /: no answer"; of one that is not needed: what was tried
};

struct Measurement
{
    std::vector<MeasuredCapability> capabilities; // by name
    ContainerSettings settings; // those under which the image answers as it does today
    bool confirmed = false;     // by a run with all of them together
    std::vector<std::string> notes; // settings that were proposed and do not work, with what differed
    int runs = 0;
    std::string engine;         // "docker 26.1.5"
};

/// Runs the image as it is run today, twice, then with all capabilities dropped and the proposed ones added, with each of these left out in
/// turn, and with the other settings; answers are compared as verify() does. Where the proposed ones do not do, every capability that the container has
/// today is left out in turn. Containers are removed whatever happens; runs go on beside each other. Errors: as verify().
[[nodiscard]] Result<Measurement> measureSettings(engine::Engine &engine, const MeasureRequest &request, std::stop_token stop, const ProgressFn &progress,
                                                  const analysis::VerifyTools &tools = {});

} // namespace whittle::tuning
