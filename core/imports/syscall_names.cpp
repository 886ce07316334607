#include "imports/syscall_names.h"

#include "imports/flat_map.h"
#include "imports/scan.h"

#include <cstring>

namespace whittle::imports {

namespace {

// Another tool's word, and the catalogue's words for the same, the one for the ABI at hand first to last. Words that are names on some ABI
// stand for themselves there.
// Sources: fs/*.c and kernel/*.c of Linux (SYSCALL_DEFINE names are those of tracepoints), strace's syscallent files, falcosecurity/libs
// driver/event_table.c and syscall_table.c.
struct Alias
{
    std::string_view other;
    std::array<std::string_view, 2> ours;
};
constexpr Alias kAliases[] = {
    {"newstat", {"stat"}},
    {"newlstat", {"lstat"}},
    {"newfstat", {"fstat"}},
    {"newuname", {"uname"}},
    {"fstatat", {"newfstatat", "fstatat64"}},
    {"fstatat64", {"newfstatat", "fstatat64"}},
    {"newfstatat", {"newfstatat", "fstatat64"}},
    {"umount", {"umount2"}},
    {"sendfile64", {"sendfile"}},
    {"pread", {"pread64"}},
    {"pwrite", {"pwrite64"}},
    {"prlimit", {"prlimit64"}},
    {"getdents", {"getdents64"}},
    {"fadvise", {"fadvise64"}},
    {"fadvise64_64", {"fadvise64"}},
    {"arm_fadvise64_64", {"fadvise64"}},
    {"mmap_pgoff", {"mmap2", "mmap"}},
    {"old_mmap", {"mmap"}},
    {"old_select", {"select"}},
    {"oldselect", {"select"}},
    {"old_readdir", {"readdir"}},
    {"old_getrlimit", {"getrlimit"}},
    {"llseek", {"_llseek", "lseek"}},
    {"newselect", {"_newselect", "select"}},
    {"sysctl", {"_sysctl"}},
    {"statfs64", {"statfs64", "statfs"}},
    {"fstatfs64", {"fstatfs64", "fstatfs"}},
    {"fcntl64", {"fcntl64", "fcntl"}},
    {"truncate64", {"truncate64", "truncate"}},
    {"ftruncate64", {"ftruncate64", "ftruncate"}},
    {"stat64", {"stat64", "stat"}},
    {"lstat64", {"lstat64", "lstat"}},
    {"fstat64", {"fstat64", "fstat"}},
    {"rt_sigtimedwait_time32", {"rt_sigtimedwait"}},
    {"futex_time32", {"futex"}},
    {"nanosleep_time32", {"nanosleep"}},
    {"clock_nanosleep_time32", {"clock_nanosleep"}},
    {"clock_gettime32", {"clock_gettime"}},
    {"sigsuspend", {"sigsuspend", "rt_sigsuspend"}},
    {"ugetrlimit", {"ugetrlimit", "getrlimit"}},
    {"madvise1", {"madvise"}},
};

constexpr std::array<std::string_view, 22> kDecorations = {
    "tracepoint:", "rawtracepoint:", "kprobe:", "kretprobe:", "kfunc:", "fentry:", "raw_syscalls:", "syscalls:", "sys_enter_", "sys_exit_", "sys_enter:", "sys_exit:",
    "__x64_sys_", "__ia32_compat_sys_", "__ia32_sys_", "__arm64_compat_sys_", "__arm64_sys_", "__se_sys_", "__do_sys_", "compat_sys_", "ksys_", "sys_",
};

constexpr std::size_t kHead = sizeof(std::uint64_t);

std::uint64_t headOf(std::string_view name)
{
    std::uint64_t head = 0;
    if (name.size() >= kHead) {
        std::memcpy(&head, name.data(), kHead);
    } else {
        for (std::size_t i = 0; i < name.size(); ++i)
            head |= std::uint64_t{static_cast<unsigned char>(name[i])} << (8 * i);
    }
    return head;
}

// The catalogue's names share many beginnings, so the length counts; what is looked for may be anything, but what is there is known.
std::size_t placeOf(std::uint64_t head, std::size_t size) { return hashOf(head + size * 0x9E3779B97F4A7C15); }

} // namespace

const SyscallNames &SyscallNames::instance()
{
    static const SyscallNames names;
    return names;
}

SyscallNames::SyscallNames()
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    m_slots.resize(64);
    for (const syscalls::Syscall &syscall : catalogue.all()) {
        KnownName name;
        name.name = syscall.name;
        name.numbers = syscall.numbers;
        name.syscall = &syscall;
        name.call = syscalls::callNamed(syscall.name);
        add(name);
    }
    for (const Alias &alias : kAliases) {
        KnownName name;
        const NameId existing = find(alias.other);
        if (existing != kUnknownName)
            name = m_names[existing];
        name.name = alias.other;
        for (const std::string_view ours : alias.ours) {
            const syscalls::Syscall *syscall = catalogue.find(ours);
            if (!syscall)
                continue;
            for (std::size_t abi = 0; abi < kAllAbis.size(); ++abi) {
                if (name.numbers[abi] < 0)
                    name.numbers[abi] = syscall->numbers[abi];
            }
            if (!name.syscall) {
                name.syscall = syscall;
                name.call = syscalls::callNamed(syscall->name);
            }
        }
        if (existing != kUnknownName)
            m_names[existing] = name;
        else
            add(name);
    }
}

void SyscallNames::add(KnownName name)
{
    m_names.push_back(name);
    if (m_names.size() * 4 > m_slots.size())
        grow();
    else
        put(static_cast<NameId>(m_names.size() - 1));
}

void SyscallNames::put(NameId id)
{
    const std::string_view name = m_names[id].name;
    const std::uint64_t head = headOf(name);
    std::size_t at = placeOf(head, name.size()) & (m_slots.size() - 1);
    while (m_slots[at].id != kUnknownName)
        at = (at + 1) & (m_slots.size() - 1);
    m_slots[at] = {head, static_cast<std::uint32_t>(name.size()), id};
}

void SyscallNames::grow()
{
    const std::size_t size = m_slots.size() * 4;
    m_slots.clear();
    m_slots.resize(size);
    for (NameId id = 0; id < m_names.size(); ++id)
        put(id);
}

NameId SyscallNames::find(std::string_view name) const
{
    const std::uint64_t head = headOf(name);
    for (std::size_t at = placeOf(head, name.size()) & (m_slots.size() - 1);; at = (at + 1) & (m_slots.size() - 1)) {
        const Slot &slot = m_slots[at];
        if (slot.id == kUnknownName)
            return kUnknownName;
        if (slot.head == head && slot.size == name.size() && (name.size() <= kHead || m_names[slot.id].name.substr(kHead) == name.substr(kHead)))
            return slot.id;
    }
}

NameId SyscallNames::findDecorated(std::string_view name) const
{
    const NameId plain = find(name);
    if (plain != kUnknownName)
        return plain;
    bool any = false;
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view decoration : kDecorations) {
            if (name.size() > decoration.size() && take(name, decoration))
                again = any = true;
        }
    }
    return any ? find(name) : kUnknownName;
}

std::optional<std::uint32_t> numberInName(std::string_view name)
{
    for (const std::string_view front : {"syscall_", "sys_", "NR_", "unknown_", "__NR_", "unknown:", "UNKNOWN_", "syscall:"}) {
        if (!name.starts_with(front))
            continue;
        std::string_view digits = name.substr(front.size());
        const bool isHex = take(digits, "0x");
        const auto number = takeNumber<std::uint32_t>(digits, isHex ? 16 : 10);
        if (number && digits.empty())
            return number;
    }
    return std::nullopt;
}

} // namespace whittle::imports
