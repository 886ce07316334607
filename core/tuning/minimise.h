#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::tuning {

/// What went, and why nothing is decided otherwise without it.
struct Removal
{
    std::string what; // "syscalls[3]: read, write"
    std::string why;  // "said twice"
    bool wholeRule = false;
};

struct Minimised
{
    profile::Profile profile;
    std::size_t rulesBefore = 0;
    std::size_t rulesAfter = 0;
    std::size_t namesBefore = 0; // names of syscalls in all rules
    std::size_t namesAfter = 0;
    std::vector<Removal> removed;
    std::vector<std::string> notes;
    std::size_t filters = 0; // that the profile makes on different targets; the result was asked beside each
};

/// Where a profile is asked, so that "decides the same" says something: both machines, every engine and runtime, and every way in which its own conditions
/// can come out (capabilities held or not, kernels around each version). The first is the plainest.
[[nodiscard]] std::vector<profile::Target> targetsFor(const profile::Profile &profile);

/// What a profile decides on many targets, to hold others against it.
class DecisionsOf
{
public:
    /// Compiles it once for each target that leaves other rules of it; targets on which it does not compile are passed over. Refers to the profile.
    DecisionsOf(const profile::Profile &profile, std::vector<profile::Target> targets);

    /// How many different filters that made.
    [[nodiscard]] std::size_t filters() const { return m_filters.size(); }
    /// Where another profile decides differently: the first difference found on any of the targets, in words; empty where there is none. Executes
    /// the compiled filters for every syscall of every ABI at the values of all conditions of both, and for numbers that have no name yet.
    [[nodiscard]] std::string differenceFrom(const profile::Profile &other) const;

private:
    struct Asked
    {
        profile::Target target;
        std::size_t filter = 0; // in m_filters
    };
    const profile::Profile &m_profile;
    std::vector<Asked> m_asked;
    std::vector<profile::Filter> m_filters;
};

/// The same decisions with fewer rules, in one order: names that are said twice, that another rule outweighs or that the default answers alike go, rules
/// that say the same become one with the comments of all (each with the names that it was about), names are sorted, and rules stand from what is allowed to what is refused. Conditions stay
/// where they are. Each step was tried on targetsFor() and taken back where anything differed. Errors: Cancelled; InvalidInput where the profile compiles nowhere.
[[nodiscard]] Result<Minimised> minimise(const profile::Profile &profile, std::stop_token stop, const ProgressFn &progress);

} // namespace whittle::tuning
