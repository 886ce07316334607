#pragma once

#include "syscalls/catalogue.h"

#include <cstdint>
#include <span>
#include <string>

namespace whittle::analysis {

/// "domain", or "argument 4" where the syscall has no such parameter on the ABI.
[[nodiscard]] std::string argumentName(const syscalls::Syscall &syscall, Abi abi, unsigned index);
/// "AF_ALG, AF_PACKET": values of one argument, with symbolic constants where it has some.
[[nodiscard]] std::string valuesText(const syscalls::Syscall &syscall, Abi abi, unsigned index, std::span<const std::uint64_t> values);

} // namespace whittle::analysis
