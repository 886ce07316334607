#pragma once

#include "engine/engine.h"
#include "engine/record_image.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "trace/tracer.h"

#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

namespace whittle::analysis {

/// How a program or an image fared under a profile that the kernel itself applied, not the tracer in its place.
struct KernelOutcome
{
    bool started = false;
    std::string startError;        // why it did not start: the kernel's, the engine's or the runtime's words
    std::optional<int> exitStatus; // where it ended by itself
    std::optional<int> signal;
    bool timedOut = false;         // it was ended because it ran longer than it was to
    std::vector<trace::ProbeResult> probes; // of an image
    std::map<std::pair<Abi, int>, std::map<int, std::uint64_t>> errors; // of a program: errno → count for every syscall that failed

    bool operator==(const KernelOutcome &) const = default;
};

/// Runs the program once more under the filter, loaded into the kernel; traced, so that results are seen and nothing is left behind. The request's
/// base is left out. A program that does not start is an outcome. Errors: as recordProgram.
[[nodiscard]] Result<KernelOutcome> runUnderKernel(trace::ProgramRequest request, const profile::Filter &filter, std::stop_token stop);

/// Starts the image with the profile as production would and exercises it as the request says, not traced. Errors: as Engine; Cancelled. A container that
/// does not start is an outcome.
[[nodiscard]] Result<KernelOutcome> runUnderKernel(engine::Engine &engine, const engine::ImageRecordRequest &request, const profile::Profile &profile, std::stop_token stop);

} // namespace whittle::analysis
