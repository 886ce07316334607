#pragma once

#include <string>
#include <vector>

namespace whittle::sensor {

/// Traces a program that we start. filterFd: a file with the struct sock_filter of a filter that the kernel is to apply to it; -1: none.
/// Returns the exit status of the sensor.
[[nodiscard]] int traceProgram(int controlFd, int eventsFd, int filterFd, const std::vector<std::string> &command);

/// Traces the processes of the container that we were started in: holders as they appear (the one that was started with --first is the
/// program), and other processes that somebody else started. Returns the exit status of the sensor.
[[nodiscard]] int traceContainer(int controlFd, int eventsFd);

} // namespace whittle::sensor
