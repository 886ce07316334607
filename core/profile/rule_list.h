#pragma once

#include "profile/profile.h"

#include <cstddef>
#include <span>
#include <string>

namespace whittle::profile {

/// True for a profile of the old form, one syscall a rule.
[[nodiscard]] bool isOldForm(const Profile &profile);
/// Puts a name where a person would: in its place in a list that is sorted, else at the end. Nothing happens where it is there.
void addName(Rule &rule, const std::string &name);

// Edits of the list of rules as the file has it. Each gives the same profile with that one thing changed; what is asked of a rule that is
// not there changes nothing. Order decides nothing but how the file reads.

/// The rule of that id replaced as a whole.
[[nodiscard]] Profile withRule(const Profile &profile, const Rule &rule);

/// A rule put in front of the one at the position (at the end where there is none), with an id of its own, in the form that the others have.
[[nodiscard]] Profile withAddedRule(const Profile &profile, Rule rule, std::size_t position);

[[nodiscard]] Profile withoutRules(const Profile &profile, std::span<const RuleId> rules);

/// The rules in front of the one that is at the position now, in the order in which they stand.
[[nodiscard]] Profile withMovedRules(const Profile &profile, std::span<const RuleId> rules, std::size_t position);

/// The names taken out of the rule into one of their own behind it, which says the same. Nothing changes where none would leave or none stay.
[[nodiscard]] Profile withSplitRule(const Profile &profile, RuleId rule, std::span<const std::string> names);

/// True where two rules say the same about other syscalls, so that they can be one. Their comments may differ.
[[nodiscard]] bool sayTheSame(const Rule &a, const Rule &b);

/// The names of all these rules in the first of them; those that do not say the same as the first stay as they are.
[[nodiscard]] Profile withJoinedRules(const Profile &profile, std::span<const RuleId> rules);

/// Another answer to what no rule names. Podman's name of the error follows, where there is one.
[[nodiscard]] Profile withDefaultAnswer(const Profile &profile, Action action, std::optional<std::uint32_t> errnoRet);

} // namespace whittle::profile
