#pragma once

#include "profile/filter.h"
#include "profile/profile.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace whittle::analysis {

/// Conditions on a syscall's arguments, of which all must hold. An empty one always does.
using Conjunction = std::vector<profile::ArgumentCondition>;

[[nodiscard]] bool holds(const profile::ArgumentCondition &condition, std::uint64_t value);

/// Calls that are answered in the kernel's place.
struct Refusal
{
    Conjunction conditions;
    profile::Decision answer;

    bool operator==(const Refusal &) const = default;
};

/// What a filter does with some calls, in terms of their arguments.
struct ValueAnswers
{
    std::vector<Conjunction> allowed; // any of them; one empty: all those calls
    std::vector<Refusal> refused;

    [[nodiscard]] bool allowsAll() const { return allowed.size() == 1 && allowed.front().empty(); }
};

/// An order that does not depend on where they come from.
[[nodiscard]] bool comesBefore(const Conjunction &left, const Conjunction &right);

/// The conditions of the rules, as the runtimes read them: of a rule that has two on one argument each counts alone.
[[nodiscard]] std::vector<Conjunction> conditionsOf(std::span<const profile::Rule *const> rules);

/// An argument that has a value.
struct FixedArgument
{
    std::uint32_t index = 0;
    std::uint64_t value = 0;
};

/// Rules say which conditions there are, the filter what becomes of them: a conjunction counts only where the filter gives all calls that
/// are worth asking about and meet it the same kind of answer. points are those calls (profile::interestingArguments); with a fixed
/// argument each of them gets its value, and the answer is in terms of the others.
[[nodiscard]] ValueAnswers answersTo(std::span<const Conjunction> conditions, std::span<const profile::Arguments> points, const profile::Filter &filter,
                                     Abi abi, int number, std::optional<FixedArgument> fixed = {});

} // namespace whittle::analysis
