#include "analysis/missing_syscalls.h"

#include <algorithm>

namespace whittle::analysis {

profile::Profile allowingAlso(const profile::Profile &profile, std::span<const std::string> syscalls)
{
    profile::Profile wider = profile;
    if (syscalls.empty())
        return wider;
    // Of two rules without conditions the first wins, so the old ones lose the names; a rule that names nothing is none.
    const auto isMeant = [syscalls](const std::string &name) { return std::ranges::find(syscalls, name) != syscalls.end(); };
    for (profile::Rule &rule : wider.rules) {
        std::erase_if(rule.names, isMeant);
        if (rule.name && isMeant(*rule.name))
            rule.name.reset();
    }
    std::erase_if(wider.rules, [](const profile::Rule &rule) { return rule.allNames().empty(); });
    profile::Rule rule;
    rule.names.assign(syscalls.begin(), syscalls.end());
    rule.action = profile::Action::Allow;
    rule.comment = "found to be needed";
    wider.addRule(std::move(rule));
    return wider;
}

Result<Search> searchMissing(const profile::Profile &profile, std::vector<std::string> candidates, const Works &works, int budget)
{
    Search search;
    const auto worksWith = [&](std::vector<std::string> names) -> Result<bool> {
        --budget;
        return works(allowingAlso(profile, names));
    };
    const auto all = worksWith(candidates);
    if (!all)
        return std::unexpected(all.error());
    search.solvable = *all;
    if (!search.solvable)
        return search;

    std::vector<std::string> found;
    for (;;) {
        const auto enough = worksWith(found);
        if (!enough)
            return std::unexpected(enough.error());
        if (*enough)
            break;
        // The shortest beginning of the candidates that makes it work ends with one that is needed.
        std::size_t failing = 0;
        std::size_t working = candidates.size();
        while (working - failing > 1) {
            if (budget <= static_cast<int>(found.size())) {
                search.gaveUp = true;
                search.likely = std::move(found);
                return search;
            }
            const std::size_t middle = failing + (working - failing) / 2;
            std::vector<std::string> names = found;
            names.insert(names.end(), candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(middle));
            const auto halfWorks = worksWith(std::move(names));
            if (!halfWorks)
                return std::unexpected(halfWorks.error());
            (*halfWorks ? working : failing) = middle;
        }
        if (working == 0 || candidates.empty()) {
            // It worked with all of them before and does not with all of them now: chance decides here.
            search.likely = std::move(found);
            return search;
        }
        found.push_back(candidates[working - 1]);
        // What came behind was not needed.
        candidates.resize(working - 1);
    }
    for (std::size_t i = 0; i < found.size(); ++i) {
        std::vector<std::string> others = found;
        others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
        const auto without = worksWith(std::move(others));
        if (!without)
            return std::unexpected(without.error());
        (*without ? search.likely : search.needed).push_back(found[i]);
    }
    std::ranges::sort(search.needed);
    std::ranges::sort(search.likely);
    return search;
}

} // namespace whittle::analysis
