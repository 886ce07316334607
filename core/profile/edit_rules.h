#pragma once

#include "profile/profile.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::profile {

[[nodiscard]] bool names(const Rule &rule, std::string_view syscall);

/// The rules that name the syscall, in file order, as they stand: with all their names and their ids.
[[nodiscard]] std::vector<Rule> rulesOf(const Profile &profile, std::string_view syscall);

/// The same profile in which exactly these rules name the syscall. A rule is told by its id: one that is left out loses the name and
/// goes with its last one; one that keeps all its names is changed for all of them; one that names the syscall alone is taken out of
/// the shared rule and stands behind it. Rules with an unknown id are added behind the others of the syscall, or at the end.
[[nodiscard]] Profile withRules(const Profile &profile, const std::string &syscall, std::span<const Rule> rules);

/// The same profile in which another one's rules decide the syscalls, its conditions included. Where that one does not name a syscall and
/// the default actions differ, a rule says so; calls that none of its rules fits get this profile's own default action.
[[nodiscard]] Profile withRulesFrom(const Profile &profile, const Profile &source, std::span<const std::string> syscalls);

/// The same profile with all rules and the default action of another one. Its architectures and what it holds beside them stay.
[[nodiscard]] Profile withAllRulesFrom(const Profile &profile, const Profile &source);

} // namespace whittle::profile
