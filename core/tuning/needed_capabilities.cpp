#include "tuning/needed_capabilities.h"

#include "profile/target.h"
#include "syscalls/calls.h"
#include "syscalls/catalogue.h"
#include "syscalls/tables.h"
#include "tuning/capability_finder.h"

#include <linux/netlink.h>
#include <linux/sched.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <format>

namespace whittle::tuning {

namespace {

using std::string_view;
using trace::ArgumentValues;
using trace::SyscallUse;

constexpr std::uint32_t kUnchanged = 0xffffffff; // -1: "leave it as it is"

// CLONE_NEW*, but CLONE_NEWUSER, which needs no capability and gives them all inside.
constexpr std::uint64_t kNamespaces = std::uint64_t{CLONE_NEWNS} | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET;

/// A call that the kernel refuses to everybody who has not the capability, whatever the arguments, or (unless always) for most of them.
struct Gate
{
    string_view syscall;
    string_view capability;
    bool always = true;
    string_view instead = {}; // a narrower capability that serves, too
};
constexpr Gate kGates[] = {
    {"chroot", "CAP_SYS_CHROOT"},
    {"mount", "CAP_SYS_ADMIN"},
    {"umount", "CAP_SYS_ADMIN"},
    {"umount2", "CAP_SYS_ADMIN"},
    {"pivot_root", "CAP_SYS_ADMIN"},
    {"fsopen", "CAP_SYS_ADMIN"},
    {"fsmount", "CAP_SYS_ADMIN"},
    {"fspick", "CAP_SYS_ADMIN"},
    {"move_mount", "CAP_SYS_ADMIN"},
    {"mount_setattr", "CAP_SYS_ADMIN"},
    {"sethostname", "CAP_SYS_ADMIN"},
    {"setdomainname", "CAP_SYS_ADMIN"},
    {"swapon", "CAP_SYS_ADMIN"},
    {"swapoff", "CAP_SYS_ADMIN"},
    {"lookup_dcookie", "CAP_SYS_ADMIN"},
    {"setns", "CAP_SYS_ADMIN"},
    {"open_by_handle_at", "CAP_DAC_READ_SEARCH"},
    {"settimeofday", "CAP_SYS_TIME"},
    {"stime", "CAP_SYS_TIME"},
    {"clock_settime", "CAP_SYS_TIME"},
    {"clock_settime64", "CAP_SYS_TIME"},
    {"reboot", "CAP_SYS_BOOT"},
    {"kexec_load", "CAP_SYS_BOOT"},
    {"kexec_file_load", "CAP_SYS_BOOT"},
    {"init_module", "CAP_SYS_MODULE"},
    {"finit_module", "CAP_SYS_MODULE"},
    {"delete_module", "CAP_SYS_MODULE"},
    {"iopl", "CAP_SYS_RAWIO"},
    {"ioperm", "CAP_SYS_RAWIO"},
    {"acct", "CAP_SYS_PACCT"},
    {"vhangup", "CAP_SYS_TTY_CONFIG"},
    {"quotactl", "CAP_SYS_ADMIN", false},
    {"quotactl_fd", "CAP_SYS_ADMIN", false},
    {"open_tree", "CAP_SYS_ADMIN", false},
    {"fanotify_init", "CAP_SYS_ADMIN", false},
    {"bpf", "CAP_SYS_ADMIN", false, "CAP_BPF"},
    {"perf_event_open", "CAP_SYS_ADMIN", false, "CAP_PERFMON"},
    {"ptrace", "CAP_SYS_PTRACE", false},
    {"process_vm_readv", "CAP_SYS_PTRACE", false},
    {"process_vm_writev", "CAP_SYS_PTRACE", false},
    {"pidfd_getfd", "CAP_SYS_PTRACE", false},
    {"kcmp", "CAP_SYS_PTRACE", false},
    {"adjtimex", "CAP_SYS_TIME", false},
    {"clock_adjtime", "CAP_SYS_TIME", false},
    {"clock_adjtime64", "CAP_SYS_TIME", false},
    {"syslog", "CAP_SYSLOG", false},
    {"mlock", "CAP_IPC_LOCK", false},
    {"mlock2", "CAP_IPC_LOCK", false},
    {"mlockall", "CAP_IPC_LOCK", false},
    {"setrlimit", "CAP_SYS_RESOURCE", false},
    {"setxattr", "CAP_SETFCAP", false},
    {"lsetxattr", "CAP_SETFCAP", false},
    {"fsetxattr", "CAP_SETFCAP", false},
    {"migrate_pages", "CAP_SYS_NICE", false},
    {"move_pages", "CAP_SYS_NICE", false},
};

/// A call that sets ids of the process, and the arguments that hold them.
struct IdentityCall
{
    string_view syscall;
    bool isGroup = false;
    unsigned ids = 1;
};
constexpr IdentityCall kIdentityCalls[] = {
    {"setuid", false, 1}, {"setreuid", false, 2}, {"setresuid", false, 3}, {"setfsuid", false, 1},
    {"setgid", true, 1},  {"setregid", true, 2},  {"setresgid", true, 3},  {"setfsgid", true, 1},
};

string_view withoutWidth(string_view name)
{
    return name.ends_with("32") ? name.substr(0, name.size() - 2) : name;
}

const ArgumentValues *valuesOf(const SyscallUse &use, unsigned index)
{
    const auto found = std::ranges::find(use.arguments, index, &ArgumentValues::index);
    return found == use.arguments.end() ? nullptr : &*found;
}

std::uint64_t countWhere(const SyscallUse &use, unsigned index, auto fits)
{
    std::uint64_t count = 0;
    if (const ArgumentValues *values = valuesOf(use, index)) {
        for (const auto &[value, times] : values->counts)
            count += fits(value) ? times : 0;
    }
    return count;
}

bool hasValue(const SyscallUse &use, unsigned index, auto fits)
{
    return countWhere(use, index, fits) > 0;
}

// The ids among the arguments of a call that are another's than `own`, in a few words; empty where there are none.
std::string foreignIds(const SyscallUse &use, unsigned first, unsigned count, std::uint32_t own)
{
    constexpr std::size_t kShown = 4;
    std::set<std::uint32_t> ids;
    for (unsigned index = first; index < first + count; ++index) {
        if (const ArgumentValues *values = valuesOf(use, index)) {
            for (const auto &[value, times] : values->counts) {
                const auto id = static_cast<std::uint32_t>(value);
                if (id != own && id != kUnchanged)
                    ids.insert(id);
            }
        }
    }
    std::string text;
    std::size_t shown = 0;
    for (const std::uint32_t id : ids) {
        if (shown++ == kShown)
            return text + ", …";
        text += (text.empty() ? "" : ", ") + std::to_string(id);
    }
    return text;
}

bool isInternet(std::uint64_t family)
{
    const auto plain = static_cast<std::uint32_t>(family);
    return plain == AF_INET || plain == AF_INET6;
}

class Finder
{
public:
    using Found = std::map<std::string, std::map<std::string, Confidence>, std::less<>>; // capability → text → confidence

    Finder(const trace::Recording &recording, const image::FileIndex *files, Found &found)
        : m_recording(recording), m_given(recording.environment.capabilities.begin(), recording.environment.capabilities.end()),
          m_all(recording.subject.kind != "image" && m_given.empty()), // a local program has what its user has
          m_fileCapabilities(files), m_found(found)
    {}

    void run()
    {
        ofPorts();
        for (const trace::Process &process : m_recording.processes) {
            const ProcessView view{process, privilegeOf(process), hasOwnUserNamespace(process)};
            ofProcess(view);
            m_fileCapabilities.run(view, [&](string_view capability, Confidence confidence, std::string text) {
                // Reading alone is a capability of its own, which Docker does not give: there the other one did it.
                const bool readOnly = capability == "CAP_DAC_READ_SEARCH" && !m_all && !m_given.contains(capability);
                need(view, readOnly ? "CAP_DAC_OVERRIDE" : capability, confidence, std::move(text));
            });
        }
    }

private:
    void need(const ProcessView &view, string_view capability, Confidence confidence, std::string text)
    {
        if (view.ownUserNamespace) {
            confidence = Confidence::Possible;
            text += ", perhaps in a user namespace of its own";
        }
        add(capability, confidence, std::move(text));
    }

    void add(string_view capability, Confidence confidence, std::string text)
    {
        if (!m_all && !m_given.contains(capability))
            return;
        const auto found = m_found.try_emplace(std::string(capability)).first;
        const auto [at, isNew] = found->second.try_emplace(std::move(text), confidence);
        at->second = std::max(at->second, confidence);
    }

    // Docker lets every program in a container with a network of its own have low ports.
    void ofPorts()
    {
        for (const int port : m_recording.subject.ports) {
            if (port >= 1024)
                continue;
            if (m_recording.environment.engine.starts_with("docker"))
                add("CAP_NET_BIND_SERVICE", Confidence::Likely,
                    std::format("listens on port {}; Docker since 20.10 does without where the container has a network of its own, other engines do not", port));
            else
                add("CAP_NET_BIND_SERVICE", Confidence::Certain, std::format("listens on port {}", port));
        }
    }

    const trace::Process *parentOf(const trace::Process &process) const
    {
        return process.parent < 0 || process.parent == process.id ? nullptr : m_recording.process(process.parent);
    }

    // Up the line of parents; a line of foreign recordings may be a ring.
    template <class Visit>
    bool anyOfLine(const trace::Process &process, Visit visit) const
    {
        const trace::Process *at = &process;
        for (std::size_t steps = 0; at && steps <= m_recording.processes.size(); ++steps) {
            if (visit(*at))
                return true;
            at = parentOf(*at);
        }
        return false;
    }

    Privilege privilegeOf(const trace::Process &process) const
    {
        if (anyOfLine(process, [](const trace::Process &one) { return one.uid == 0 || one.firstUid == 0U; }))
            return Privilege::Yes;
        // Nobody but root calls this with success.
        const bool setGroups = anyOfLine(process, [](const trace::Process &one) {
            return std::ranges::any_of(one.syscalls, [](const SyscallUse &use) {
                const string_view name = syscalls::nameOf(use.abi, use.number);
                const CallOutcome outcome = outcomeOf(use, name);
                return withoutWidth(name) == "setgroups" && outcome.any && outcome.known;
            });
        });
        if (setGroups)
            return Privilege::Yes;
        const bool changed = anyOfLine(process, [](const trace::Process &one) {
            return std::ranges::any_of(one.syscalls, [](const SyscallUse &use) {
                const string_view name = syscalls::nameOf(use.abi, use.number);
                return name.starts_with("set") && name.contains("uid") && outcomeOf(use, name).any;
            });
        });
        if (!changed)
            return Privilege::No;
        const std::string &user = m_recording.subject.user;
        if (m_recording.subject.kind == "image")
            return user.empty() || user == "root" || user == "0" || user.starts_with("0:") || user.starts_with("root:") ? Privilege::Yes : Privilege::No;
        return Privilege::Unknown;
    }

    bool hasOwnUserNamespace(const trace::Process &process) const
    {
        return anyOfLine(process, [](const trace::Process &one) {
            return std::ranges::any_of(one.syscalls, [](const SyscallUse &use) {
                const string_view name = syscalls::nameOf(use.abi, use.number);
                return (name == "unshare" || name == "clone") && outcomeOf(use, name).any
                    && hasValue(use, 0, [](std::uint64_t flags) { return (flags & CLONE_NEWUSER) != 0; });
            });
        });
    }

    void ofProcess(const ProcessView &view)
    {
        for (const SyscallUse &use : view.process.syscalls) {
            const string_view name = syscalls::nameOf(use.abi, use.number);
            if (name.empty())
                continue;
            const CallOutcome outcome = outcomeOf(use, name);
            if (!outcome.any)
                continue;
            ofGates(view, name, outcome);
            ofIdentity(view, use, name, outcome);
            ofOwner(view, use, name, outcome);
            ofSocket(view, use, name, outcome);
            ofOthers(view, use, name, outcome);
        }
    }

    static std::string by(string_view name, const ProcessView &view) { return std::format("{} by {}", name, view.process.comm); }

    void ofGates(const ProcessView &view, string_view name, const CallOutcome &outcome)
    {
        const auto gate = std::ranges::find(kGates, name, &Gate::syscall);
        if (gate == std::end(kGates) || (!gate->always && view.privilege == Privilege::No))
            return;
        const bool narrow = !gate->instead.empty() && (m_all || m_given.contains(gate->instead));
        const Confidence confidence = !gate->always ? Confidence::Possible : outcome.known ? Confidence::Certain : Confidence::Likely;
        need(view, narrow ? gate->instead : gate->capability, confidence, by(name, view));
    }

    void ofIdentity(const ProcessView &view, const SyscallUse &use, string_view name, const CallOutcome &outcome)
    {
        const string_view plain = withoutWidth(name);
        if (plain == "setgroups") {
            need(view, "CAP_SETGID", outcome.known ? Confidence::Certain : view.privilege == Privilege::Yes ? Confidence::Likely : Confidence::Possible, by(name, view));
            return;
        }
        const auto call = std::ranges::find(kIdentityCalls, plain, &IdentityCall::syscall);
        if (call == std::end(kIdentityCalls) || view.privilege == Privilege::No)
            return;
        const string_view capability = call->isGroup ? "CAP_SETGID" : "CAP_SETUID";
        const bool sure = view.privilege == Privilege::Yes;
        if (use.arguments.empty()) {
            need(view, capability, sure ? Confidence::Likely : Confidence::Possible, by(name, view));
            return;
        }
        // Root may become what it is without any capability.
        const std::string ids = foreignIds(use, 0, call->ids, 0);
        if (!ids.empty())
            need(view, capability, !sure ? Confidence::Possible : outcome.known && !plain.starts_with("setfs") ? Confidence::Certain : Confidence::Likely,
                 std::format("{}, to {} {}", by(name, view), call->isGroup ? "group" : "user", ids));
    }

    void ofOwner(const ProcessView &view, const SyscallUse &use, string_view name, const CallOutcome &outcome)
    {
        if (!name.contains("chown"))
            return;
        const unsigned first = name == "fchownat" ? 2 : 1;
        const bool sure = view.privilege == Privilege::Yes;
        if (!valuesOf(use, first) && !valuesOf(use, first + 1)) {
            if (view.privilege != Privilege::No)
                need(view, "CAP_CHOWN", sure ? Confidence::Likely : Confidence::Possible, by(name, view));
            return;
        }
        // Nobody gives files away without it; a group may be one of one's own.
        const std::string users = foreignIds(use, first, 1, sure ? 0 : view.process.uid);
        const std::string groups = foreignIds(use, first + 1, 1, 0);
        if (!users.empty())
            need(view, "CAP_CHOWN", outcome.known ? Confidence::Certain : Confidence::Likely, std::format("{}, to user {}", by(name, view), users));
        else if (!groups.empty() && view.privilege != Privilege::No)
            need(view, "CAP_CHOWN", sure ? Confidence::Likely : Confidence::Possible, std::format("{}, to group {}", by(name, view), groups));
        else if (sure && m_givesAway)
            need(view, "CAP_CHOWN", Confidence::Possible, std::format("{}, to root; files that are another's need it", by(name, view)));
        m_givesAway = m_givesAway || !users.empty();
    }

    void ofSocket(const ProcessView &view, const SyscallUse &use, string_view name, const CallOutcome &outcome)
    {
        if (name == "setsockopt") {
            ofSocketOption(view, use);
            return;
        }
        if (name != "socket")
            return;
        const auto refused = use.errors.find(EPERM) == use.errors.end() ? 0 : use.errors.at(EPERM);
        const std::uint64_t packet = countWhere(use, 0, [](std::uint64_t family) { return static_cast<std::uint32_t>(family) == AF_PACKET; });
        const std::uint64_t netlink = countWhere(use, 0, [](std::uint64_t family) { return static_cast<std::uint32_t>(family) == AF_NETLINK; });
        const std::uint64_t raw = countWhere(use, 1, [](std::uint64_t type) { return (type & 0xf) == SOCK_RAW; });
        const bool internet = hasValue(use, 0, isInternet);
        const Confidence confidence = outcome.known ? Confidence::Certain : Confidence::Likely;
        if (packet > refused)
            need(view, "CAP_NET_RAW", confidence, by("socket(AF_PACKET)", view));
        // Families and types are counted apart: netlink sockets are raw ones, too, and need nothing.
        if (internet && raw > packet + netlink + refused)
            need(view, "CAP_NET_RAW", confidence, by("socket(SOCK_RAW)", view));
        else if (internet && raw > packet + refused)
            need(view, "CAP_NET_RAW", Confidence::Possible, by("socket(SOCK_RAW), perhaps of netlink,", view));
        if (netlink > 0 && hasValue(use, 2, [](std::uint64_t protocol) { return static_cast<std::uint32_t>(protocol) == NETLINK_AUDIT; }))
            need(view, "CAP_AUDIT_WRITE", Confidence::Likely, std::format("{} talks to the kernel's audit system", view.process.comm));
    }

    void ofSocketOption(const ProcessView &view, const SyscallUse &use)
    {
        const auto has = [&](std::uint32_t level, std::uint32_t option) {
            return hasValue(use, 1, [&](std::uint64_t value) { return static_cast<std::uint32_t>(value) == level; })
                && hasValue(use, 2, [&](std::uint64_t value) { return static_cast<std::uint32_t>(value) == option; });
        };
        constexpr std::array<std::pair<std::uint32_t, string_view>, 3> kForced = {{{SO_SNDBUFFORCE, "SO_SNDBUFFORCE"}, {SO_RCVBUFFORCE, "SO_RCVBUFFORCE"}, {SO_MARK, "SO_MARK"}}};
        for (const auto &[option, word] : kForced) {
            if (has(SOL_SOCKET, option))
                need(view, "CAP_NET_ADMIN", Confidence::Likely, by(std::format("setsockopt({})", word), view));
        }
        constexpr std::uint32_t kIpTransparent = 19;
        if (has(0, kIpTransparent))
            need(view, m_all || m_given.contains("CAP_NET_ADMIN") ? "CAP_NET_ADMIN" : "CAP_NET_RAW", Confidence::Likely, by("setsockopt(IP_TRANSPARENT)", view));
    }

    void ofOthers(const ProcessView &view, const SyscallUse &use, string_view name, const CallOutcome &outcome)
    {
        const Confidence seen = outcome.known ? Confidence::Certain : Confidence::Likely;
        if (name == "prctl") {
            if (hasValue(use, 0, [](std::uint64_t option) { return static_cast<std::uint32_t>(option) == PR_CAPBSET_DROP; }))
                need(view, "CAP_SETPCAP", Confidence::Likely, by("prctl(PR_CAPBSET_DROP)", view));
            if (hasValue(use, 0, [](std::uint64_t option) { return static_cast<std::uint32_t>(option) == PR_SET_SECUREBITS; }))
                need(view, "CAP_SETPCAP", Confidence::Likely, by("prctl(PR_SET_SECUREBITS)", view));
        } else if (name == "kill" || name == "pidfd_send_signal" || name == "rt_sigqueueinfo") {
            ofSignal(view, name);
        } else if (name == "unshare" || name == "clone") {
            if (hasValue(use, 0, [](std::uint64_t flags) { return (flags & kNamespaces) != 0 && (flags & CLONE_NEWUSER) == 0; }))
                need(view, "CAP_SYS_ADMIN", seen, by(std::format("{} of namespaces", name), view));
        } else if (name == "mknod" || name == "mknodat") {
            if (hasValue(use, name == "mknod" ? 1 : 2, [](std::uint64_t mode) { return S_ISCHR(mode) || S_ISBLK(mode); }))
                need(view, "CAP_MKNOD", seen, by(std::format("{} of a device", name), view));
        } else if (name == "setpriority") {
            if (hasValue(use, 2, [](std::uint64_t value) { return static_cast<std::int32_t>(value) < 0; }))
                need(view, "CAP_SYS_NICE", Confidence::Likely, by("setpriority to a better priority", view));
        } else if (name == "sched_setscheduler") {
            // SCHED_FIFO and SCHED_RR; RLIMIT_RTPRIO is 0 unless somebody raised it.
            if (hasValue(use, 1, [](std::uint64_t policy) { return (policy & 0xff) == 1 || (policy & 0xff) == 2; }))
                need(view, "CAP_SYS_NICE", Confidence::Likely, by("sched_setscheduler for real time", view));
        } else if (name == "timerfd_create" || name == "timer_create") {
            constexpr std::uint32_t kRealtimeAlarm = 8;
            constexpr std::uint32_t kBoottimeAlarm = 9;
            if (hasValue(use, 0, [](std::uint64_t clock) { return static_cast<std::uint32_t>(clock) == kRealtimeAlarm || static_cast<std::uint32_t>(clock) == kBoottimeAlarm; }))
                need(view, "CAP_WAKE_ALARM", Confidence::Likely, by(std::format("{} of an alarm clock", name), view));
        } else if (name.contains("chmod") && view.privilege == Privilege::Yes) {
            // The set-group-ID bit is cleared, without an error, where the file's group is not one's own.
            const unsigned index = name == "fchmodat" || name == "fchmodat2" ? 2 : 1;
            if (hasValue(use, index, [](std::uint64_t mode) { return (mode & S_ISGID) != 0; }))
                need(view, "CAP_FSETID", Confidence::Possible, by(std::format("{} with set-group-ID", name), view));
        }
    }

    // Root is as good as any other user to the kernel where it has not CAP_KILL.
    void ofSignal(const ProcessView &view, string_view name)
    {
        if (view.process.uid != 0)
            return;
        bool childOfAnother = false;
        bool another = false;
        for (const trace::Process &other : m_recording.processes) {
            if (other.uid == view.process.uid)
                continue;
            another = true;
            childOfAnother = childOfAnother || anyOfLine(other, [&](const trace::Process &one) { return one.id == view.process.id; });
        }
        if (another)
            need(view, "CAP_KILL", childOfAnother ? Confidence::Likely : Confidence::Possible,
                 std::format("{}, where {} run as another user", by(name, view), childOfAnother ? "processes that it started" : "other processes"));
    }

    const trace::Recording &m_recording;
    std::set<std::string, std::less<>> m_given;
    bool m_all = false;
    bool m_givesAway = false;
    FileCapabilities m_fileCapabilities;
    Found &m_found;
};

} // namespace

std::string_view confidenceName(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Possible: return "possible";
    case Confidence::Likely: return "likely";
    case Confidence::Certain: return "certain";
    }
    return {};
}

CallOutcome outcomeOf(const trace::SyscallUse &use, std::string_view name)
{
    std::uint64_t failures = 0;
    for (const auto &[error, count] : use.errors)
        failures += count;
    CallOutcome outcome{use.count > failures, failures > 0};
    const syscalls::Call *call = syscalls::callNamed(name);
    if (outcome.known || !call)
        return outcome;
    switch (call->handling) {
    case syscalls::Handling::Identity:
    case syscalls::Handling::Listen:
    case syscalls::Handling::Execute: outcome.known = true; break;
    // Older recordings have neither their results nor their values.
    case syscalls::Handling::Outcome:
    case syscalls::Handling::Socket: outcome.known = call->values != 0 && !use.arguments.empty(); break;
    default: outcome.known = call->paths[0].path >= 0; break;
    }
    return outcome;
}

std::vector<CapabilityNeed> neededCapabilities(std::span<const trace::Recording> recordings, const image::FileIndex *files)
{
    Finder::Found found;
    for (const trace::Recording &recording : recordings)
        Finder(recording, files, found).run();
    std::vector<CapabilityNeed> result;
    for (auto &[name, texts] : found) {
        CapabilityNeed &need = result.emplace_back();
        need.name = name;
        for (const auto &[text, confidence] : texts)
            need.evidence.push_back({confidence, text});
        std::ranges::stable_sort(need.evidence, std::ranges::greater(), &CapabilityEvidence::confidence);
        need.confidence = need.evidence.front().confidence;
        if (need.evidence.size() > CapabilityNeed::kMostEvidence) {
            need.moreEvidence = need.evidence.size() - CapabilityNeed::kMostEvidence;
            need.evidence.resize(CapabilityNeed::kMostEvidence);
        }
    }
    return result;
}

} // namespace whittle::tuning
