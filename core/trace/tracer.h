#pragma once

#include "base/bpf.h"
#include "base/progress.h"
#include "base/result.h"
#include "trace/recording.h"

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::trace {

/// A local program to run under the tracer.
struct ProgramRequest
{
    std::vector<std::string> command;   // command[0] is looked up in PATH
    std::string workingDirectory;       // empty: ours
    std::string baseName = "none";      // for Environment::base
    bpf::Program baseFilter;            // answers calls in the kernel's place; empty: none
    std::string sensorPath;             // empty: the one installed beside us
    std::chrono::milliseconds stopAfter{0}; // ask the program to end after this time; 0: wait for it
    std::chrono::milliseconds grace{10000}; // between asking (SIGTERM) and SIGKILL
};

/// Called with the recording so far, at most some ten times a second; for live views.
using RecordingFn = std::function<void(const Recording &)>;

/// Runs a program with its own standard streams, traced, until it ends, stopAfter has passed or stop is requested (both of which end
/// the program and still give the recording). Blocks. Errors: NotFound, PermissionDenied, Unavailable when ptrace is refused.
[[nodiscard]] Result<Recording> recordProgram(const ProgramRequest &request, std::stop_token stop, const RecordingFn &report = {});

/// Where the sensor for this machine is: WHITTLE_SENSOR, else beside the program (build folder or libexec). Errors: NotFound.
[[nodiscard]] Result<std::string> findSensor();

} // namespace whittle::trace
