#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <cstddef>
#include <string>
#include <vector>

namespace whittle::analysis {

/// How much a profile opens of a target's native ABI.
struct ProfileSummary
{
    std::size_t total = 0;   // syscalls of the ABI
    std::size_t allowed = 0; // executed, with some arguments at least
    std::vector<std::string> risky; // of these, the critical and high-risk ones; riskiest first, then by name
};

/// Errors: as profile::compile.
[[nodiscard]] Result<ProfileSummary> summariseProfile(const profile::Profile &profile, const profile::Target &target);

} // namespace whittle::analysis
