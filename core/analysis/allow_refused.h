#pragma once

#include "analysis/evidence.h"
#include "profile/possible_decisions.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::analysis {

/// Rules that let through the calls of a syscall that a profile refused, and no others of it.
struct LimitedAllow
{
    std::vector<profile::Rule> rules; // all that are to name the syscall, for profile::withRules
    std::string words;                // "family AF_INET6"
};

/// What to put into the profile so that the refused calls are executed, limited to their argument values. refused: their values;
/// calls: as far as each is known. Nothing where the values are not all known, are too many or are pointers', and where the rules would not do it or would let
/// everything through: that is found out by compiling the profile with them and executing its filter.
[[nodiscard]] std::optional<LimitedAllow> allowOnlyThose(const profile::Profile &profile, const profile::Target &target, const syscalls::Syscall &syscall, Abi abi, const SyscallEvidence &refused,
                                                         std::span<const profile::PartlyKnown> calls);

} // namespace whittle::analysis
