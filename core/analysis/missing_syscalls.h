#pragma once

#include "base/result.h"
#include "profile/profile.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::analysis {

/// The profile with these syscalls allowed, whatever their arguments.
[[nodiscard]] profile::Profile allowingAlso(const profile::Profile &profile, std::span<const std::string> syscalls);

/// Whether what is wanted works, under each of the profiles: a run each, perhaps beside each other, so asked as seldom as possible.
using Works = std::function<Result<std::vector<bool>>(std::span<const profile::Profile>)>;

struct Search
{
    bool solvable = false;           // it works with all candidates
    std::vector<std::string> needed; // without any one of these it does not work: each was tried
    std::vector<std::string> likely; // found to be needed, but the trial without it worked, too: a matter of chance
    bool gaveUp = false;             // the budget of runs was used up
};

/// Finds which of the candidates make it work, by bisection into as many parts as runs may be beside each other and one, and proves each by
/// leaving it out. Likely ones first make it quick. Asks for at most budget runs. Errors: those of works.
[[nodiscard]] Result<Search> searchMissing(const profile::Profile &profile, std::vector<std::string> candidates, const Works &works, int budget, unsigned beside = 1);

} // namespace whittle::analysis
