#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace whittle::profile {

/// What resolve() of filter.h makes, and where each rule came from.
struct ResolvedProfile
{
    Profile profile;
    std::vector<std::size_t> origins; // by rule: its position in the profile that was resolved
    bool disabled = false;            // no default action and no rules: the container runs without a filter
};

/// Why an engine leaves a rule out on a target.
struct DropReason
{
    enum class Kind {
        CapabilityHeld,      // excludes: `what` is held
        ArchitectureExcluded, // excludes: this machine's
        KernelExcluded,      // excludes: kernels from `what` on
        CapabilityMissing,   // includes: `what` is not held
        OtherArchitecture,   // includes: other machines alone, `what` separated by commas
        KernelTooOld,        // includes: kernels from `what` on
    };
    Kind kind = Kind::CapabilityMissing;
    std::string what;

    bool operator==(const DropReason &) const = default;
};

/// Empty where the engine keeps the rule, which the position in the file names in errors. Errors: InvalidInput, where the engine cannot
/// read its conditions. Source: moby/profiles seccomp, containers-common pkg/seccomp.
[[nodiscard]] Result<std::optional<DropReason>> whyDropped(const Rule &rule, std::size_t position, const Target &target);

[[nodiscard]] Result<ResolvedProfile> resolveWithPlaces(const Profile &profile, const Target &target);

} // namespace whittle::profile
