#pragma once

#include "analysis/argument_rules.h"
#include "documents/evidence.h"
#include "syscalls/catalogue.h"

#include <optional>
#include <vector>

namespace whittle::app {

/// The argument values that all attached recordings saw of one syscall.
[[nodiscard]] std::vector<trace::ArgumentValues> seenValues(const Evidence &evidence, Abi abi, const syscalls::Syscall &syscall);

/// Conditions for exactly what was seen; nothing where it is not known, or too much.
[[nodiscard]] std::optional<analysis::Limit> limitToSeen(const Evidence &evidence, Abi abi, const syscalls::Syscall &syscall);

} // namespace whittle::app
