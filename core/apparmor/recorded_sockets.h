#pragma once

#include "trace/recording.h"

#include <set>
#include <string>
#include <utility>

namespace whittle::apparmor {

/// What was seen of sockets: pairs of family and type.
using Sockets = std::set<std::pair<unsigned, unsigned>>;

/// nullptr: no value of that argument was kept.
[[nodiscard]] const trace::ArgumentValues *valuesOf(const trace::SyscallUse &use, unsigned index);

/// Adds the sockets that one use of socket or socketpair made. The recording counts families and types apart. Where the counts fit together in
/// one way only that is how they were used; else every combination that the kernel has.
void addSockets(const trace::SyscallUse &use, Sockets &sockets);

/// As a rule names it, "inet stream"; empty where apparmor_parser has no word for one of both.
[[nodiscard]] std::string socketName(unsigned family, unsigned type);

} // namespace whittle::apparmor
