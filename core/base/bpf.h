#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace whittle::bpf {

/// One classic BPF instruction, laid out as struct sock_filter of linux/filter.h.
struct Instruction
{
    std::uint16_t code = 0;
    std::uint8_t jumpTrue = 0;
    std::uint8_t jumpFalse = 0;
    std::uint32_t k = 0;

    bool operator==(const Instruction &) const = default;
};

using Program = std::vector<Instruction>;

/// What a seccomp filter sees: struct seccomp_data of linux/seccomp.h. number carries the x32 bit where the call does.
struct SeccompData
{
    std::int32_t number = 0;
    std::uint32_t arch = 0; // AUDIT_ARCH_*
    std::uint64_t instructionPointer = 0;
    std::array<std::uint64_t, 6> arguments = {};
};

/// Accepts what the kernel's seccomp_check_filter accepts: 1 to 4096 instructions of the seccomp subset, forward jumps inside the
/// program, loads inside seccomp_data, a return at the end. Errors: InvalidInput naming the instruction.
[[nodiscard]] Result<> validate(std::span<const Instruction> program);

/// The SECCOMP_RET_* word (action and 16 data bits) that the kernel would get. The program must be valid. Any thread; no allocation.
[[nodiscard]] std::uint32_t run(std::span<const Instruction> program, const SeccompData &data);

} // namespace whittle::bpf
