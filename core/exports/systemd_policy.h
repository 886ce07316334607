#pragma once

#include "base/result.h"
#include "exports/decision_losses.h"

#include <string>
#include <string_view>
#include <vector>

namespace whittle::exports {

/// True where the libseccomp we run with has the name; systemd warns of others.
[[nodiscard]] bool libseccompHasName(const std::string &name);

/// The syscalls of one of systemd's groups as the catalogue has them (systemd 257), nested groups too.
[[nodiscard]] std::vector<std::string> systemdGroup(std::string_view group);

/// What a unit's SystemCallFilter=, SystemCallErrorNumber=, SystemCallArchitectures= and SystemCallLog= make the kernel decide: the text is read
/// as systemd reads it, and the filters are made and run as systemd makes them, one for each architecture of the machine.
/// Errors: InvalidInput for what systemd would warn of. Source: systemd.exec(5); systemd 257, src/shared/seccomp-util.c, src/core/load-fragment.c.
[[nodiscard]] Result<Decider> systemdDecider(std::string_view unit, Abi machine);

} // namespace whittle::exports
