#include "slim/coverage.h"

#include <algorithm>
#include <format>

namespace whittle::slim {

std::vector<std::string> coverageWarnings(const trace::Recording &recording)
{
    std::vector<std::string> warnings = recording.warnings;
    if (!recording.complete)
        warnings.emplace_back("the recording is not whole: what came after its end is not in the slim image");
    const bool endedByItself = recording.stoppedBy == "exit" && recording.exitStatus;
    // That a port accepts connections, or that a health check passes, says little about what the program does for others.
    const bool exercised = std::ranges::any_of(recording.probes, [](const trace::ProbeResult &probe) {
        return probe.passed && !probe.probe.starts_with("TCP ") && probe.probe != "HEALTHCHECK";
    });
    if (!exercised && !endedByItself)
        warnings.emplace_back("nothing exercised the program: what it needs later is not in the slim image (--probe, --probe-exec, --probe-container, --for)");
    else if (endedByItself && *recording.exitStatus != 0)
        warnings.push_back(std::format("the program ended with status {} when it was recorded: the way to its success is not covered", *recording.exitStatus));
    return warnings;
}

} // namespace whittle::slim
