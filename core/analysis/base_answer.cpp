#include "analysis/base_answer.h"

#include "profile/compare.h"

#include <algorithm>
#include <cerrno>

namespace whittle::analysis {

namespace {

void widen(ValueAnswers &answers, const ValueAnswers &other)
{
    for (const Conjunction &alternative : other.allowed)
        if (!std::ranges::contains(answers.allowed, alternative))
            answers.allowed.push_back(alternative);
    if (std::ranges::contains(answers.allowed, Conjunction()))
        answers.allowed = {{}};
    std::ranges::sort(answers.allowed, comesBefore);
    std::erase_if(answers.refused, [&other](const Refusal &refusal) { return !std::ranges::contains(other.refused, refusal); });
}

// The calls worth asking about, whatever one argument is.
std::vector<profile::Arguments> pointsWithout(std::uint32_t index, const profile::Profile &profile, std::string_view syscall)
{
    std::set<profile::Arguments> points;
    for (profile::Arguments point : profile::interestingArguments(profile, syscall)) {
        point[index] = 0;
        points.insert(point);
    }
    return {points.begin(), points.end()};
}

} // namespace

void Permission::widenBy(const Permission &other)
{
    kind = std::max(kind, other.kind);
    for (const auto &[value, answers] : other.values) {
        const auto [at, isNew] = values.try_emplace(value, answers);
        if (!isNew)
            widen(at->second, answers);
    }
    for (const Conjunction &alternative : other.conditions)
        if (!std::ranges::contains(conditions, alternative))
            conditions.push_back(alternative);
    for (const Refusal &refusal : other.refusals)
        if (!std::ranges::contains(refusals, refusal))
            refusals.push_back(refusal);
    // What one of them lets through is not refused.
    std::erase_if(refusals, [this](const Refusal &refusal) { return std::ranges::contains(conditions, refusal.conditions); });
    std::ranges::sort(conditions, comesBefore);
    std::ranges::stable_sort(refusals, comesBefore, &Refusal::conditions);
}

Result<Permissions> Permissions::create(const profile::Profile &profile, const profile::Target &target)
{
    auto resolved = profile::resolve(profile, target);
    if (!resolved)
        return std::unexpected(resolved.error());
    auto filter = profile::compile(profile, target);
    if (!filter)
        return std::unexpected(filter.error());
    return Permissions(*std::move(resolved), *std::move(filter));
}

profile::Decision Permissions::decide(const syscalls::Syscall &syscall, Abi abi, const profile::Arguments &arguments) const
{
    return m_filter.decide(abi, syscall.number(abi), arguments);
}

std::vector<const profile::Rule *> Permissions::rulesFor(const syscalls::Syscall &syscall) const
{
    std::vector<const profile::Rule *> rules;
    for (const profile::Rule &rule : m_resolved.rules) {
        // What only repeats the default action never gets into a filter.
        const bool repeats = rule.action == m_resolved.defaultAction && rule.errnoRet.value_or(EPERM) == m_resolved.defaultErrnoRet.value_or(EPERM);
        if (!repeats && (std::ranges::contains(rule.names, syscall.name) || rule.name == syscall.name))
            rules.push_back(&rule);
    }
    return rules;
}

Permission Permissions::of(const syscalls::Syscall &syscall, Abi abi, const std::set<std::uint64_t> &values) const
{
    Permission permission;
    if (!syscall.existsOn(abi))
        return permission;
    const auto rules = rulesFor(syscall);
    // A rule without conditions beats all others of its syscall.
    if (rules.empty() || std::ranges::any_of(rules, [](const profile::Rule *rule) { return rule->args.empty(); })) {
        permission.kind = decide(syscall, abi).executes() ? Permission::Kind::Allowed : Permission::Kind::Denied;
        return permission;
    }
    const auto conditions = conditionsOf(rules);
    if (const Limitable *how = limitable(syscall.name)) {
        const auto points = pointsWithout(how->index, m_resolved, syscall.name);
        std::set<std::uint64_t> asked(how->candidates.begin(), how->candidates.end());
        for (const std::uint64_t value : values)
            asked.insert(value & how->mask);
        bool all = true;
        bool none = true;
        for (const std::uint64_t value : asked) {
            ValueAnswers answers = answersTo(conditions, points, m_filter, abi, syscall.number(abi), FixedArgument{how->index, value});
            all = all && answers.allowsAll();
            none = none && answers.allowed.empty();
            permission.values.emplace(value, std::move(answers));
        }
        permission.kind = all ? Permission::Kind::Allowed : none ? Permission::Kind::Denied : Permission::Kind::Limited;
        if (all)
            permission.values.clear();
        return permission;
    }
    const auto points = profile::interestingArguments(m_resolved, syscall.name);
    ValueAnswers answers = answersTo(conditions, points, m_filter, abi, syscall.number(abi));
    const bool some = std::ranges::any_of(points, [&](const profile::Arguments &call) { return decide(syscall, abi, call).executes(); });
    permission.kind = answers.allowsAll() ? Permission::Kind::Allowed : some ? Permission::Kind::Limited : Permission::Kind::Denied;
    if (permission.kind == Permission::Kind::Limited) {
        permission.conditions = std::move(answers.allowed);
        permission.refusals = std::move(answers.refused);
    }
    return permission;
}

} // namespace whittle::analysis
