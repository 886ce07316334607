#include "profile/architecture.h"

#include <seccomp.h>

#include <algorithm>
#include <array>

namespace whittle::profile {

namespace {

// libseccomp spells the low-endian MIPS and POWER architectures its own way; the Go names are those of its Go binding.
const std::array kArchitectures = {
    Architecture{"SCMP_ARCH_X86_64", "amd64", SCMP_ARCH_X86_64, Abi::X86_64},
    Architecture{"SCMP_ARCH_X32", "x32", SCMP_ARCH_X32, Abi::X32},
    Architecture{"SCMP_ARCH_X86", "x86", SCMP_ARCH_X86, Abi::I386},
    Architecture{"SCMP_ARCH_AARCH64", "arm64", SCMP_ARCH_AARCH64, Abi::Aarch64},
    Architecture{"SCMP_ARCH_ARM", "arm", SCMP_ARCH_ARM, Abi::Arm},
    Architecture{"SCMP_ARCH_MIPS", "mips", SCMP_ARCH_MIPS, {}},
    Architecture{"SCMP_ARCH_MIPS64", "mips64", SCMP_ARCH_MIPS64, {}},
    Architecture{"SCMP_ARCH_MIPS64N32", "mips64n32", SCMP_ARCH_MIPS64N32, {}},
    Architecture{"SCMP_ARCH_MIPSEL", "mipsel", SCMP_ARCH_MIPSEL, {}},
    Architecture{"SCMP_ARCH_MIPSEL64", "mipsel64", SCMP_ARCH_MIPSEL64, {}},
    Architecture{"SCMP_ARCH_MIPSEL64N32", "mipsel64n32", SCMP_ARCH_MIPSEL64N32, {}},
    Architecture{"SCMP_ARCH_PPC", "ppc", SCMP_ARCH_PPC, {}},
    Architecture{"SCMP_ARCH_PPC64", "ppc64", SCMP_ARCH_PPC64, {}},
    Architecture{"SCMP_ARCH_PPC64LE", "ppc64le", SCMP_ARCH_PPC64LE, {}},
    Architecture{"SCMP_ARCH_S390", "s390", SCMP_ARCH_S390, {}},
    Architecture{"SCMP_ARCH_S390X", "s390x", SCMP_ARCH_S390X, {}},
    Architecture{"SCMP_ARCH_RISCV64", "riscv64", SCMP_ARCH_RISCV64, {}},
    Architecture{"SCMP_ARCH_LOONGARCH64", "loong64", SCMP_ARCH_LOONGARCH64, {}},
    Architecture{"SCMP_ARCH_PARISC", "parisc", SCMP_ARCH_PARISC, {}},
    Architecture{"SCMP_ARCH_PARISC64", "parisc64", SCMP_ARCH_PARISC64, {}},
    Architecture{"SCMP_ARCH_M68K", "m68k", SCMP_ARCH_M68K, {}},
    Architecture{"SCMP_ARCH_SH", "sh", SCMP_ARCH_SH, {}},
    Architecture{"SCMP_ARCH_SHEB", "sheb", SCMP_ARCH_SHEB, {}},
};

} // namespace

const Architecture *findArchitecture(std::string_view ociName)
{
    const auto at = std::ranges::find(kArchitectures, ociName, &Architecture::ociName);
    return at == kArchitectures.end() ? nullptr : &*at;
}

const Architecture &architectureOf(Abi abi)
{
    return *std::ranges::find(kArchitectures, std::optional(abi), &Architecture::abi);
}

bool isGoArchitecture(std::string_view goName)
{
    return std::ranges::contains(kArchitectures, goName, &Architecture::goName);
}

} // namespace whittle::profile
