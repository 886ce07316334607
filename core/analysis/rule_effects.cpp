#include "analysis/rule_effects.h"

#include "profile/errno_name.h"

#include <algorithm>
#include <cerrno>

namespace whittle::analysis {
namespace {

profile::Action normal(profile::Action action)
{
    return action == profile::Action::Kill ? profile::Action::KillThread : action;
}

/// As runc compares: the action, and the errno where the action takes one.
bool isDefault(const profile::Profile &profile, const profile::Rule &rule, profile::EngineRules rules)
{
    if (!profile.defaultAction || normal(*profile.defaultAction) != normal(rule.action))
        return false;
    if (rule.action != profile::Action::Errno && rule.action != profile::Action::Trace)
        return true;
    const auto number = [rules](const std::optional<std::uint32_t> &value, const std::optional<std::string> &name) {
        if (rules == profile::EngineRules::Podman && name && !name->empty())
            return profile::errnoNumber(*name).value_or(EPERM);
        return value.value_or(EPERM);
    };
    return number(profile.defaultErrnoRet, profile.defaultErrnoName) == number(rule.errnoRet, rule.errnoName);
}

bool namesSomething(const profile::Rule &rule, const profile::Filter &filter)
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    return std::ranges::any_of(rule.allNames(), [&](const std::string &name) {
        const auto *known = catalogue.find(name);
        return known && std::ranges::any_of(filter.abis(), [known](Abi abi) { return known->existsOn(abi); });
    });
}

} // namespace

Result<RuleEffect> ruleEffect(const profile::Profile &profile, std::size_t position, const profile::Target &target, const profile::Filter &filter)
{
    RuleEffect effect;
    if (position >= profile.rules.size())
        return effect;
    const auto &rule = profile.rules[position];
    auto dropped = profile::whyDropped(rule, position, target);
    if (!dropped)
        return std::unexpected(std::move(dropped).error());
    if (*dropped) {
        effect.fate = RuleFate::Dropped;
        effect.dropped = std::move(*dropped);
        return effect;
    }
    profile::Profile without = profile;
    without.rules.erase(without.rules.begin() + static_cast<std::ptrdiff_t>(position));
    const auto other = profile::compile(without, target);
    if (!other) {
        effect.fate = RuleFate::Counts;
        effect.withoutError = other.error().message;
        return effect;
    }
    effect.differences = profile::compare(without, *other, profile, filter);
    // Even a rule that is passed over can move the end of runc's ENOSYS answers, so nothing is said before it was tried.
    effect.fate = !effect.differences.empty()                ? RuleFate::Counts
        : isDefault(profile, rule, target.rules)             ? RuleFate::SameAsDefault
        : !namesSomething(rule, filter)                      ? RuleFate::NoSyscall
                                                             : RuleFate::Idle;
    return effect;
}

Result<std::vector<RuleEffect>> ruleEffects(const profile::Profile &profile, const profile::Target &target, const profile::Filter &filter, std::stop_token stop, const ProgressFn &report)
{
    std::vector<RuleEffect> effects;
    for (std::size_t i = 0; i < profile.rules.size(); ++i) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "stopped");
        if (report)
            report({"Looking at what each rule changes", i, profile.rules.size()});
        auto effect = ruleEffect(profile, i, target, filter);
        if (!effect)
            return std::unexpected(std::move(effect).error());
        effects.push_back(std::move(*effect));
    }
    return effects;
}

} // namespace whittle::analysis
