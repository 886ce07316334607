#include "analysis/argument_preview.h"

#include "profile/compare.h"
#include "profile/edit_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace whittle::analysis {
namespace {

using profile::Arguments;
using profile::Decision;

constexpr std::size_t kArguments = std::tuple_size_v<Arguments>;
constexpr std::size_t kMostCombinations = 2048;
constexpr std::size_t kMostConstants = 64;
using ValueSets = std::array<std::set<std::uint64_t>, kArguments>;

/// The values that rules of the syscall compare arguments with; of a masked comparison what is left of the argument.
ValueSets comparedValues(std::initializer_list<const profile::Profile *> profiles, const std::string &syscall)
{
    ValueSets values;
    for (const auto *profile : profiles) {
        for (const auto &rule : profile->rules) {
            if (!profile::names(rule, syscall))
                continue;
            for (const auto &condition : rule.args) {
                if (condition.index >= kArguments)
                    continue;
                const bool masked = condition.op == profile::Operator::MaskedEq;
                values[condition.index].insert(masked ? condition.valueTwo & condition.value : condition.value);
                // A flag that a mask asks for or forbids: the other way round as well.
                if (masked)
                    values[condition.index].insert(~condition.valueTwo & condition.value);
            }
        }
    }
    return values;
}

/// All calls in which one argument has the value, within reason.
std::vector<Arguments> callsWith(const ValueSets &others, std::size_t index, std::uint64_t value)
{
    std::vector<Arguments> calls(1);
    calls.front()[index] = value;
    for (std::size_t i = 0; i < kArguments; ++i) {
        if (i == index || others[i].empty())
            continue;
        std::vector<Arguments> next;
        for (const auto &call : calls) {
            for (const auto other : others[i]) {
                if (next.size() >= kMostCombinations)
                    break;
                next.push_back(call);
                next.back()[i] = other;
            }
        }
        calls = std::move(next);
    }
    return calls;
}

std::vector<Decision> answers(const profile::Filter *filter, Abi abi, int number, std::span<const Arguments> calls)
{
    std::vector<Decision> found;
    if (!filter)
        return found;
    for (const auto &call : calls) {
        const auto decision = filter->decide(abi, number, call);
        if (!std::ranges::contains(found, decision))
            found.push_back(decision);
    }
    return found;
}

/// A filter that executes exactly the calls that the rule's argument conditions fit, as this target's runtime reads them.
std::optional<profile::Filter> filterOf(const profile::Rule &rule, const PreviewRequest &request)
{
    profile::Profile alone;
    alone.defaultAction = profile::Action::Trap;
    alone.architectures = request.after.profile.architectures;
    alone.archMap = request.after.profile.archMap;
    profile::Rule plain;
    plain.names = {request.syscall.name};
    plain.args = rule.args;
    alone.addRule(std::move(plain));
    auto filter = profile::compile(alone, request.target);
    return filter ? std::optional(std::move(*filter)) : std::nullopt;
}

} // namespace

std::vector<ValuePreview> previewValues(const PreviewRequest &request)
{
    const auto &name = request.syscall.name;
    const int number = request.syscall.number(request.abi);
    const auto compared = comparedValues({&request.before.profile, &request.after.profile}, name);
    std::array<std::map<std::uint64_t, std::uint64_t>, kArguments> seen;
    ValueSets others;
    for (const auto *side : {&request.before.profile, &request.after.profile})
        for (const auto &point : profile::interestingArguments(*side, name))
            for (std::size_t i = 0; i < kArguments; ++i)
                others[i].insert(point[i]);
    for (const auto &values : request.seen) {
        if (values.index >= kArguments || values.counts.empty())
            continue;
        seen[values.index] = values.counts;
        others[values.index].clear();
        for (const auto &[value, count] : values.counts)
            others[values.index].insert(value);
    }
    const auto matching = request.rule ? filterOf(*request.rule, request) : std::nullopt;

    std::vector<ValuePreview> rows;
    const auto arguments = request.syscall.argumentsOn(request.abi);
    for (std::size_t index = 0; index < kArguments; ++index) {
        auto values = seen[index];
        for (const auto value : compared[index])
            values.try_emplace(value, 0);
        if (!compared[index].empty() && seen[index].empty() && index < arguments.size()) {
            const auto *constants = syscalls::Catalogue::builtIn().constants(arguments[index].constants);
            if (constants && constants->values.size() <= kMostConstants)
                for (const auto &constant : constants->values)
                    if (const auto value = constant.on(request.abi))
                        values.try_emplace(*value, 0);
        }
        std::vector<ValuePreview> group;
        for (const auto &[value, count] : values) {
            ValuePreview row;
            row.index = static_cast<unsigned>(index);
            row.value = value;
            row.seen = count;
            const auto calls = callsWith(others, index, value);
            row.before = answers(request.before.filter, request.abi, number, calls);
            row.after = answers(request.after.filter, request.abi, number, calls);
            if (matching)
                row.matches = std::ranges::any_of(calls, [&](const Arguments &call) { return matching->decide(request.abi, number, call).executes(); });
            group.push_back(std::move(row));
        }
        std::ranges::stable_sort(group, std::ranges::greater{}, [&](const ValuePreview &row) { return std::pair(row.seen, compared[index].contains(row.value)); });
        rows.insert(rows.end(), group.begin(), group.end());
    }
    return rows;
}

std::vector<trace::ArgumentValues> mergeValues(std::span<const trace::SyscallUse *const> uses)
{
    std::map<unsigned, trace::ArgumentValues> byIndex;
    for (const auto *use : uses) {
        for (const auto &values : use->arguments) {
            auto &sum = byIndex[values.index];
            sum.index = values.index;
            sum.overflowed |= values.overflowed;
            for (const auto &[value, count] : values.counts)
                sum.counts[value] += count;
        }
    }
    std::vector<trace::ArgumentValues> result;
    for (auto &[index, values] : byIndex)
        result.push_back(std::move(values));
    return result;
}

} // namespace whittle::analysis
