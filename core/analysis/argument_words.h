#pragma once

#include "profile/profile.h"
#include "syscalls/catalogue.h"

#include <cstdint>
#include <span>
#include <string>

namespace whittle::analysis {

/// "domain", or "argument 4" where the syscall has no such parameter on the ABI.
[[nodiscard]] std::string argumentName(const syscalls::Syscall &syscall, Abi abi, unsigned index);
/// "AF_ALG, AF_PACKET": values of one argument, with symbolic constants where it has some.
[[nodiscard]] std::string valuesText(const syscalls::Syscall &syscall, Abi abi, unsigned index, std::span<const std::uint64_t> values);

/// "domain = AF_UNIX and protocol != NETLINK_AUDIT": conditions that hold together, as the syscall's x86_64 parameters are called.
[[nodiscard]] std::string conditionsText(const syscalls::Syscall &syscall, std::span<const profile::ArgumentCondition> conditions);

} // namespace whittle::analysis
