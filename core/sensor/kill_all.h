#pragma once

#include <sys/types.h>

namespace whittle::sensor {

/// kill(-1, signal) on behalf of a tracee: every process that it may signal, but not us, those we work for, itself and the first
/// process. Returns what the call returns: 0 or -errno.
[[nodiscard]] long killAllFor(pid_t sender, int signal);

} // namespace whittle::sensor
