#include "base/abi.h"

#include <linux/audit.h>

namespace whittle {

std::string_view abiName(Abi abi)
{
    switch (abi) {
    case Abi::X86_64: return "x86_64";
    case Abi::X32: return "x32";
    case Abi::I386: return "i386";
    case Abi::Aarch64: return "aarch64";
    case Abi::Arm: return "arm";
    }
    return {};
}

std::optional<Abi> parseAbi(std::string_view text)
{
    struct Alias { std::string_view text; Abi abi; };
    static constexpr Alias kAliases[] = {
        {"x86_64", Abi::X86_64}, {"amd64", Abi::X86_64}, {"SCMP_ARCH_X86_64", Abi::X86_64},
        {"x32", Abi::X32}, {"SCMP_ARCH_X32", Abi::X32},
        {"i386", Abi::I386}, {"x86", Abi::I386}, {"386", Abi::I386}, {"i686", Abi::I386}, {"SCMP_ARCH_X86", Abi::I386},
        {"aarch64", Abi::Aarch64}, {"arm64", Abi::Aarch64}, {"SCMP_ARCH_AARCH64", Abi::Aarch64},
        {"arm", Abi::Arm}, {"SCMP_ARCH_ARM", Abi::Arm},
    };
    for (const Alias &alias : kAliases) {
        if (alias.text == text)
            return alias.abi;
    }
    return std::nullopt;
}

std::uint32_t auditArch(Abi abi)
{
    switch (abi) {
    case Abi::X86_64:
    case Abi::X32: return AUDIT_ARCH_X86_64;
    case Abi::I386: return AUDIT_ARCH_I386;
    case Abi::Aarch64: return AUDIT_ARCH_AARCH64;
    case Abi::Arm: return AUDIT_ARCH_ARM;
    }
    return 0;
}

std::optional<Abi> abiOf(std::uint32_t arch, std::uint64_t kernelNumber)
{
    switch (arch) {
    case AUDIT_ARCH_X86_64:
        // -1 has the bit too, and is a skipped call of the 64-bit ABI.
        return (kernelNumber & kX32Bit) && static_cast<std::int32_t>(kernelNumber) >= 0 ? Abi::X32 : Abi::X86_64;
    case AUDIT_ARCH_I386: return Abi::I386;
    case AUDIT_ARCH_AARCH64: return Abi::Aarch64;
    case AUDIT_ARCH_ARM: return Abi::Arm;
    default: return std::nullopt;
    }
}

Abi nativeAbi()
{
#if defined(__x86_64__)
    return Abi::X86_64;
#elif defined(__aarch64__)
    return Abi::Aarch64;
#else
#error "Whittle runs on x86_64 and aarch64"
#endif
}

} // namespace whittle
