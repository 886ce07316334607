#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "profile/compare.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/resolve.h"

#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::analysis {

/// What becomes of a rule on a target.
enum class RuleFate {
    Counts,        // it reaches the filter, and without it something would be decided otherwise
    Idle,          // it reaches the filter and changes nothing: other rules or the default say the same, or outweigh it
    Dropped,       // its conditions do not hold
    SameAsDefault, // the runtime passes over rules that answer as the default does
    NoSyscall,     // it names nothing that this machine has
};

/// What a rule does for the filter that is compiled of its profile.
struct RuleEffect
{
    RuleFate fate = RuleFate::Idle;
    std::optional<profile::DropReason> dropped;
    /// From the profile without the rule (left) to the profile as it is (right), riskiest first. Syscalls that the rule does not name are
    /// in it too: runc's ENOSYS answers end at the largest number that any rule names.
    std::vector<profile::Difference> differences;
    /// Why the profile would not load without the rule; the differences are not known then.
    std::string withoutError;
};

/// The effect of the rule at a position. filter: of the whole profile on that target. Errors: InvalidInput, where an engine cannot read
/// the rule's conditions. A compile for each rule that reaches the filter; any thread.
[[nodiscard]] Result<RuleEffect> ruleEffect(const profile::Profile &profile, std::size_t position, const profile::Target &target, const profile::Filter &filter);

/// Of every rule, in the order of the file; progress counts rules. Errors: Cancelled, and as ruleEffect().
[[nodiscard]] Result<std::vector<RuleEffect>> ruleEffects(const profile::Profile &profile, const profile::Target &target, const profile::Filter &filter, std::stop_token stop, const ProgressFn &report);

} // namespace whittle::analysis
