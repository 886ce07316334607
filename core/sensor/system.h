#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What the sensor needs of the system beside ptrace: small, without locale, streams or user look-ups through NSS.
namespace whittle::sensor {

/// Nanoseconds of CLOCK_MONOTONIC.
[[nodiscard]] std::int64_t now();
/// The whole file, at most limit bytes of it; empty when it cannot be read (the process may be gone).
[[nodiscard]] std::string contentOf(const char *path, std::size_t limit = 64 * 1024);
/// Target of a symbolic link; empty when it cannot be read.
[[nodiscard]] std::string linkOf(const char *path);
/// "/proc/<id>/<rest>".
[[nodiscard]] std::string procPath(pid_t id, std::string_view rest);
/// Writes everything, over interruptions. False when the other side is gone.
[[nodiscard]] bool writeAll(int fd, std::string_view bytes);
/// A decimal number and nothing else.
[[nodiscard]] std::optional<std::uint64_t> parseNumber(std::string_view text);

/// Lines of /proc/<id>/status that the sensor looks at.
struct ProcessStatus
{
    std::string comm;
    pid_t group = 0;      // Tgid
    pid_t parent = 0;     // PPid
    pid_t tracer = 0;     // TracerPid
    pid_t innerPid = 0;   // last of NStgid: how the process sees itself
    unsigned realUid = 0;
    unsigned uid = 0;     // effective
    unsigned savedUid = 0;
    std::uint64_t effectiveCapabilities = 0;
    std::uint64_t caughtSignals = 0;
    std::uint64_t blockedSignals = 0;
    std::uint64_t ignoredSignals = 0;
};
/// Empty when the process is gone.
[[nodiscard]] std::optional<ProcessStatus> statusOf(pid_t id);

/// "comm: text" and errno's words on standard error, for messages that a user of the container sees.
void complain(std::string_view text, int error = 0);

} // namespace whittle::sensor
