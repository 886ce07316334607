#include "analysis/allow_refused.h"

#include "analysis/argument_rules.h"
#include "profile/edit_rules.h"

#include <algorithm>

namespace whittle::analysis {

std::optional<LimitedAllow> allowOnlyThose(const profile::Profile &profile, const profile::Target &target, const syscalls::Syscall &syscall, Abi abi, const SyscallEvidence &refused,
                                           std::span<const profile::PartlyKnown> calls)
{
    const auto limit = limitToSeen(syscall, refused, abi);
    if (!limit || calls.empty())
        return std::nullopt;
    LimitedAllow result{profile::rulesOf(profile, syscall.name), limit->words};
    // One without conditions of either kind would win over those that are added; what other targets get stays.
    std::erase_if(result.rules, [](const profile::Rule &rule) { return rule.args.empty() && rule.includes.isEmpty() && rule.excludes.isEmpty(); });
    for (const auto &conditions : limit->alternatives) {
        profile::Rule rule;
        rule.names = {syscall.name};
        rule.action = profile::Action::Allow;
        rule.args = conditions;
        result.rules.push_back(std::move(rule));
    }
    const auto filter = profile::compile(profile::withRules(profile, syscall.name, result.rules), target);
    if (!filter)
        return std::nullopt;
    const int number = syscall.number(abi);
    const bool letsThemThrough = std::ranges::none_of(calls, [&](const profile::PartlyKnown &call) { return profile::possibleDecisions(*filter, abi, number, call).mayRefuse(); });
    if (!letsThemThrough || !profile::possibleDecisions(*filter, abi, number, {}).mayRefuse())
        return std::nullopt;
    return result;
}

} // namespace whittle::analysis
