#include "profile/enosys_stub.h"

#include "base/abi.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>

#include <algorithm>
#include <cerrno>
#include <map>

namespace whittle::profile {

namespace {

constexpr std::uint32_t kNumberOffset = 0; // in struct seccomp_data
constexpr std::uint32_t kArchOffset = 4;

// The largest numbers of one AUDIT_ARCH; two of them where x32 shares it.
struct Largest
{
    int plain = 0;
    int x32 = 0;
};

bpf::Instruction statement(int code, std::uint32_t k)
{
    return {static_cast<std::uint16_t>(code), 0, 0, k};
}

bpf::Instruction jump(int code, std::uint32_t k, std::size_t ifTrue, std::size_t ifFalse)
{
    return {static_cast<std::uint16_t>(code), static_cast<std::uint8_t>(ifTrue), static_cast<std::uint8_t>(ifFalse), k};
}

// Tests one number that is in the accumulator: two instructions, the second ends with ENOSYS.
void appendLimit(bpf::Program &section, std::uint32_t largest)
{
    section.push_back(jump(BPF_JMP | BPF_JGT | BPF_K, largest, 0, 1));
    section.push_back(statement(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS));
}

// What follows when the architecture fits. Ends where the filter is to go on.
bpf::Program sectionFor(const Largest &largest, bool isX86_64)
{
    bpf::Program section = {statement(BPF_LD | BPF_W | BPF_ABS, kNumberOffset)};
    if (!isX86_64) {
        appendLimit(section, static_cast<std::uint32_t>(largest.plain));
        return section;
    }
    // With the x32 bit or without it, only numbers of an ABI that is named somewhere are limited.
    const std::size_t plainLength = largest.plain ? 3 : 1;
    section.push_back(jump(BPF_JMP | BPF_JSET | BPF_K, kX32Bit, plainLength, 0));
    if (largest.plain)
        appendLimit(section, static_cast<std::uint32_t>(largest.plain));
    section.push_back(statement(BPF_JMP | BPF_JA, largest.x32 ? 2 : 0));
    if (largest.x32)
        appendLimit(section, static_cast<std::uint32_t>(largest.x32) | kX32Bit);
    return section;
}

} // namespace

bpf::Program enosysStub(std::span<const std::uint32_t> tokens, std::span<const std::string> names)
{
    std::map<std::uint32_t, Largest> largestByArch;
    for (const std::uint32_t token : tokens) {
        int largest = 0;
        for (const std::string &name : names)
            largest = std::max(largest, seccomp_syscall_resolve_name_arch(token, name.c_str()));
        if (largest == 0)
            continue;
        if (token == SCMP_ARCH_X32)
            largestByArch[AUDIT_ARCH_X86_64].x32 = largest;
        else
            largestByArch[token].plain = largest; // other tokens are AUDIT_ARCH values
    }
    if (largestByArch.empty())
        return {};

    bpf::Program stub;
    // From the last section to the first, so that each knows how far the filter is.
    for (const auto &[arch, largest] : largestByArch) {
        bpf::Program section = sectionFor(largest, arch == AUDIT_ARCH_X86_64);
        section.push_back(statement(BPF_JMP | BPF_JA, static_cast<std::uint32_t>(stub.size())));
        section.insert(section.begin(), jump(BPF_JMP | BPF_JEQ | BPF_K, arch, 0, section.size()));
        stub.insert(stub.begin(), section.begin(), section.end());
    }
    stub.insert(stub.begin(), statement(BPF_LD | BPF_W | BPF_ABS, kArchOffset));
    return stub;
}

} // namespace whittle::profile
