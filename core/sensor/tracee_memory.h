#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace whittle::sensor {

/// Reads up to size bytes at an address of a stopped tracee; returns how many could be read, 0 for a bad pointer.
[[nodiscard]] std::size_t readMemory(pid_t tracee, std::uint64_t address, void *to, std::size_t size);
/// The NUL-terminated string there, without the NUL; empty optional for a bad pointer or when there is no NUL within limit bytes.
[[nodiscard]] std::optional<std::string> readString(pid_t tracee, std::uint64_t address, std::size_t limit = 4096);
template <class T>
[[nodiscard]] bool readValue(pid_t tracee, std::uint64_t address, T &value)
{
    return readMemory(tracee, address, &value, sizeof value) == sizeof value;
}

} // namespace whittle::sensor
