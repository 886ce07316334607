#include "analysis/base_limits.h"

#include <algorithm>

namespace whittle::analysis {

namespace {

using profile::ArgumentCondition;
using profile::Operator;

// Calls that were seen may be combined up to here; each becomes a rule.
constexpr std::size_t kMostCombinations = 64;

Conjunction conditionsOf(const Limitable &how, std::uint64_t value, const Conjunction &others)
{
    Conjunction conditions = {conditionFor(how, value)};
    conditions.insert(conditions.end(), others.begin(), others.end());
    return conditions;
}

// Arguments that the limit or the refusals look at and of which every value is known.
std::vector<std::uint32_t> knownArguments(const SyscallEvidence &evidence, const Limit &limit, const std::vector<Refusal> &refusals, bool &all)
{
    std::set<std::uint32_t> indexes;
    for (const Conjunction &alternative : limit.alternatives)
        for (const ArgumentCondition &condition : alternative)
            indexes.insert(condition.index);
    for (const Refusal &refusal : refusals)
        for (const ArgumentCondition &condition : refusal.conditions)
            indexes.insert(condition.index);
    if (indexes.empty())
        for (const auto &[index, values] : evidence.arguments)
            indexes.insert(index);
    std::vector<std::uint32_t> known;
    all = !indexes.empty();
    for (const std::uint32_t index : indexes) {
        const auto *values = evidence.valuesOf(index);
        if (values && !values->empty())
            known.push_back(index);
        else
            all = false;
    }
    return known;
}

} // namespace

Limit limitAsBase(const Limitable *how, const Permission &base, std::span<const std::uint64_t> wanted)
{
    if (!how)
        return {base.conditions, "what the base allows"};
    std::map<std::uint64_t, std::vector<Conjunction>> values;
    for (const std::uint64_t value : wanted)
        if (const auto found = base.values.find(value & how->mask); found != base.values.end() && !found->second.allowed.empty())
            values[found->first] = found->second.allowed;
    // Nothing is wanted in particular, or it was denied each time: as an unlimited base would show it.
    if (values.empty())
        for (const auto &[value, answers] : base.values)
            if (!answers.allowed.empty())
                values[value] = answers.allowed;
    return limitTo(*how, values);
}

std::vector<Refusal> refusalsAsBase(const Limitable &how, const Permission &base, const std::set<std::uint64_t> &seen)
{
    std::vector<Refusal> refusals;
    if (how.isFlags())
        return refusals;
    for (const auto &[value, answers] : base.values)
        for (const Refusal &refusal : answers.refused)
            if (refusal.answer.action == profile::Action::Errno || seen.contains(value))
                refusals.push_back({conditionsOf(how, value, refusal.conditions), refusal.answer});
    return refusals;
}

void addSeenAnswers(const syscalls::Syscall &syscall, const SyscallEvidence &evidence, std::span<const Permissions *const> bases, Limit &limit,
                    std::vector<Refusal> &refusals)
{
    if (evidence.denied == 0 || bases.empty() || evidence.abis.size() != 1)
        return;
    const Abi abi = *evidence.abis.begin();
    bool all = false;
    std::vector<std::pair<profile::Arguments, Conjunction>> calls(1);
    for (const std::uint32_t index : knownArguments(evidence, limit, refusals, all)) {
        const std::set<std::uint64_t> &values = *evidence.valuesOf(index);
        if (calls.size() * values.size() > kMostCombinations)
            return;
        std::vector<std::pair<profile::Arguments, Conjunction>> next;
        for (const auto &[call, conditions] : calls) {
            for (const std::uint64_t value : values) {
                next.emplace_back(call, conditions);
                next.back().first[index] = value;
                next.back().second.push_back({index, Operator::EQ, value, 0, {}});
            }
        }
        calls = std::move(next);
    }
    // With an argument unknown a refusal might hide a call that was let through.
    if (!all)
        return;
    const bool isOpen = limit.alternatives.empty();
    for (auto &[call, conditions] : calls) {
        const auto executes = [&](const Permissions *base) { return base->decide(syscall, abi, call).executes(); };
        if (std::ranges::any_of(bases, executes)) {
            if (isOpen)
                limit.alternatives.push_back(conditions);
        } else if (!std::ranges::contains(refusals, conditions, &Refusal::conditions)) {
            refusals.push_back({conditions, bases.front()->decide(syscall, abi, call)});
        }
    }
}

} // namespace whittle::analysis
