#pragma once

#include "analysis/evidence.h"
#include "analysis/value_answers.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "syscalls/catalogue.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whittle::analysis {

/// Argument conditions that limit one syscall; it is allowed where any one of the alternatives holds.
struct Limit
{
    std::vector<Conjunction> alternatives;
    std::string words; // "AF_UNIX, AF_INET"
};

/// How a syscall may be limited: one argument of which only some bits matter. Conditions compare those bits alone
/// (SCMP_CMP_MASKED_EQ), so that bits the kernel ignores are of no use to anybody.
struct Limitable
{
    std::string_view syscall;
    std::uint32_t index = 0;
    std::uint64_t mask = 0;
    std::string_view constants; // names for words
    std::vector<std::uint64_t> usual;      // always let through: no program that runs at all can do harm with them
    std::vector<std::uint64_t> candidates; // all that make sense; what a base or union allows is found by asking it about each

    [[nodiscard]] bool isFlags() const { return mask != 0xffffffff; }
};

/// The syscalls that --args safe limits: socket families, personality, namespace flags of clone and unshare.
[[nodiscard]] const Limitable *limitable(std::string_view syscall);

/// The limited argument has one of the values.
[[nodiscard]] Limit limitTo(const Limitable &how, std::vector<std::uint64_t> values);

/// The same, each value with what the other arguments must be.
[[nodiscard]] Limit limitTo(const Limitable &how, const std::map<std::uint64_t, std::vector<Conjunction>> &values);

/// The condition that limitTo() makes of one value.
[[nodiscard]] profile::ArgumentCondition conditionFor(const Limitable &how, std::uint64_t value);

/// Where the limited argument is a set of flags: the calls that the limit does not let through, as few conjunctions of conditions on
/// those flags. Empty where it is no set of flags, or where the limit asks for more than flags.
[[nodiscard]] std::vector<Conjunction> callsBeyond(const Limitable &how, const Limit &limit);

/// Conditions for exactly the values that were seen, where all of them are known and few; pointers are left alone.
[[nodiscard]] std::optional<Limit> limitToSeen(const syscalls::Syscall &syscall, const SyscallEvidence &evidence, Abi abi);

} // namespace whittle::analysis
