#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <cstddef>
#include <vector>

namespace whittle::profile {

/// What resolve() of filter.h makes, and where each rule came from.
struct ResolvedProfile
{
    Profile profile;
    std::vector<std::size_t> origins; // by rule: its position in the profile that was resolved
    bool disabled = false;            // no default action and no rules: the container runs without a filter
};

[[nodiscard]] Result<ResolvedProfile> resolveWithPlaces(const Profile &profile, const Target &target);

} // namespace whittle::profile
