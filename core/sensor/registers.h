#pragma once

#include <sys/types.h>

#include <cstdint>

/// The few registers that the sensor changes, per machine.
namespace whittle::sensor {

/// At a seccomp or syscall-entry stop: the kernel will not execute the call and the tracee gets this value (-errno for an error).
bool skipCall(pid_t thread, std::int64_t result);
/// At a syscall-entry or seccomp stop: another call of the same ABI, with one argument.
bool replaceCall(pid_t thread, std::uint32_t number, std::uint64_t argument);
/// At a syscall-exit stop.
bool setResult(pid_t thread, std::int64_t result);

} // namespace whittle::sensor
