#pragma once

#include "base/bpf.h"
#include "base/result.h"
#include "trace/live.h"
#include "trace/recording.h"

#include <chrono>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::trace {

/// Called with what a program prints, in pieces as they come: standard output and error together.
using OutputFn = std::function<void(std::string_view)>;

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
    std::stop_token finish;             // ends the program as stopAfter does
    bpf::Program kernelFilter;          // loaded into the kernel for the program alone: its answers are real, and seen as results; empty: none
    OutputFn output;                    // set: the program has no terminal and an empty standard input, and this gets what it prints
};

/// Runs a program traced, with our standard streams or those that the request says, until it ends, stopAfter has passed or finish is
/// requested (both of which end the program and still give the recording). Cancelled on stop: everything that ran is killed at once.
/// Blocks; calls output and report on the caller's thread. Errors: NotFound, PermissionDenied, Unavailable when ptrace is refused, Cancelled.
[[nodiscard]] Result<Recording> recordProgram(const ProgramRequest &request, std::stop_token stop, const LiveFn &report = {});

/// Where the sensor for this machine is: WHITTLE_SENSOR, else beside the program (build folder or libexec). Errors: NotFound.
[[nodiscard]] Result<std::string> findSensor();

} // namespace whittle::trace
