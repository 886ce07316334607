#include "tuning/argument_sets.h"

#include "analysis/argument_words.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>

namespace whittle::tuning {

namespace {

using analysis::holds;
using profile::ArgumentCondition;
using profile::Operator;

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kMostConjunctions = 32; // of a set: with more, libseccomp (2.6) takes minutes over rules with several conditions, and nobody reads them
constexpr std::size_t kMostSingleValues = 16; // a range in the middle is said value by value up to here
constexpr std::size_t kArguments = std::tuple_size_v<profile::Arguments>;

/// Values from first to last, both counted in.
struct Range
{
    std::uint64_t first = 0;
    std::uint64_t last = kMost;
};
using Ranges = std::vector<Range>;

ArgumentCondition conditionOn(std::uint32_t index, Operator op, std::uint64_t value, std::uint64_t valueTwo = 0)
{
    return {index, op, value, valueTwo, {}};
}

// One spelling for what can be said in several ways.
ArgumentCondition plain(const ArgumentCondition &condition)
{
    if (condition.op != Operator::MaskedEq)
        return conditionOn(condition.index, condition.op, condition.value);
    if (condition.value == kMost)
        return conditionOn(condition.index, Operator::EQ, condition.valueTwo);
    if (condition.value == 0)
        return conditionOn(condition.index, Operator::GE, 0);
    return conditionOn(condition.index, Operator::MaskedEq, condition.value, condition.valueTwo & condition.value);
}

// Of a comparison; a mask has none.
std::optional<Ranges> rangesOf(const ArgumentCondition &condition)
{
    const std::uint64_t value = condition.value;
    switch (condition.op) {
    case Operator::EQ: return Ranges{{value, value}};
    case Operator::NE: {
        Ranges ranges;
        if (value > 0)
            ranges.push_back({0, value - 1});
        if (value < kMost)
            ranges.push_back({value + 1, kMost});
        return ranges;
    }
    case Operator::LE: return Ranges{{0, value}};
    case Operator::GE: return Ranges{{value, kMost}};
    case Operator::LT: return value == 0 ? Ranges() : Ranges{{0, value - 1}};
    case Operator::GT: return value == kMost ? Ranges() : Ranges{{value + 1, kMost}};
    case Operator::MaskedEq: return std::nullopt;
    }
    return std::nullopt;
}

// As alternatives; empty where a range in the middle is too long to be said.
std::optional<std::vector<ArgumentCondition>> conditionsFor(std::uint32_t index, const Ranges &ranges)
{
    // Everything but one value is one condition.
    if (ranges.size() == 2 && ranges[0].first == 0 && ranges[1].last == kMost && ranges[1].first - ranges[0].last == 2)
        return std::vector{conditionOn(index, Operator::NE, ranges[0].last + 1)};
    std::vector<ArgumentCondition> conditions;
    for (const Range &range : ranges) {
        if (range.first == range.last) {
            conditions.push_back(conditionOn(index, Operator::EQ, range.first));
        } else if (range.last == kMost) {
            conditions.push_back(conditionOn(index, Operator::GE, range.first));
        } else if (range.first == 0) {
            conditions.push_back(conditionOn(index, Operator::LE, range.last));
        } else {
            if (range.last - range.first >= kMostSingleValues)
                return std::nullopt;
            for (std::uint64_t value = range.first; value <= range.last; ++value)
                conditions.push_back(conditionOn(index, Operator::EQ, value));
        }
    }
    return conditions;
}

// Both at once, as alternatives.
std::optional<std::vector<ArgumentCondition>> both(const ArgumentCondition &one, const ArgumentCondition &other)
{
    // Bits that a mask does not look at are none of its value.
    const ArgumentCondition a = plain(one);
    const ArgumentCondition b = plain(other);
    const auto ofA = rangesOf(a);
    const auto ofB = rangesOf(b);
    if (ofA && ofB) {
        Ranges common;
        for (const Range &left : *ofA) {
            for (const Range &right : *ofB) {
                const Range range{std::max(left.first, right.first), std::min(left.last, right.last)};
                if (range.first <= range.last)
                    common.push_back(range);
            }
        }
        return conditionsFor(a.index, common);
    }
    if (!ofA && !ofB) {
        const std::uint64_t shared = a.value & b.value;
        if ((a.valueTwo & shared) != (b.valueTwo & shared))
            return std::vector<ArgumentCondition>();
        return std::vector{plain(conditionOn(a.index, Operator::MaskedEq, a.value | b.value, a.valueTwo | b.valueTwo))};
    }
    const ArgumentCondition &mask = ofA ? b : a;
    const Ranges &ranges = ofA ? *ofA : *ofB;
    if (ranges.size() == 1 && ranges.front().first == 0 && ranges.front().last == kMost)
        return std::vector{mask};
    std::vector<ArgumentCondition> conditions;
    for (const Range &range : ranges) {
        // What is left out of the whole is one value that the mask does not allow either.
        if (ranges.size() == 2 && ranges[1].first - ranges[0].last == 2 && ranges[0].first == 0 && ranges[1].last == kMost) {
            if (!holds(mask, ranges[0].last + 1))
                return std::vector{mask};
            return std::nullopt;
        }
        if (range.last - range.first >= kMostSingleValues)
            return std::nullopt;
        for (std::uint64_t value = range.first;; ++value) {
            if (holds(mask, value))
                conditions.push_back(conditionOn(mask.index, Operator::EQ, value));
            if (value == range.last)
                break;
        }
    }
    return conditions;
}

// The conditions under which one does not hold, as alternatives.
std::vector<ArgumentCondition> opposite(const ArgumentCondition &condition)
{
    const auto other = [&condition](Operator op) { return std::vector{conditionOn(condition.index, op, condition.value)}; };
    switch (condition.op) {
    case Operator::EQ: return other(Operator::NE);
    case Operator::NE: return other(Operator::EQ);
    case Operator::LT: return other(Operator::GE);
    case Operator::LE: return other(Operator::GT);
    case Operator::GE: return other(Operator::LT);
    case Operator::GT: return other(Operator::LE);
    case Operator::MaskedEq: break;
    }
    // At least one of the bits is another.
    std::vector<ArgumentCondition> bits;
    for (std::uint64_t rest = condition.value; rest != 0; rest &= rest - 1) {
        const std::uint64_t bit = rest & (~rest + 1);
        bits.push_back(plain(conditionOn(condition.index, Operator::MaskedEq, bit, ~condition.valueTwo & bit)));
    }
    return bits;
}

std::optional<ArgumentSet> conjoined(const Conjunction &a, const Conjunction &b)
{
    ArgumentSet result = {{}};
    for (std::uint32_t index = 0; index < kArguments; ++index) {
        const auto ofA = std::ranges::find(a, index, &ArgumentCondition::index);
        const auto ofB = std::ranges::find(b, index, &ArgumentCondition::index);
        std::vector<ArgumentCondition> alternatives;
        if (ofA == a.end() && ofB == b.end())
            continue;
        if (ofA == a.end()) {
            alternatives = {*ofB};
        } else if (ofB == b.end()) {
            alternatives = {*ofA};
        } else {
            auto together = both(*ofA, *ofB);
            if (!together)
                return std::nullopt;
            alternatives = *std::move(together);
        }
        ArgumentSet next;
        for (const Conjunction &one : result) {
            for (const ArgumentCondition &alternative : alternatives) {
                next.push_back(one);
                next.back().push_back(alternative);
            }
        }
        result = std::move(next);
        if (result.size() > kMostConjunctions)
            return std::nullopt;
    }
    return result;
}

auto keyOf(const ArgumentCondition &condition)
{
    return std::tuple(condition.index, condition.op, condition.value, condition.valueTwo);
}

bool lessConjunction(const Conjunction &a, const Conjunction &b)
{
    return std::ranges::lexicographical_compare(a, b, {}, keyOf, keyOf);
}

// Whether every value that the first allows the second allows, too.
bool implies(const ArgumentCondition &a, const ArgumentCondition &b)
{
    const auto ofA = rangesOf(a);
    const auto ofB = rangesOf(b);
    if (ofA && ofB) {
        return std::ranges::all_of(*ofA, [&](const Range &one) {
            return std::ranges::any_of(*ofB, [&](const Range &other) { return other.first <= one.first && one.last <= other.last; });
        });
    }
    if (!ofA && !ofB)
        return (a.value & b.value) == b.value && (a.valueTwo & b.value) == b.valueTwo;
    // One value against a mask.
    return ofA && ofA->size() == 1 && ofA->front().first == ofA->front().last && holds(b, ofA->front().first);
}

bool covers(const Conjunction &wide, const Conjunction &narrow)
{
    return std::ranges::all_of(wide, [&](const ArgumentCondition &condition) {
        const auto same = std::ranges::find(narrow, condition.index, &ArgumentCondition::index);
        return same != narrow.end() && implies(*same, condition);
    });
}

} // namespace

ArgumentSet allArguments()
{
    return {{}};
}

bool isAll(const ArgumentSet &set)
{
    return std::ranges::any_of(set, &Conjunction::empty);
}

bool contains(const ArgumentSet &set, const profile::Arguments &arguments)
{
    return std::ranges::any_of(set, [&](const Conjunction &conjunction) {
        return std::ranges::all_of(conjunction, [&](const ArgumentCondition &condition) {
            return condition.index < arguments.size() && holds(condition, arguments[condition.index]);
        });
    });
}

ArgumentSet argumentsOf(const profile::Rule &rule)
{
    std::array<int, kArguments> uses = {};
    for (const ArgumentCondition &condition : rule.args) {
        if (condition.index < kArguments)
            ++uses[condition.index];
    }
    if (std::ranges::all_of(uses, [](int count) { return count < 2; }))
        return {rule.args};
    ArgumentSet set;
    for (const ArgumentCondition &condition : rule.args)
        set.push_back({condition});
    return set;
}

ArgumentSet normalised(ArgumentSet set)
{
    for (Conjunction &conjunction : set) {
        for (ArgumentCondition &condition : conjunction)
            condition = plain(condition);
        // What always holds says nothing.
        std::erase_if(conjunction, [](const ArgumentCondition &condition) {
            const auto ranges = rangesOf(condition);
            return ranges && ranges->size() == 1 && ranges->front().first == 0 && ranges->front().last == kMost;
        });
        std::ranges::sort(conjunction, {}, keyOf);
    }
    std::erase_if(set, [](const Conjunction &conjunction) {
        return std::ranges::any_of(conjunction, [](const ArgumentCondition &condition) {
            const auto ranges = rangesOf(condition);
            return ranges && ranges->empty();
        });
    });
    std::ranges::sort(set, lessConjunction);
    ArgumentSet kept;
    for (std::size_t i = 0; i < set.size(); ++i) {
        bool covered = false;
        for (std::size_t k = 0; k < set.size() && !covered; ++k) {
            // Of two that say the same the first stays.
            covered = k != i && covers(set[k], set[i]) && (k < i || !covers(set[i], set[k]));
        }
        if (!covered)
            kept.push_back(set[i]);
    }
    return kept;
}

ArgumentSet united(const ArgumentSet &a, const ArgumentSet &b)
{
    ArgumentSet all = a;
    all.insert(all.end(), b.begin(), b.end());
    return normalised(std::move(all));
}

std::optional<ArgumentSet> intersected(const ArgumentSet &a, const ArgumentSet &b)
{
    ArgumentSet all;
    for (const Conjunction &one : a) {
        for (const Conjunction &other : b) {
            auto together = conjoined(one, other);
            if (!together)
                return std::nullopt;
            all.insert(all.end(), together->begin(), together->end());
            if (all.size() > kMostConjunctions)
                return std::nullopt;
        }
    }
    return normalised(std::move(all));
}

std::optional<ArgumentSet> complement(const ArgumentSet &set)
{
    std::optional<ArgumentSet> result = allArguments();
    for (const Conjunction &conjunction : normalised(set)) {
        ArgumentSet not_;
        for (const ArgumentCondition &condition : conjunction) {
            for (const ArgumentCondition &other : opposite(condition))
                not_.push_back({other});
        }
        result = intersected(*result, normalised(std::move(not_)));
        if (!result)
            return std::nullopt;
    }
    return result;
}

std::string argumentWords(std::string_view syscall, const ArgumentSet &set)
{
    if (set.empty())
        return "never";
    if (isAll(set))
        return "always";
    constexpr std::size_t kShown = 6;
    const syscalls::Syscall *known = syscalls::Catalogue::builtIn().find(syscall);
    std::string text;
    std::size_t shown = 0;
    for (const Conjunction &conjunction : set) {
        if (shown++ == kShown)
            return text + std::format(" or {} more", set.size() - kShown);
        text += (text.empty() ? "" : " or ") + analysis::conditionsText(known ? *known : syscalls::Syscall(), conjunction);
    }
    return text;
}

} // namespace whittle::tuning
