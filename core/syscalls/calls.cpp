#include "syscalls/calls.h"

#include "base/abi.h"
#include "syscalls/tables.h"

#include <linux/audit.h>

#include <cstddef>
#include <vector>

namespace whittle::syscalls {

namespace {

using namespace operation;

constexpr std::uint8_t arg(auto... indexes) { return static_cast<std::uint8_t>((0U | ... | (1U << indexes))); }
// The path is argument 0, or argument 1 with its directory descriptor in argument 0.
constexpr PathArgument here(std::uint32_t operations) { return {0, -1, -1, operations}; }
constexpr PathArgument at(std::uint32_t operations, int flags = -1, int directory = 0)
{
    return {static_cast<std::int8_t>(directory + 1), static_cast<std::int8_t>(directory), static_cast<std::int8_t>(flags), operations};
}

using enum Handling;

// By name, so that one list serves every architecture. Operations of OpenFlags and OpenHow come from the flags.
constexpr Call kCalls[] = {
    {"open", arg(1), OpenFlags, {{here(0)}}},
    {"openat", arg(2), OpenFlags, {{at(0)}}},
    {"openat2", 0, OpenHow, {{at(0)}}},
    {"creat", 0, Plain, {{here(kWrite | kCreate)}}},
    {"open_tree", arg(2), Plain, {{at(kStat, 2)}}},
    {"open_tree_attr", arg(2), Plain, {{at(kStat, 2)}}},
    {"stat", 0, Plain, {{here(kStat)}}},
    {"lstat", 0, Plain, {{here(kStat)}}},
    {"stat64", 0, Plain, {{here(kStat)}}},
    {"lstat64", 0, Plain, {{here(kStat)}}},
    {"oldstat", 0, Plain, {{here(kStat)}}},
    {"oldlstat", 0, Plain, {{here(kStat)}}},
    {"newfstatat", 0, Plain, {{at(kStat, 3)}}},
    {"fstatat64", 0, Plain, {{at(kStat, 3)}}},
    {"statx", 0, Plain, {{at(kStat, 2)}}},
    {"statfs", 0, Plain, {{here(kStat)}}},
    {"statfs64", 0, Plain, {{here(kStat)}}},
    {"access", 0, Plain, {{here(kStat)}}},
    {"faccessat", 0, Plain, {{at(kStat)}}},
    {"faccessat2", 0, Plain, {{at(kStat, 3)}}},
    {"readlink", 0, Plain, {{here(kStat)}}},
    {"readlinkat", 0, Plain, {{at(kStat)}}},
    {"getxattr", 0, Plain, {{here(kStat)}}},
    {"lgetxattr", 0, Plain, {{here(kStat)}}},
    {"listxattr", 0, Plain, {{here(kStat)}}},
    {"llistxattr", 0, Plain, {{here(kStat)}}},
    {"getxattrat", 0, Plain, {{at(kStat, 2)}}},
    {"listxattrat", 0, Plain, {{at(kStat, 2)}}},
    {"setxattr", 0, Plain, {{here(kChange)}}},
    {"lsetxattr", 0, Plain, {{here(kChange)}}},
    {"setxattrat", 0, Plain, {{at(kChange, 2)}}},
    {"removexattr", 0, Plain, {{here(kChange)}}},
    {"lremovexattr", 0, Plain, {{here(kChange)}}},
    {"removexattrat", 0, Plain, {{at(kChange, 2)}}},
    {"file_getattr", 0, Plain, {{at(kStat, 4)}}},
    {"file_setattr", 0, Plain, {{at(kChange, 4)}}},
    {"name_to_handle_at", 0, Plain, {{at(kStat, 4)}}},
    {"inotify_add_watch", 0, Plain, {{{1, -1, -1, kStat}}}},
    {"fanotify_mark", arg(1), Plain, {{{4, 3, -1, kStat}}}},
    {"execve", 0, Execute, {{here(kExecute)}}},
    {"execveat", arg(4), Execute, {{at(kExecute, 4)}}},
    {"uselib", 0, Plain, {{here(kExecute)}}},
    {"mkdir", 0, Plain, {{here(kCreate)}}},
    {"mkdirat", 0, Plain, {{at(kCreate)}}},
    {"mknod", arg(1), Plain, {{here(kCreate)}}},
    {"mknodat", arg(2), Plain, {{at(kCreate)}}},
    {"symlink", 0, Plain, {{{1, -1, -1, kCreate}}}},
    {"symlinkat", 0, Plain, {{at(kCreate, -1, 1)}}},
    {"link", 0, Plain, {{here(kLink), {1, -1, -1, kLink | kCreate}}}},
    {"linkat", 0, Plain, {{at(kLink, 4), at(kLink | kCreate, -1, 2)}}},
    {"rename", 0, Plain, {{here(kRename), {1, -1, -1, kRename}}}},
    {"renameat", 0, Plain, {{at(kRename), at(kRename, -1, 2)}}},
    {"renameat2", arg(4), Plain, {{at(kRename), at(kRename, -1, 2)}}},
    {"unlink", 0, Plain, {{here(kDelete)}}},
    {"unlinkat", arg(2), Plain, {{at(kDelete)}}},
    {"rmdir", 0, Plain, {{here(kDelete)}}},
    {"chmod", arg(1), Plain, {{here(kChange)}}},
    {"fchmodat", arg(2), Plain, {{at(kChange)}}},
    {"fchmodat2", arg(2), Plain, {{at(kChange, 3)}}},
    {"chown", arg(1, 2), Plain, {{here(kChange)}}},
    {"lchown", arg(1, 2), Plain, {{here(kChange)}}},
    {"chown32", arg(1, 2), Plain, {{here(kChange)}}},
    {"lchown32", arg(1, 2), Plain, {{here(kChange)}}},
    {"fchownat", arg(2, 3), Plain, {{at(kChange, 4)}}},
    {"utime", 0, Plain, {{here(kChange)}}},
    {"utimes", 0, Plain, {{here(kChange)}}},
    {"futimesat", 0, Plain, {{at(kChange)}}},
    {"utimensat", 0, Plain, {{at(kChange, 3)}}},
    {"utimensat_time64", 0, Plain, {{at(kChange, 3)}}},
    {"truncate", 0, Plain, {{here(kWrite)}}},
    {"truncate64", 0, Plain, {{here(kWrite)}}},
    {"chdir", 0, Plain, {{here(kChdir)}}},
    {"chroot", 0, Plain, {{here(kChdir)}}},
    {"pivot_root", 0, Plain, {{here(kChdir), {1, -1, -1, kChdir}}}},
    {"mount", arg(3), Plain, {{{1, -1, -1, kMount}}}},
    {"umount", 0, Plain, {{here(kMount)}}},
    {"umount2", arg(1), Plain, {{here(kMount)}}},
    {"move_mount", arg(4), Plain, {{at(kMount), at(kMount, -1, 2)}}},
    {"mount_setattr", arg(2), Plain, {{at(kMount, 2)}}},
    {"fspick", arg(2), Plain, {{at(kStat)}}},
    {"swapon", 0, Plain, {{here(kWrite)}}},
    {"swapoff", 0, Plain, {{here(kWrite)}}},
    {"acct", 0, Plain, {{here(kWrite)}}},
    {"quotactl", arg(0), Plain, {{{1, -1, -1, kStat}}}},

    {"socket", arg(0, 1, 2), Socket},
    {"socketpair", arg(0, 1, 2)},
    {"connect", 0, SocketName, {{{1, -1, -1, kConnect}}}},
    {"bind", 0, SocketName, {{{1, -1, -1, kCreate}}}},
    {"sendto", 0, SendTo, {{{4, -1, -1, kConnect}}}},
    {"sendmsg", 0, SendMessage, {{{1, -1, -1, kConnect}}}},
    {"listen", 0, Listen},
    {"socketcall", arg(0), SocketCall},
    {"setsockopt", arg(1, 2)},
    {"getsockopt", arg(1, 2)},
    {"accept4", arg(3)},
    {"shutdown", arg(1)},

    {"clone", arg(0), Clone},
    {"clone3", 0, Clone},
    {"fork", 0, Clone},
    {"vfork", 0, Clone},
    {"unshare", arg(0), Outcome},
    {"setns", arg(1), Outcome},
    {"prctl", arg(0), Prctl},
    {"arch_prctl", arg(0)},
    {"seccomp", arg(0, 1), Seccomp},
    {"setuid", arg(0), Identity},
    {"setreuid", arg(0, 1), Identity},
    {"setresuid", arg(0, 1, 2), Identity},
    {"setuid32", arg(0), Identity},
    {"setreuid32", arg(0, 1), Identity},
    {"setresuid32", arg(0, 1, 2), Identity},
    {"fchown", arg(1, 2), Outcome},
    {"fchown32", arg(1, 2), Outcome},
    {"fchmod", arg(1), Outcome},
    {"setgid", arg(0), Outcome},
    {"setregid", arg(0, 1), Outcome},
    {"setresgid", arg(0, 1, 2), Outcome},
    {"setgroups", arg(0), Outcome},
    {"setfsuid", arg(0), Outcome},
    {"setfsgid", arg(0), Outcome},
    {"setgid32", arg(0), Outcome},
    {"setregid32", arg(0, 1), Outcome},
    {"setresgid32", arg(0, 1, 2), Outcome},
    {"setgroups32", arg(0), Outcome},
    {"setfsuid32", arg(0), Outcome},
    {"setfsgid32", arg(0), Outcome},
    {"sethostname", 0, Outcome},
    {"setdomainname", 0, Outcome},
    {"settimeofday", 0, Outcome},
    {"init_module", 0, Outcome},
    {"finit_module", 0, Outcome},
    {"delete_module", 0, Outcome},
    {"ioperm", 0, Outcome},
    {"vhangup", 0, Outcome},
    {"personality", arg(0)},
    {"ptrace", arg(0), Ptrace},
    {"bpf", arg(0), Outcome},
    {"keyctl", arg(0)},
    {"kill", arg(1), Kill},
    {"tkill", arg(1), ThreadKill},
    {"tgkill", arg(2), GroupThreadKill},
    {"sched_setaffinity", 0, Affinity},
    {"sched_getaffinity", 0, Affinity},
    {"sched_setscheduler", arg(1), Outcome},
    {"setpriority", arg(0, 2), Outcome},
    {"ioprio_set", arg(0, 2), Outcome},
    {"prlimit64", arg(1)},
    {"setrlimit", arg(0)},
    {"getrlimit", arg(0)},

    {"ioctl", arg(1)},
    {"fcntl", arg(1)},
    {"fcntl64", arg(1)},
    {"flock", arg(1)},
    {"fallocate", arg(1)},
    {"mmap", arg(2, 3), Map},
    {"mmap2", arg(2, 3), Map},
    {"mprotect", arg(2)},
    {"pkey_mprotect", arg(2)},
    {"madvise", arg(2)},
    {"process_madvise", arg(3)},
    {"mremap", arg(3)},
    {"mlockall", arg(0)},
    {"memfd_create", arg(1)},
    {"userfaultfd", arg(0)},
    {"membarrier", arg(0)},
    {"futex", arg(1)},
    {"ipc", arg(0)},
    {"shmget", arg(2)},
    {"semctl", arg(2)},
    {"msgctl", arg(1)},
    {"shmctl", arg(1)},
    {"pipe2", arg(1)},
    {"dup3", arg(2)},
    {"eventfd2", arg(1)},
    {"signalfd4", arg(3)},
    {"epoll_create1", arg(0)},
    {"epoll_ctl", arg(1)},
    {"inotify_init1", arg(0)},
    {"fanotify_init", arg(0)},
    {"pidfd_open", arg(1)},
    {"close_range", arg(2)},
    {"getrandom", arg(2)},
    {"clock_gettime", arg(0)},
    {"clock_nanosleep", arg(0, 1)},
    {"clock_settime", arg(0), Outcome},
    {"clock_adjtime", arg(0)},
    {"timer_create", arg(0)},
    {"timerfd_create", arg(0, 1)},
    {"getrusage", arg(0)},
    {"getitimer", arg(0)},
    {"setitimer", arg(0)},
    {"wait4", arg(2)},
    {"waitid", arg(0, 3)},
    {"syslog", arg(0), Outcome},
    {"sysfs", arg(0)},
    {"reboot", arg(0, 1, 2), Outcome},
    {"perf_event_open", arg(4), Outcome},
    {"io_uring_setup", arg(0)},
    {"io_uring_enter", arg(3)},
    {"io_uring_register", arg(1)},
    {"landlock_create_ruleset", arg(2)},
    {"landlock_add_rule", arg(1, 3)},
    {"fsopen", arg(1)},
    {"fsconfig", arg(1)},
    {"fsmount", arg(1, 2)},
    {"modify_ldt", arg(0)},
    {"iopl", arg(0), Outcome},
    {"mbind", arg(2)},
    {"set_mempolicy", arg(0)},
    {"kcmp", arg(2)},
    {"rseq", arg(2)},
    {"map_shadow_stack", arg(2)},
};

// From number to index in kCalls + 1; built once per architecture.
using Index = std::vector<std::uint8_t>;
static_assert(std::size(kCalls) < 255);

Index indexOf(Abi abi)
{
    Index index;
    for (std::size_t i = 0; i < std::size(kCalls); ++i) {
        const int number = numberOf(abi, kCalls[i].name);
        if (number < 0)
            continue;
        const auto place = static_cast<std::size_t>(number);
        if (index.size() <= place)
            index.resize(place + 1);
        index[place] = static_cast<std::uint8_t>(i + 1);
    }
    return index;
}

const Call *find(const Index &index, std::uint32_t number)
{
    return number < index.size() && index[number] ? &kCalls[index[number] - 1U] : nullptr;
}

} // namespace

const Call *callOf(std::uint32_t arch, std::uint32_t number)
{
#if defined(__x86_64__)
    static const Index native = indexOf(Abi::X86_64);
    static const Index compat = indexOf(Abi::I386);
    if (arch == AUDIT_ARCH_X86_64)
        return find(native, number); // x32 numbers carry bit 30 and are only counted: no kernel of ours runs them
    return arch == AUDIT_ARCH_I386 ? find(compat, number) : nullptr;
#elif defined(__aarch64__)
    static const Index native = indexOf(Abi::Aarch64);
    static const Index compat = indexOf(Abi::Arm);
    if (arch == AUDIT_ARCH_AARCH64)
        return find(native, number);
    return arch == AUDIT_ARCH_ARM ? find(compat, number) : nullptr;
#else
#error "no table for this architecture"
#endif
}

const Call *callNamed(std::string_view name)
{
    for (const Call &call : kCalls) {
        if (call.name == name)
            return &call;
    }
    return nullptr;
}

} // namespace whittle::syscalls
