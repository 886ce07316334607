#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::sensor {

/// What the holder makes of itself before it executes the command.
struct HoldRequest
{
    bool isFirst = false;                          // --first: the program of the container, not a command inside it
    std::string user;                              // --user NAME|UID[:GROUP|GID]; empty: stay
    std::vector<std::string> groups;               // --group NAME|GID, repeatable: further supplementary groups
    std::optional<std::uint64_t> capabilities;     // --capabilities MASK (hexadecimal): of the production container; empty: keep
    bool setsHome = false;                         // --home: set HOME to the user's, as the engine does when nobody gave one
    int timeoutMs = 30000;                         // --timeout MS: wait no longer for the tracer
    std::vector<std::string> command;              // behind --
};

/// Waits until it is traced, gives up what was lent, becomes the user and executes the command. Returns only on failure, with the
/// exit status that engines use: 126 not executable, 127 not found, 125 for the rest.
[[nodiscard]] int hold(const HoldRequest &request);

enum class HolderRole { None, First, Command };
/// From /proc/<pid>/cmdline of a process that runs our executable.
[[nodiscard]] HolderRole holderRole(std::string_view commandLine);

} // namespace whittle::sensor
