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

/// Whether what is wanted works under a profile; a run each time, so asked as seldom as possible.
using Works = std::function<Result<bool>(const profile::Profile &)>;

struct Search
{
    bool solvable = false;           // it works with all candidates
    std::vector<std::string> needed; // without any one of these it does not work: each was tried
    std::vector<std::string> likely; // found to be needed, but the trial without it worked, too: a matter of chance
    bool gaveUp = false;             // the budget of runs was used up
};

/// Finds which of the candidates make it work, by bisection, and proves each by leaving it out. Likely ones first make it quick.
/// Asks works at most budget times. Errors: those of works.
[[nodiscard]] Result<Search> searchMissing(const profile::Profile &profile, std::vector<std::string> candidates, const Works &works, int budget);

} // namespace whittle::analysis
