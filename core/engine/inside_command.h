#pragma once

#include "engine/container_run.h"
#include "engine/engine.h"
#include "trace/recording.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::engine {

/// Where the sensor is inside a container that is recorded.
inline constexpr const char *kSensorInside = "/.whittle-sensor";

/// Capabilities that the sensor and its holders need and the production container need not have (design: Tracing, privileges).
inline constexpr const char *kLentCapabilities[] = {"CAP_SYS_PTRACE", "CAP_SYS_ADMIN", "CAP_SETPCAP", "CAP_SETUID", "CAP_SETGID"};

/// The words that make the sensor wait for the tracer, become the plan's user with the plan's capabilities, and execute words. first: it is
/// the program of the container.
[[nodiscard]] std::vector<std::string> holderCommand(const RunPlan &plan, bool first, const std::vector<std::string> &words);

/// Words with the quoting of a shell and nothing else of it: '…', "…", backslash. Errors: InvalidInput for open quotes.
[[nodiscard]] Result<std::vector<std::string>> splitWords(std::string_view text);

/// A command line as words; one that needs a shell (pipes, variables, patterns…) as /bin/sh -c. Errors: InvalidInput for open quotes and
/// empty text.
[[nodiscard]] Result<std::vector<std::string>> commandWords(std::string_view text);

/// Runs words inside a container that is being recorded, as the production user, and waits for their end. A command that fails is a result.
/// Errors: Cancelled; Io of the engine.
[[nodiscard]] Result<trace::ProbeResult> runInside(Engine &engine, const std::string &containerId, const RunPlan &plan, const std::string &name,
                                                   const std::vector<std::string> &words, std::chrono::milliseconds timeout, std::stop_token stop);

} // namespace whittle::engine
