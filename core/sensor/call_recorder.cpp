#include "sensor/call_recorder.h"

#include "base/file_descriptor.h"
#include "sensor/path_resolver.h"
#include "sensor/system.h"
#include "sensor/tracee_memory.h"

#include <arpa/inet.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace whittle::sensor {

namespace {

// Above these the kernel means "restart", which no program sees.
constexpr std::int64_t kFirstRestart = 512;

bool is32Bit(std::uint32_t arch) { return (arch & __AUDIT_ARCH_64BIT) == 0; }

CallTable &tableOf(Process &process, std::uint32_t arch)
{
    for (CallTable &table : process.tables) {
        if (table.arch == arch)
            return table;
    }
    process.tables.emplace_back().arch = arch;
    return process.tables.back();
}

bool setsName(const PendingCall &pending)
{
    return pending.call->handling == Handling::Prctl && static_cast<std::uint32_t>(pending.arguments[0]) == PR_SET_NAME;
}

// What CAP_SETPCAP is asked for.
bool givesUpPrivileges(const PendingCall &pending)
{
    const auto option = static_cast<std::uint32_t>(pending.arguments[0]);
    return option == PR_CAPBSET_DROP || option == PR_SET_SECUREBITS;
}

// What CAP_NET_RAW is asked for: all packets, or those of a protocol of IP.
bool isRawSocket(const PendingCall &pending)
{
    const auto family = static_cast<std::uint32_t>(pending.arguments[0]);
    constexpr std::uint32_t kType = 0xf; // the rest is SOCK_CLOEXEC and SOCK_NONBLOCK
    return family == AF_PACKET || (static_cast<std::uint32_t>(pending.arguments[1]) & kType) == SOCK_RAW;
}

// i386's socketcall keeps its arguments in memory: the call that it stands for, as far as we look at it.
constexpr std::uint32_t kSocketCallBind = 2;
constexpr std::uint32_t kSocketCallConnect = 3;
constexpr std::uint32_t kSocketCallListen = 4;
constexpr Call kBindBySocketCall = {"bind", 0, Handling::SocketName, {{{1, -1, -1, operation::kCreate}}}};
constexpr Call kConnectBySocketCall = {"connect", 0, Handling::SocketName, {{{1, -1, -1, operation::kConnect}}}};
constexpr Call kListenBySocketCall = {"listen", 0, Handling::Listen, {}};

const Call *unpackSocketCall(pid_t thread, std::array<std::uint64_t, 6> &arguments)
{
    std::array<std::uint32_t, 3> inner{};
    if (!readValue(thread, arguments[1], inner))
        return nullptr;
    const auto which = static_cast<std::uint32_t>(arguments[0]);
    std::ranges::copy(inner, arguments.begin());
    switch (which) {
    case kSocketCallBind: return &kBindBySocketCall;
    case kSocketCallConnect: return &kConnectBySocketCall;
    case kSocketCallListen: return &kListenBySocketCall;
    default: return nullptr;
    }
}

} // namespace

bool loadsFilter(const PendingCall &pending)
{
    if (pending.call->handling == Handling::Seccomp)
        return static_cast<std::uint32_t>(pending.arguments[0]) == SECCOMP_SET_MODE_FILTER;
    return pending.call->handling == Handling::Prctl && static_cast<std::uint32_t>(pending.arguments[0]) == PR_SET_SECCOMP
        && pending.arguments[1] == SECCOMP_MODE_FILTER;
}

void countCall(Process &process, std::uint32_t arch, std::uint32_t number, const EventStream &events)
{
    CallTable &table = tableOf(process, arch);
    CallCount &count = number < CallTable::kUsual ? table.usual[number] : table.others[number];
    if (count.unsent++ == 0)
        table.unsent.push_back(number);
    if (count.firstNs < 0)
        count.firstNs = events.time();
}

bool CallRecorder::enter(Thread &thread, std::uint32_t arch, std::uint32_t number, const std::array<std::uint64_t, 6> &arguments)
{
    Process &process = *thread.process;
    countCall(process, arch, number, m_events);
    PendingCall &pending = thread.pending;
    pending.call = nullptr;
    pending.arch = arch;
    pending.number = number;
    pending.forcedResult.reset();
    const Call *call = callOf(arch, number);
    if (!call)
        return false;
    for (std::uint32_t index = 0; index < arguments.size(); ++index) {
        if (call->values & (1U << index))
            countValue(process, arch, number, index, arguments[index]);
    }

    pending.arguments = arguments;
    if (call->handling == Handling::SocketCall)
        call = unpackSocketCall(thread.id, pending.arguments);
    if (!call)
        return false;
    pending.call = call;
    if (m_tracePaths)
        resolvePaths(thread.id, *call, is32Bit(arch), pending.arguments, pending.paths);

    switch (call->handling) {
    case Handling::Map: {
        const bool mapsCode = (arguments[2] & PROT_EXEC) && !(arguments[3] & MAP_ANONYMOUS);
        if (m_tracePaths && mapsCode)
            sendPath(process, {fileBehind(thread.id, arguments[4]), operation::kMap}, 0);
        return false;
    }
    case Handling::Seccomp:
    case Handling::Prctl: return loadsFilter(pending) || setsName(pending) || givesUpPrivileges(pending);
    case Handling::Socket: return isRawSocket(pending);
    case Handling::Affinity: // its end matters to who shares processors
    case Handling::Listen:
    case Handling::Ptrace:
    case Handling::Identity:
    case Handling::Outcome:
    case Handling::Execute: return true;
    default: return std::ranges::any_of(pending.paths, [](const PendingCall::Path &path) { return !path.path.empty(); });
    }
}

void CallRecorder::leave(Thread &thread, std::int64_t result)
{
    PendingCall &pending = thread.pending;
    Process &process = *thread.process;
    const bool failed = result < 0 && result >= -4095;
    const int error = failed ? static_cast<int>(-result) : 0;
    if (failed && -result < kFirstRestart)
        ++process.errors[{pending.arch, pending.number, static_cast<std::uint32_t>(error)}];
    if (!pending.call)
        return;
    if (error < kFirstRestart) {
        for (const PendingCall::Path &path : pending.paths)
            sendPath(process, path, error);
    }
    if (pending.call->handling == Handling::Ptrace && error == EPERM)
        m_events.note("a program that uses ptrace was told that it may not, because its processes are traced already");
    if (!failed) {
        switch (pending.call->handling) {
        case Handling::Seccomp:
        case Handling::Prctl:
            if (loadsFilter(pending) && !std::exchange(process.ownFilter, true))
                m_events.send(wire::ProcessOwnFilter{process.key});
            if (setsName(pending) && thread.id == process.group)
                sendIdentity(thread);
            break;
        case Handling::Identity: sendIdentity(thread); break;
        case Handling::Listen: sendListening(thread); break;
        case Handling::Execute: sendExecuted(thread); break;
        default: break;
        }
    }
    pending.call = nullptr;
}

void CallRecorder::denied(const Thread &thread, std::uint32_t arch, std::uint32_t number, std::uint32_t action, const std::array<std::uint64_t, 6> &arguments)
{
    DenialCount &count = thread.process->denials[{arch, number, action}];
    if (count.firstNs == 0)
        count.firstNs = m_events.time();
    ++count.unsent;
    const std::string &path = thread.pending.call ? thread.pending.paths[0].path : std::string();
    auto same = std::ranges::find_if(count.calls, [&](const DenialCount::Call &call) { return call.arguments == arguments && call.path == path; });
    if (same == count.calls.end()) {
        if (count.calls.size() >= DenialCount::kMaxCalls) {
            count.overflowed = true;
            return;
        }
        count.calls.push_back({arguments, path, 0});
        same = count.calls.end() - 1;
    }
    ++same->unsent;
}

void CallRecorder::countValue(Process &process, std::uint32_t arch, std::uint32_t number, std::uint32_t index, std::uint64_t value)
{
    const std::array key{arch, number, index};
    ValueCounts &counts = process.values[key];
    auto at = std::ranges::find(counts.values, value, &ValueCounts::Value::value);
    if (at == counts.values.end()) {
        if (counts.values.size() >= ValueCounts::kMaxValues) {
            if (counts.overflowed)
                return;
            counts.overflowed = true;
        } else {
            counts.values.push_back({value, 0});
            at = counts.values.end() - 1;
        }
    }
    if (at != counts.values.end())
        ++at->unsent;
    if (!std::exchange(counts.isUnsent, true))
        process.unsentValues.push_back(key);
    if (at != counts.values.end() && at != counts.values.begin())
        std::iter_swap(at, counts.values.begin());
}

void CallRecorder::sendPath(const Process &process, const PendingCall::Path &path, int error)
{
    if (path.path.empty())
        return;
    m_events.send(wire::Paths{{{process.key, path.operations, static_cast<std::uint16_t>(error), m_events.time(), path.path}}});
}

// The files that the kernel read beside the executed one.
void CallRecorder::sendExecuted(Thread &thread)
{
    if (!m_tracePaths)
        return;
    for (const std::string &interpreter : interpretersOf(thread.id, thread.pending.paths[0].path))
        sendPath(*thread.process, {interpreter, operation::kExecute}, 0);
}

void CallRecorder::sendListening(const Thread &thread)
{
    const FileDescriptor process(static_cast<int>(syscall(SYS_pidfd_open, thread.process->group, 0)));
    const auto number = static_cast<int>(thread.pending.arguments[0]);
    const FileDescriptor listening(process ? static_cast<int>(syscall(SYS_pidfd_getfd, process.get(), number, 0)) : -1);
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (!listening || getsockname(listening.get(), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return;
    std::uint16_t port = 0;
    if (address.ss_family == AF_INET)
        port = ntohs(reinterpret_cast<const sockaddr_in &>(address).sin_port);
    else if (address.ss_family == AF_INET6)
        port = ntohs(reinterpret_cast<const sockaddr_in6 &>(address).sin6_port);
    int type = 0;
    socklen_t typeSize = sizeof type;
    getsockopt(listening.get(), SOL_SOCKET, SO_TYPE, &type, &typeSize);
    if (port != 0 && type == SOCK_STREAM)
        m_events.send(wire::Listening{thread.process->key, port});
}

void CallRecorder::sendIdentity(const Thread &thread)
{
    if (const auto status = statusOf(thread.process->group))
        m_events.send(wire::ProcessChange{thread.process->key, status->uid, status->comm});
}

} // namespace whittle::sensor
