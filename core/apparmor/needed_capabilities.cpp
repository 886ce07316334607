#include "apparmor/generate.h"
#include "apparmor/words.h"
#include "syscalls/catalogue.h"
#include "syscalls/tables.h"

#include <linux/netlink.h>
#include <sys/prctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <format>
#include <map>
#include <set>

namespace whittle::apparmor {

namespace {

using std::string_view;
namespace operation = trace::path_operation;

// "CAP_NET_RAW" → "net_raw".
std::string shortName(string_view name)
{
    if (name.starts_with("CAP_"))
        name.remove_prefix(4);
    std::string result(name);
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool succeeded(const trace::SyscallUse &use)
{
    std::uint64_t failures = 0;
    for (const auto &[error, count] : use.errors)
        failures += count;
    return use.count > failures;
}

bool hasValue(const trace::SyscallUse &use, unsigned index, auto fits)
{
    return std::ranges::any_of(use.arguments, [&](const trace::ArgumentValues &values) {
        return values.index == index && std::ranges::any_of(values.counts, [&](const auto &value) { return fits(value.first); });
    });
}

constexpr std::uint64_t kNamespaces = 0x7e020000 & ~0x10000000ULL; // CLONE_NEW*, but CLONE_NEWUSER, which needs no capability

// Calls that only a privileged process succeeds with in a way that matters to it; the rest comes from the catalogue.
struct Gate
{
    string_view syscall;
    string_view capability;
};
constexpr Gate kGates[] = {
    {"setuid", "setuid"},     {"setuid32", "setuid"},   {"setreuid", "setuid"},   {"setreuid32", "setuid"}, {"setresuid", "setuid"}, {"setresuid32", "setuid"},
    {"setfsuid", "setuid"},   {"setgid", "setgid"},     {"setgid32", "setgid"},   {"setregid", "setgid"},   {"setregid32", "setgid"}, {"setresgid", "setgid"},
    {"setresgid32", "setgid"}, {"setgroups", "setgid"},  {"setgroups32", "setgid"}, {"setfsgid", "setgid"},  {"chown", "chown"},       {"lchown", "chown"},
    {"fchown", "chown"},      {"fchownat", "chown"},    {"chown32", "chown"},     {"lchown32", "chown"},    {"fchown32", "chown"},    {"chroot", "sys_chroot"},
};

class Finder
{
public:
    Finder(const trace::Recording &recording, const image::FileIndex *files) : m_recording(recording), m_files(files)
    {
        for (const std::string &name : recording.environment.capabilities)
            m_given.insert(shortName(name));
        m_all = recording.subject.kind != "image" && m_given.empty(); // a local program has what its user has
    }

    void run(std::map<std::string, std::string> &found)
    {
        m_found = &found;
        for (const int port : m_recording.subject.ports) {
            if (port < 1024)
                need("net_bind_service", std::format("listens on port {}", port));
        }
        for (const trace::Process &process : m_recording.processes)
            ofProcess(process);
    }

private:
    void need(const std::string &name, std::string why)
    {
        if ((m_all || m_given.contains(name)) && isCapability(name))
            m_found->emplace(name, std::move(why));
    }

    static bool isPrivileged(const trace::Process &process)
    {
        if (process.uid == 0)
            return true;
        // It was when it gave its user away.
        return std::ranges::any_of(process.syscalls, [](const trace::SyscallUse &use) {
            const string_view name = syscalls::nameOf(use.abi, use.number);
            return name.starts_with("set") && (name.contains("uid") || name.contains("groups")) && succeeded(use);
        });
    }

    void ofProcess(const trace::Process &process)
    {
        const bool privileged = isPrivileged(process);
        for (const trace::SyscallUse &use : process.syscalls) {
            const string_view name = syscalls::nameOf(use.abi, use.number);
            if (!succeeded(use) || name.empty())
                continue;
            const auto why = [&] { return std::format("{} by {}", name, process.comm); };
            if (privileged) {
                for (const Gate &gate : kGates) {
                    if (gate.syscall == name)
                        need(std::string(gate.capability), why());
                }
            }
            if (name == "socket") {
                if (hasValue(use, 0, [](std::uint64_t family) { return (family & 0xffffffffU) == AF_PACKET; })
                    || (hasValue(use, 1, [](std::uint64_t type) { return (type & 0xfU) == SOCK_RAW; })
                        && hasValue(use, 0, [](std::uint64_t family) { return (family & 0xffffffffU) == AF_INET || (family & 0xffffffffU) == AF_INET6; })))
                    need("net_raw", why());
                if (hasValue(use, 0, [](std::uint64_t family) { return (family & 0xffffffffU) == AF_NETLINK; })
                    && hasValue(use, 2, [](std::uint64_t protocol) { return (protocol & 0xffffffffU) == NETLINK_AUDIT; }))
                    need("audit_write", why());
            } else if (name == "prctl") {
                if (hasValue(use, 0, [](std::uint64_t option) { return (option & 0xffffffffU) == PR_CAPBSET_DROP; }))
                    need("setpcap", why());
            } else if (name == "kill" || name == "tkill" || name == "tgkill") {
                if (privileged && hasOtherUsers(process))
                    need("kill", why());
            } else if (name == "unshare" || name == "clone") {
                if (hasValue(use, 0, [](std::uint64_t flags) { return (flags & kNamespaces) != 0; }))
                    need("sys_admin", why());
            } else if (name == "mknod" || name == "mknodat") {
                // Only devices need it.
                if (hasValue(use, name == "mknod" ? 1 : 2, [](std::uint64_t mode) { return (mode & 0170000U) == 0020000U || (mode & 0170000U) == 0060000U; }))
                    need("mknod", why());
            } else if (privileged) {
                ofCatalogue(use, name, process);
            }
        }
        if (process.uid == 0 || privileged)
            ofFiles(process);
        ofGivenAway(process);
    }

    bool hasOtherUsers(const trace::Process &process) const
    {
        return std::ranges::any_of(m_recording.processes, [&](const trace::Process &other) { return other.uid != process.uid; });
    }

    // What the catalogue says is for holders of a capability alone.
    void ofCatalogue(const trace::SyscallUse &use, string_view name, const trace::Process &process)
    {
        constexpr std::array kFree = {string_view("ptrace"), string_view("bpf"), string_view("process_vm_readv"), string_view("process_vm_writev"), string_view("kcmp"),
                                      string_view("perf_event_open"), string_view("setns"), string_view("syslog"), string_view("mlock"), string_view("mlockall"), string_view("capset"), string_view("fanotify_init")};
        const auto *known = syscalls::Catalogue::builtIn().find(use.abi, use.number);
        if (!known || std::ranges::contains(kFree, name))
            return;
        for (const std::string &capability : known->capabilities) {
            const std::string candidate = shortName(capability);
            if (candidate != "chown" && candidate != "setuid" && candidate != "setgid" && candidate != "dac_override" && (m_all || m_given.contains(candidate))) {
                need(candidate, std::format("{} by {}", name, process.comm));
                return;
            }
        }
    }

    // Root reads and writes what others own and what lies in their directories. Owners are known of the image's files alone; what the
    // programs gave away themselves is nobody else's either.
    void ofFiles(const trace::Process &process)
    {
        for (const trace::PathUse &use : process.paths) {
            if (use.successes == 0)
                continue;
            if (use.operations & operation::kChange)
                m_changed.insert(use.path);
            const bool writes = (use.operations & (operation::kWrite | operation::kCreate | operation::kDelete | operation::kRename)) != 0;
            const bool reads = (use.operations & (operation::kRead | operation::kList)) != 0;
            if (!reads && !writes)
                continue;
            const std::string parent = use.path.substr(0, use.path.rfind('/'));
            if (writes && (use.operations & ~operation::kWrite) != 0 && isForeign(parent, writes))
                need("dac_override", std::format("{} changes the directory {} of another user", process.comm, parent));
            if (isForeign(use.path, writes))
                need(writes || !m_given.contains("dac_read_search") ? "dac_override" : "dac_read_search", std::format("{} uses {} of another user", process.comm, use.path));
            if ((use.operations & operation::kChange) && ownerOf(use.path).value_or(0) != 0)
                need("fowner", std::format("{} changes {} of another user", process.comm, use.path));
        }
    }

    // What it gave away and uses all the same.
    void ofGivenAway(const trace::Process &process)
    {
        const bool gives = std::ranges::any_of(process.syscalls, [](const trace::SyscallUse &use) { return syscalls::nameOf(use.abi, use.number).contains("chown") && succeeded(use); });
        if (!gives || process.uid != 0)
            return;
        for (const trace::PathUse &use : process.paths) {
            if (use.successes == 0 || (use.operations & ~(operation::kStat | operation::kChange)) == 0)
                continue;
            for (std::size_t slash = use.path.rfind('/'); slash != std::string::npos && slash > 0; slash = use.path.rfind('/', slash - 1)) {
                if (m_changed.contains(use.path.substr(0, slash)))
                    need("dac_override", std::format("{} uses {} after giving the directory away", process.comm, use.path));
            }
        }
    }

    std::optional<std::uint64_t> ownerOf(const std::string &path) const
    {
        if (!m_files)
            return std::nullopt;
        const auto file = m_files->find(m_files->resolve(path).path);
        return file ? std::optional(file->entry.uid) : std::nullopt;
    }

    bool isForeign(const std::string &path, bool writes) const
    {
        if (path.empty())
            return false;
        if (!m_files)
            return false;
        const auto file = m_files->find(m_files->resolve(path).path);
        if (!file)
            return false;
        const std::uint32_t needed = (writes ? 2U : 4U) << (file->entry.uid == 0 ? 6U : file->entry.gid == 0 ? 3U : 0U);
        return (file->entry.mode & needed) == 0 || (file->entry.uid == 0 && m_changed.contains(path) && writes);
    }

    const trace::Recording &m_recording;
    const image::FileIndex *m_files;
    std::set<std::string> m_given;
    bool m_all = false;
    std::set<std::string> m_changed; // owner or mode
    std::map<std::string, std::string> *m_found = nullptr;
};

} // namespace

std::vector<NeededCapability> neededCapabilities(std::span<const trace::Recording> recordings, const image::FileIndex *files)
{
    std::map<std::string, std::string> found;
    for (const trace::Recording &recording : recordings)
        Finder(recording, files).run(found);
    std::vector<NeededCapability> result;
    for (auto &[name, why] : found)
        result.push_back({name, std::move(why)});
    return result;
}

} // namespace whittle::apparmor
