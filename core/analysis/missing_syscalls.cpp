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

Result<Search> searchMissing(const profile::Profile &profile, std::vector<std::string> candidates, const Works &works, int budget, unsigned beside)
{
    Search search;
    const auto worksWith = [&](const std::vector<std::vector<std::string>> &sets) {
        std::vector<profile::Profile> profiles;
        for (const std::vector<std::string> &names : sets)
            profiles.push_back(allowingAlso(profile, names));
        budget -= static_cast<int>(sets.size());
        return works(profiles);
    };
    const auto all = worksWith({candidates});
    if (!all)
        return std::unexpected(all.error());
    search.solvable = all->front();
    if (!search.solvable)
        return search;

    std::vector<std::string> found;
    for (;;) {
        const auto enough = worksWith({found});
        if (!enough)
            return std::unexpected(enough.error());
        if (enough->front())
            break;
        // The shortest beginning of the candidates that makes it work ends with one that is needed.
        std::size_t failing = 0;
        std::size_t working = candidates.size();
        while (working - failing > 1) {
            const int left = budget - static_cast<int>(found.size());
            if (left <= 0) {
                search.gaveUp = true;
                search.likely = std::move(found);
                return search;
            }
            const std::size_t parts = std::min({working - failing - 1, static_cast<std::size_t>(left), static_cast<std::size_t>(beside)}) + 1;
            std::vector<std::size_t> ends;
            std::vector<std::vector<std::string>> sets;
            for (std::size_t part = 1; part < parts; ++part) {
                ends.push_back(failing + (working - failing) * part / parts);
                std::vector<std::string> &names = sets.emplace_back(found);
                names.insert(names.end(), candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(ends.back()));
            }
            const auto partsWork = worksWith(sets);
            if (!partsWork)
                return std::unexpected(partsWork.error());
            const auto first = static_cast<std::size_t>(std::ranges::find(*partsWork, true) - partsWork->begin());
            if (first < ends.size())
                working = ends[first];
            if (first > 0)
                failing = ends[first - 1];
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
    std::vector<std::vector<std::string>> proofs;
    for (std::size_t i = 0; i < found.size(); ++i)
        proofs.emplace_back(found).erase(proofs.back().begin() + static_cast<std::ptrdiff_t>(i));
    if (!proofs.empty()) {
        const auto without = worksWith(proofs);
        if (!without)
            return std::unexpected(without.error());
        for (std::size_t i = 0; i < found.size(); ++i)
            ((*without)[i] ? search.likely : search.needed).push_back(found[i]);
    }
    std::ranges::sort(search.needed);
    std::ranges::sort(search.likely);
    return search;
}

} // namespace whittle::analysis
