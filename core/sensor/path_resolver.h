#pragma once

#include "sensor/calls.h"
#include "sensor/process.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::sensor {

/// Fills the paths that a syscall is about to use, as seen from the tracer's root; they stay empty where the call has none (NULL, empty,
/// a bad pointer, an abstract socket). To be called while the thread stops at the entry of the call.
void resolvePaths(pid_t thread, const Call &call, bool is32Bit, const std::array<std::uint64_t, 6> &arguments,
                  std::array<PendingCall::Path, 2> &paths);

/// What the kernel reads beside the program itself when it executes a file: script interpreters and the ELF interpreter. executed is
/// the resolved path of the call; thread stops behind a successful execve.
[[nodiscard]] std::vector<std::string> interpretersOf(pid_t thread, const std::string &executed);

/// The file behind a descriptor of the thread; empty when it is no file of the file system.
[[nodiscard]] std::string fileBehind(pid_t thread, std::uint64_t descriptor);

} // namespace whittle::sensor
