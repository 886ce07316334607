#pragma once

#include "base/result.h"

#include <stop_token>
#include <string>
#include <vector>

namespace whittle::engine {

/// What one look at the machine found.
struct Examination
{
    enum class State {
        Fine,
        Limited, // something works less well, or not here
        Broken,  // something that Whittle needs does not work
    };
    std::string subject; // "seccomp", "engine unix:///run/docker.sock"
    State state = State::Fine;
    std::string text;    // what was found
    std::string mend;    // the command, or the way, that mends it; empty when there is none

    bool operator==(const Examination &) const = default;
};

/// Kernel and settings: seccomp and its actions, ptrace and Yama, user namespaces, AppArmor, control groups, limits.
/// root goes before every path that is read ("" for the machine itself; a folder in tests).
[[nodiscard]] std::vector<Examination> examineMachine(const std::string &root = {});

/// What is found out by doing it: loading a filter and tracing a process (each in a child that ends at once), the versions of libseccomp
/// and of the runtimes that are installed, and whether what these need of a profile was measured.
[[nodiscard]] std::vector<Examination> examineByTrial();

/// Every engine that could be used (url, DOCKER_HOST and the usual sockets that exist) with its version and runtime, or why it cannot; then
/// what a private Podman needs. Starts nothing. Errors: Cancelled.
[[nodiscard]] Result<std::vector<Examination>> examineEngines(const std::string &url, std::stop_token stop);

} // namespace whittle::engine
