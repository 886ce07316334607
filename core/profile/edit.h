#pragma once

#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::profile {

/// What a syscall is to be answered with, whatever its arguments.
struct Answer
{
    Action action = Action::Allow;
    std::optional<std::uint32_t> errnoRet;
};

/// The same profile with the syscalls answered that way on every target: no rule with another answer names them afterwards, not even
/// one with conditions. A name is added to the plain rule that already gives the answer, or to a new one; rules left without a name go.
/// Where the default already answers so, no rule is needed.
[[nodiscard]] Profile withAnswer(const Profile &profile, std::span<const std::string> syscalls, const Answer &answer);

/// The same profile with nothing that lets the syscalls be executed: rules that allow or log them lose the names; rules that deny
/// them stay. clone3 gets ENOSYS, which is the only denial that C libraries fall back from.
[[nodiscard]] Profile withoutSyscalls(const Profile &profile, std::span<const std::string> syscalls);

/// One syscall whose decision an edit changed beside the syscalls that were meant.
struct SideEffect
{
    Abi abi = Abi::X86_64;
    std::string syscall;
    Decision before;
    Decision after;
};

/// What else differs between two filters of one profile, the syscalls that were edited left out: all ABIs of either filter, all
/// arguments 0. In order of ABI and name.
[[nodiscard]] std::vector<SideEffect> sideEffects(const Filter &before, const Filter &after, std::span<const std::string> edited);

} // namespace whittle::profile
