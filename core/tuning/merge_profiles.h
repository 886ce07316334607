#pragma once

#include "base/result.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <span>
#include <string>
#include <vector>

namespace whittle::tuning {

/// What becomes executed: by any of the profiles, by all of them, by the first and none of the others.
enum class MergeKind { Union, Intersection, Minus };

struct NamedProfile
{
    std::string name; // for messages and comments
    profile::Profile profile;
};

/// Something that the profiles say differently beside what is executed and what not, or that a merged profile cannot say.
struct MergeConflict
{
    std::string syscall; // empty: of the profile as a whole
    std::string said;    // "a.json: SCMP_ACT_ERRNO(1); b.json: SCMP_ACT_ERRNO(38)"
    std::string settled; // "SCMP_ACT_ERRNO(1), as a.json says"

    bool operator==(const MergeConflict &) const = default;
};

struct MergedProfile
{
    profile::Profile profile;
    std::vector<MergeConflict> conflicts; // of the whole first, then by syscall
    std::vector<std::string> notes;
};

/// The profiles as sets of calls that are executed, argument conditions included. They are resolved for the target first: a rule with a
/// condition (includes, excludes) that does not hold there is left out, and a note says so. What is refused is refused as the profiles say; where they
/// differ, a union takes the milder answer and an intersection the stricter one (the kernel's order), a difference the first profile's.
/// What one profile decides in a way that rules cannot put together is widened by a union and narrowed by the others, and is a
/// conflict. The result was compiled and its answers compared with those of the single filters, at the values of every condition; what differs is a
/// conflict too. Errors: InvalidInput with fewer than two profiles, or where an engine refuses one of them.
[[nodiscard]] Result<MergedProfile> mergeProfiles(MergeKind kind, std::span<const NamedProfile> profiles, const profile::Target &target);

} // namespace whittle::tuning
