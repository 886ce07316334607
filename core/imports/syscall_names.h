#pragma once

#include "base/abi.h"
#include "syscalls/calls.h"
#include "syscalls/catalogue.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::imports {

/// A name of a syscall as a small number; kUnknown has none.
using NameId = std::uint32_t;
inline constexpr NameId kUnknownName = ~NameId{0};

/// What a name stands for, once and for all files.
struct KnownName
{
    std::string_view name;
    std::array<int, kAllAbis.size()> numbers = {-1, -1, -1, -1, -1}; // by Abi; -1: not there
    const syscalls::Syscall *syscall = nullptr;  // of the ABI that is looked for first
    const syscalls::Call *call = nullptr;        // what its arguments tell

    [[nodiscard]] int number(Abi abi) const { return numbers[static_cast<std::size_t>(abi)]; }
};

/// The catalogue's names, and those under which other tools know the same syscalls: tracepoints (newfstat), old headers (old_mmap, _sysctl),
/// sysdig (pread for pread64). Immutable; any thread.
class SyscallNames
{
public:
    [[nodiscard]] static const SyscallNames &instance();

    /// kUnknownName for what no kernel has.
    [[nodiscard]] NameId find(std::string_view name) const;
    /// The same, also with what tools put in front: sys_, __x64_sys_, sys_enter_, tracepoint:syscalls:sys_enter_ …
    [[nodiscard]] NameId findDecorated(std::string_view name) const;
    [[nodiscard]] const KnownName &at(NameId id) const { return m_names[id]; }
    [[nodiscard]] std::size_t size() const { return m_names.size(); }

private:
    SyscallNames();
    void add(KnownName name);
    void grow();

    // A name up to its eighth letter: enough for most, without a look at the name itself.
    struct Slot
    {
        std::uint64_t head = 0;
        std::uint32_t size = 0;
        NameId id = kUnknownName;
    };
    void put(NameId id);

    std::vector<KnownName> m_names;
    std::vector<Slot> m_slots; // by hash; power of two
};

/// The number in what tools write for syscalls that they do not know: "syscall_0x1c4", "syscall_500", "sys_500", "NR_500", "unknown_500".
[[nodiscard]] std::optional<std::uint32_t> numberInName(std::string_view name);

} // namespace whittle::imports
