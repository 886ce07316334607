#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::test {

/// What apparmor_parser -S writes, walked as the kernel walks it (security/apparmor, Linux 6.12): the judge of what a profile decides
/// that shares nothing with our own reading of the rules.
class CompiledProfile
{
public:
    // Bits of permissions, as in the kernel's perms.h.
    static constexpr std::uint32_t kExec = 1, kWrite = 2, kRead = 4, kAppend = 8, kCreate = 0x10, kDelete = 0x20, kLock = 0x8000, kMap = 0x10000, kLink = 0x40000;

    std::string name;

    /// path as AppArmor sees it; owner: the file belongs to the process's user.
    [[nodiscard]] std::uint32_t file(std::string_view path, bool owner = true) const;
    [[nodiscard]] bool link(std::string_view path, std::string_view target) const;
    [[nodiscard]] bool capability(unsigned number) const { return ((m_capabilities >> number) & 1U) != 0; }
    [[nodiscard]] bool network(unsigned family, unsigned type) const;
    [[nodiscard]] bool signal(bool send, unsigned number, std::string_view peer) const;
    enum class Ptrace : std::uint32_t { Trace = 2, Read = 4, TracedBy = 8, ReadBy = 16 };
    [[nodiscard]] bool ptrace(Ptrace access, std::string_view peer) const;
    [[nodiscard]] bool mount(std::string_view source, std::string_view target, std::string_view type, std::uint32_t flags) const;
    [[nodiscard]] bool umount(std::string_view target) const;

    /// All profiles of one output, made with features that have a table of permissions (abi/4.0).
    [[nodiscard]] static Result<std::vector<CompiledProfile>> read(std::string_view bytes);

private:
    struct Dfa
    {
        std::map<unsigned, std::vector<std::uint32_t>> tables; // by id: accept, base, check, default, classes, next, accept2
        std::vector<std::pair<std::uint32_t, std::uint32_t>> permissions; // allow, deny

        [[nodiscard]] std::uint32_t next(std::uint32_t state, unsigned char c) const;
        [[nodiscard]] std::uint32_t match(std::uint32_t state, std::string_view text) const;
        [[nodiscard]] std::uint32_t allowed(std::uint32_t state, bool owner = true) const;
    };
    class Reader;
    [[nodiscard]] std::uint32_t startOf(unsigned char mediationClass) const { return m_policy.next(1, mediationClass); }

    std::uint64_t m_capabilities = 0;
    Dfa m_file;
    Dfa m_policy;
};

/// Runs apparmor_parser with the features of abi/4.0 over a text. Errors: its messages; NotFound without the program.
[[nodiscard]] Result<std::vector<CompiledProfile>> compilePolicy(const std::string &text);
/// apparmor_parser and the features it is to compile for are here.
[[nodiscard]] bool canCompilePolicies();

} // namespace whittle::test
