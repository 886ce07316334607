#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace whittle {

/// A syscall ABI: what a syscall number belongs to. X86_64, X32 and I386 run on an x86_64 machine, Aarch64 and Arm on an aarch64 one.
/// Numbers in wire streams and recordings are these names, not these values.
enum class Abi : std::uint8_t { X86_64, X32, I386, Aarch64, Arm };

inline constexpr std::array kAllAbis = {Abi::X86_64, Abi::X32, Abi::I386, Abi::Aarch64, Abi::Arm};

/// Bit 30 marks x32 in the kernel's syscall numbers (arch/x86/include/uapi/asm/unistd.h); numbers of Abi::X32 are without it.
inline constexpr std::uint32_t kX32Bit = 0x40000000;

/// "x86_64", "x32", "i386", "aarch64", "arm".
[[nodiscard]] std::string_view abiName(Abi abi);
/// Reads those names and the aliases people write: amd64, x86, 386, arm64, and "SCMP_ARCH_…".
[[nodiscard]] std::optional<Abi> parseAbi(std::string_view text);
/// AUDIT_ARCH_* of linux/audit.h, as seccomp_data.arch and PTRACE_GET_SYSCALL_INFO give it. X32 shares x86_64's value.
[[nodiscard]] std::uint32_t auditArch(Abi abi);
/// From the kernel's pair (AUDIT_ARCH_*, number with the x32 bit); empty for other machines.
[[nodiscard]] std::optional<Abi> abiOf(std::uint32_t auditArch, std::uint64_t kernelNumber);
/// The ABI of programs that are native to the machine this was compiled for.
[[nodiscard]] Abi nativeAbi();

} // namespace whittle
