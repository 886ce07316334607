#include "analysis/value_answers.h"

#include <algorithm>
#include <bit>
#include <set>
#include <tuple>

namespace whittle::analysis {

namespace {

using profile::ArgumentCondition;
using profile::Arguments;
using profile::Decision;
using profile::Operator;

bool allHold(const Conjunction &conditions, const Arguments &call)
{
    return std::ranges::all_of(conditions, [&call](const ArgumentCondition &one) { return one.index < call.size() && holds(one, call[one.index]); });
}

// What holds where the condition does not: any of these.
std::vector<ArgumentCondition> opposites(ArgumentCondition condition)
{
    switch (condition.op) {
    case Operator::NE: condition.op = Operator::EQ; break;
    case Operator::EQ: condition.op = Operator::NE; break;
    case Operator::LT: condition.op = Operator::GE; break;
    case Operator::GE: condition.op = Operator::LT; break;
    case Operator::LE: condition.op = Operator::GT; break;
    case Operator::GT: condition.op = Operator::LE; break;
    case Operator::MaskedEq: {
        // One of the bits is the other way round. Of a whole number that would be too many rules.
        constexpr int kMostBits = 12;
        std::vector<ArgumentCondition> any;
        if (std::popcount(condition.value) <= kMostBits)
            for (std::uint64_t rest = condition.value; rest != 0; rest &= rest - 1)
                any.push_back({condition.index, Operator::MaskedEq, rest & -rest, ~condition.valueTwo & rest & -rest, {}});
        return any;
    }
    }
    return {condition};
}

// The conditions on other arguments, where those on the fixed one hold, and what holds where each of them does not.
std::vector<Conjunction> conjunctions(std::span<const Conjunction> rules, std::optional<FixedArgument> fixed)
{
    std::vector<Conjunction> found;
    const auto add = [&found](Conjunction conditions) {
        if (!std::ranges::contains(found, conditions))
            found.push_back(std::move(conditions));
    };
    for (const Conjunction &rule : rules) {
        Conjunction others;
        bool possible = true;
        for (const ArgumentCondition &condition : rule) {
            if (fixed && condition.index == fixed->index)
                possible = possible && holds(condition, fixed->value);
            else
                others.push_back(condition);
        }
        if (!possible || others.empty())
            continue;
        for (const ArgumentCondition &condition : others)
            for (ArgumentCondition &other : opposites(condition))
                add({std::move(other)});
        add(std::move(others));
    }
    return found;
}

} // namespace

bool holds(const ArgumentCondition &condition, std::uint64_t value)
{
    switch (condition.op) {
    case Operator::NE: return value != condition.value;
    case Operator::LT: return value < condition.value;
    case Operator::LE: return value <= condition.value;
    case Operator::EQ: return value == condition.value;
    case Operator::GE: return value >= condition.value;
    case Operator::GT: return value > condition.value;
    case Operator::MaskedEq: return (value & condition.value) == (condition.valueTwo & condition.value);
    }
    return false;
}

bool comesBefore(const Conjunction &left, const Conjunction &right)
{
    const auto key = [](const ArgumentCondition &one) { return std::tuple(one.index, one.op, one.value, one.valueTwo); };
    return std::ranges::lexicographical_compare(left, right, [&key](const ArgumentCondition &a, const ArgumentCondition &b) { return key(a) < key(b); });
}

std::vector<Conjunction> conditionsOf(std::span<const profile::Rule *const> rules)
{
    std::vector<Conjunction> found;
    for (const profile::Rule *rule : rules) {
        Conjunction conditions;
        std::set<std::uint32_t> indexes;
        for (const ArgumentCondition &condition : rule->args) {
            conditions.push_back({condition.index, condition.op, condition.value, condition.valueTwo, {}});
            indexes.insert(condition.index);
        }
        if (indexes.size() == conditions.size()) {
            found.push_back(std::move(conditions));
            continue;
        }
        for (ArgumentCondition &condition : conditions)
            found.push_back({std::move(condition)});
    }
    return found;
}

ValueAnswers answersTo(std::span<const Conjunction> conditions, std::span<const Arguments> points, const profile::Filter &filter, Abi abi, int number,
                       std::optional<FixedArgument> fixed)
{
    std::vector<std::pair<Arguments, Decision>> calls;
    for (Arguments call : points) {
        if (fixed)
            call[fixed->index] = fixed->value;
        calls.emplace_back(call, filter.decide(abi, number, call));
    }
    ValueAnswers result;
    // Takes the conjunction where all calls that meet it get one answer; all that let through are one.
    const auto take = [&](const Conjunction &conjunction) {
        std::optional<Decision> same;
        for (const auto &[call, answer] : calls) {
            if (!allHold(conjunction, call))
                continue;
            if (same && !(same->executes() && answer.executes()) && !(*same == answer))
                return false;
            same = answer;
        }
        if (!same)
            return false;
        if (same->executes())
            result.allowed.push_back(conjunction);
        else
            result.refused.push_back({conjunction, *same});
        return true;
    };
    if (take({}))
        return result;
    // The shorter ones first: a longer one that holds all of it adds nothing.
    std::vector<Conjunction> all = conjunctions(conditions, fixed);
    std::ranges::stable_sort(all, {}, &Conjunction::size);
    std::vector<Conjunction> taken;
    for (Conjunction &conjunction : all) {
        const auto isPart = [&conjunction](const Conjunction &shorter) {
            return std::ranges::all_of(shorter, [&conjunction](const ArgumentCondition &one) { return std::ranges::contains(conjunction, one); });
        };
        if (std::ranges::none_of(taken, isPart) && take(conjunction))
            taken.push_back(std::move(conjunction));
    }
    return result;
}

} // namespace whittle::analysis
