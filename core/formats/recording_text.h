#pragma once

#include "trace/recording.h"

#include <string>

namespace whittle::formats {

/// The names of all syscalls that were seen, one a line, sorted, each once whatever the ABI.
[[nodiscard]] std::string writeNames(const trace::Recording &recording);

/// One line for each process and syscall: pid, comm, abi, name and count with tabs between; processes in the order of the recording,
/// syscalls by ABI and name. Tabs, line ends and backslashes in a comm are written as \t, \n and \\.
[[nodiscard]] std::string writeCounts(const trace::Recording &recording);

} // namespace whittle::formats
