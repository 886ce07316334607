#include "sensor/tracer.h"

#include "sensor/kill_all.h"
#include "sensor/path_resolver.h"
#include "sensor/registers.h"
#include "sensor/system.h"

#include <dirent.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <span>
#include <utility>

namespace whittle::sensor {

namespace {

constexpr long kTraceOptions = PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACESECCOMP | PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK
    | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXEC | PTRACE_O_EXITKILL;

constexpr int kSyscallStop = SIGTRAP | 0x80;

bool isGroupStop(int signal) { return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU; }

unsigned long eventMessage(pid_t thread)
{
    unsigned long message = 0;
    ptrace(PTRACE_GETEVENTMSG, thread, nullptr, &message);
    return message;
}

bool syscallInfo(pid_t thread, __ptrace_syscall_info &info)
{
    return ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info) > 0;
}

std::array<std::uint64_t, 6> toArray(const std::uint64_t *arguments)
{
    std::array<std::uint64_t, 6> result{};
    std::copy_n(arguments, result.size(), result.begin());
    return result;
}

} // namespace

Tracer::Tracer(EventStream &events, BaseFilter base, Options options)
    : m_events(events), m_base(std::move(base)), m_options(options), m_recorder(events, options.tracePaths), m_sharing(options.shareProcessor)
{
}

Tracer::~Tracer() = default;

Thread *Tracer::find(pid_t id)
{
    if (m_lastThread && m_lastThread->id == id)
        return m_lastThread;
    const auto found = m_threads.find(id);
    if (found == m_threads.end())
        return nullptr;
    m_lastThread = found->second.get();
    return m_lastThread;
}

Thread &Tracer::addThread(pid_t id, Process &process)
{
    auto &thread = m_threads[id];
    if (thread)
        forget(*thread); // its id is used again; the end was never reported
    thread = std::make_unique<Thread>();
    thread->id = id;
    thread->process = &process;
    ++process.threads;
    return *thread;
}

Process &Tracer::addProcess(pid_t group, const Process *parent)
{
    auto &process = m_processes[group];
    process = std::make_unique<Process>();
    process->key = m_nextKey++;
    process->group = group;
    if (parent) {
        process->ownFilter = parent->ownFilter;
        process->unfiltered = parent->unfiltered;
        process->waitsForExec = parent->waitsForExec;
    }
    return *process;
}

void Tracer::announce(Process &process, const Process *parent)
{
    if (process.waitsForExec)
        return;
    const auto status = statusOf(process.group);
    wire::ProcessStart start;
    start.process = process.key;
    start.parent = parent && !parent->waitsForExec ? parent->key : 0;
    start.pid = status ? status->innerPid : process.group;
    start.uid = status ? status->uid : 0;
    start.timeNs = m_events.time();
    start.beginningMissed = process.beginningMissed;
    start.comm = status ? status->comm : std::string();
    start.executable = linkOf(procPath(process.group, "exe").c_str());
    m_events.send(start);
    if (process.ownFilter)
        m_events.send(wire::ProcessOwnFilter{process.key});
}

int Tracer::seizeHolder(pid_t group, bool isFirst)
{
    const long options = kTraceOptions | (m_options.holdsLastExit ? PTRACE_O_TRACEEXIT : 0);
    if (ptrace(PTRACE_SEIZE, group, nullptr, options) != 0)
        return errno;
    Process &process = addProcess(group, nullptr);
    process.waitsForExec = true;
    process.isFirst = isFirst;
    addThread(group, process).started = true;
    if (isFirst)
        m_first = group;
    return 0;
}

int Tracer::adopt(pid_t group)
{
    const long options = kTraceOptions | (m_options.holdsLastExit ? PTRACE_O_TRACEEXIT : 0);
    if (ptrace(PTRACE_SEIZE, group, nullptr, options) != 0)
        return errno;
    Process &process = addProcess(group, nullptr);
    process.beginningMissed = true;
    process.unfiltered = true;
    announce(process, nullptr);
    addThread(group, process).started = true;
    ptrace(PTRACE_INTERRUPT, group, nullptr, nullptr);
    // Threads appear while we look; each round seizes those that are new.
    for (bool foundNew = true; foundNew;) {
        foundNew = false;
        DIR *tasks = opendir(procPath(group, "task").c_str());
        if (!tasks)
            break;
        while (const dirent *entry = readdir(tasks)) {
            const auto id = static_cast<pid_t>(parseNumber(entry->d_name).value_or(0));
            if (id == 0 || m_threads.contains(id) || ptrace(PTRACE_SEIZE, id, nullptr, options) != 0)
                continue;
            addThread(id, process).started = true;
            ptrace(PTRACE_INTERRUPT, id, nullptr, nullptr);
            foundNew = true;
        }
        closedir(tasks);
    }
    return 0;
}

bool Tracer::handleOne()
{
    int status = 0;
    const pid_t id = waitpid(-1, &status, __WALL);
    if (id < 0) {
        if (errno == EINTR)
            return true;
        // Nobody is left, whatever we believed.
        m_orphans.clear();
        while (!m_processes.empty())
            onEnd(m_processes.begin()->first, -1);
        return false;
    }
    if (WIFSTOPPED(status))
        onStop(id, status);
    else
        onEnd(id, status);
    return true;
}

void Tracer::onStop(pid_t id, int status)
{
    Thread *thread = find(id);
    if (!thread) {
        m_orphans[id] = {status, now()};
        return;
    }
    ++thread->stops;
    hasSwitched(*thread);
    const int signal = WSTOPSIG(status);
    switch (status >> 16) {
    case 0:
        if (signal != kSyscallStop) {
            onSignal(*thread, signal);
            return;
        }
        break;
    case PTRACE_EVENT_SECCOMP: onSeccomp(*thread); return;
    case PTRACE_EVENT_FORK:
    case PTRACE_EVENT_VFORK:
    case PTRACE_EVENT_CLONE: onChild(*thread); return;
    case PTRACE_EVENT_EXEC: onExec(*thread, static_cast<pid_t>(eventMessage(id))); return;
    case PTRACE_EVENT_EXIT: onExitEvent(*thread); return;
    case PTRACE_EVENT_STOP: onFirstStop(*thread, signal); return;
    default: resume(*thread); return;
    }
    __ptrace_syscall_info info{};
    if (!syscallInfo(id, info))
        return; // it is gone, its end comes next
    if (info.op == PTRACE_SYSCALL_INFO_ENTRY)
        onSyscallEntry(*thread, info);
    else if (info.op == PTRACE_SYSCALL_INFO_EXIT)
        onSyscallExit(*thread, info);
    resume(*thread);
}

// A new thread's first stop, the end of a group stop, or a group stop itself.
void Tracer::onFirstStop(Thread &thread, int signal)
{
    thread.started = true;
    if (isGroupStop(signal)) {
        // Stopped like any process: it stays so until SIGCONT, and its parent sees it.
        ptrace(PTRACE_LISTEN, thread.id, nullptr, nullptr);
        return;
    }
    resume(thread);
}

void Tracer::onSignal(Thread &thread, int signal)
{
    if (const auto trap = m_traps.find(thread.id); trap != m_traps.end() && signal == SIGSYS) {
        // Ours: make it look as after SECCOMP_RET_TRAP.
        siginfo_t info{};
        if (ptrace(PTRACE_GETSIGINFO, thread.id, nullptr, &info) == 0 && info.si_pid == getpid()) {
            info.si_code = 1; // SYS_SECCOMP
            info.si_errno = trap->second.data;
            info.si_syscall = static_cast<int>(trap->second.number);
            info.si_arch = trap->second.arch;
            info.si_call_addr = reinterpret_cast<void *>(trap->second.instructionPointer); // NOLINT: an address of the tracee
            ptrace(PTRACE_SETSIGINFO, thread.id, nullptr, &info);
            m_traps.erase(trap);
        }
    }
    resume(thread, signal);
}

void Tracer::resume(Thread &thread, int signal)
{
    const bool wantsSyscallStop = thread.awaitsExit || thread.process->twoStops();
    // ESRCH: killed meanwhile; its end is reported.
    ptrace(wantsSyscallStop ? PTRACE_SYSCALL : PTRACE_CONT, thread.id, nullptr, signal);
}

void Tracer::record(Thread &thread, std::uint32_t arch, std::uint32_t number, const std::uint64_t *arguments)
{
    thread.awaitsExit = m_recorder.enter(thread, arch, number, toArray(arguments));
    if (thread.pending.call)
        keepProcessorsHidden(thread);
}

void Tracer::keepProcessorsHidden(Thread &thread)
{
    const PendingCall &pending = thread.pending;
    if (pending.call->handling == Handling::Affinity && !std::exchange(thread.inAffinityCall, true))
        m_sharing.prepareForAffinityCall(m_threads);
    // /proc/<pid>/status and /proc/<pid>/task/<tid>/status
    const std::string &path = pending.paths[0].path;
    if (pending.call->handling == Handling::OpenFlags && path.starts_with("/proc/") && path.ends_with("/status"))
        m_sharing.pause(m_threads);
}

void Tracer::answer(Thread &thread, std::int64_t result, bool atEntry)
{
    skipCall(thread.id, result);
    // Between the entry stop and the exit stop the kernel writes ENOSYS over the result of a skipped call.
    if (atEntry) {
        thread.pending.forcedResult = result;
        thread.awaitsExit = true;
    } else {
        m_recorder.leave(thread, result);
        thread.awaitsExit = false;
    }
}

bool Tracer::refuse(Thread &thread, std::uint32_t arch, std::uint32_t number, std::uint64_t ip, const std::uint64_t *arguments, bool atEntry)
{
    const auto action = m_base.refuses(arch, number, ip, toArray(arguments));
    if (!action)
        return false;
    Process &process = *thread.process;
    if (!process.waitsForExec)
        m_recorder.denied(thread, arch, number, *action, toArray(arguments));
    const Refusal refusal = refusalOf(*action, number, process.threads == 1);
    if (refusal.killsProcess || refusal.killsThread) {
        killAsFilter(thread, arch, refusal.killsProcess);
        return true;
    }
    answer(thread, refusal.result, atEntry);
    if (refusal.raisesSignal) {
        m_traps[thread.id] = {arch, number, ip, static_cast<int>(*action & 0xffff)};
        syscall(SYS_tgkill, process.group, thread.id, SIGSYS);
    }
    return true;
}

void Tracer::onSeccomp(Thread &thread)
{
    __ptrace_syscall_info info{};
    if (!syscallInfo(thread.id, info))
        return;
    const std::uint32_t arch = info.arch;
    const auto number = static_cast<std::uint32_t>(info.seccomp.nr);
    const std::uint64_t *arguments = info.seccomp.args;
    Process &process = *thread.process;

    if (process.waitsForExec) {
        // Our own code on the way to the program: only the execution is looked at, and recorded when it succeeds.
        const Call *call = callOf(arch, number);
        if (call && call->handling == Handling::Execute) {
            thread.pending = {call, arch, number, toArray(arguments), {}, {}};
            if (!refuse(thread, arch, number, info.instruction_pointer, arguments, false) && m_options.tracePaths)
                resolvePaths(thread.id, *call, false, thread.pending.arguments, thread.pending.paths);
            thread.awaitsExit = false;
        }
        resume(thread);
        return;
    }
    // With two stops the entry was recorded already; the filter's turn comes here all the same, behind the program's own filter. The mode may
    // have changed since the call began, so it is the thread that tells.
    const bool isNew = !thread.inSyscall;
    if (isNew)
        record(thread, arch, number, arguments);
    if (!refuse(thread, arch, number, info.instruction_pointer, arguments, false) && isNew && !handleSpecial(thread, false) && holdLoader(thread))
        return;
    resume(thread);
}

// A filter of the program's own hides calls from ours, with TSYNC those of all threads at once. So that none is missed, every other thread
// goes over to two stops before the filter can be loaded. True when the loader has to wait for that.
bool Tracer::holdLoader(Thread &loader)
{
    Process &process = *loader.process;
    if (!loader.pending.call || !loadsFilter(loader.pending) || process.twoStops() || process.threads < 2)
        return false;
    process.filterComes = true;
    for (const auto &[id, thread] : m_threads) {
        if (thread->process != &process || thread.get() == &loader || ptrace(PTRACE_INTERRUPT, id, nullptr, nullptr) != 0)
            continue;
        thread->switching = true;
        ++process.switching;
    }
    if (process.switching == 0)
        return false;
    process.heldLoader = loader.id;
    return true;
}

void Tracer::hasSwitched(Thread &thread)
{
    if (!std::exchange(thread.switching, false))
        return;
    Process &process = *thread.process;
    if (--process.switching > 0)
        return;
    if (Thread *loader = find(std::exchange(process.heldLoader, 0)))
        resume(*loader);
}

void Tracer::onSyscallEntry(Thread &thread, const __ptrace_syscall_info &info)
{
    thread.inSyscall = true;
    record(thread, info.arch, static_cast<std::uint32_t>(info.entry.nr), info.entry.args);
    const bool isRefused = thread.process->unfiltered
        && refuse(thread, info.arch, static_cast<std::uint32_t>(info.entry.nr), info.instruction_pointer, info.entry.args, true);
    if (!isRefused)
        handleSpecial(thread, true);
}

void Tracer::onSyscallExit(Thread &thread, const __ptrace_syscall_info &info)
{
    // The end of a call that began before we came.
    if (!thread.inSyscall && !thread.awaitsExit)
        return;
    std::int64_t result = info.exit.rval;
    if (thread.pending.forcedResult) {
        result = *thread.pending.forcedResult;
        setResult(thread.id, result);
        thread.pending.forcedResult.reset();
    }
    thread.inSyscall = false;
    thread.awaitsExit = false;
    if (std::exchange(thread.inAffinityCall, false))
        m_sharing.affinityCallEnded();
    m_recorder.leave(thread, result);
}

// Calls whose effect on us has to be kept away. True when the sensor answered.
bool Tracer::handleSpecial(Thread &thread, bool atEntry)
{
    PendingCall &pending = thread.pending;
    if (!pending.call)
        return false;
    const auto target = static_cast<pid_t>(pending.arguments[0]);
    switch (pending.call->handling) {
    case Handling::Kill:
        if (target == -1) {
            const auto signal = static_cast<int>(pending.arguments[1]);
            answer(thread, killAllFor(thread.process->group, signal), atEntry);
            return true;
        }
        [[fallthrough]];
    case Handling::ThreadKill:
    case Handling::GroupThreadKill:
        // We are not there.
        if (target == getpid()) {
            answer(thread, -ESRCH, atEntry);
            return true;
        }
        return false;
    default: return false;
    }
}

void Tracer::onChild(Thread &parent)
{
    const auto id = static_cast<pid_t>(eventMessage(parent.id));
    if (id > 0 && !find(id)) {
        Process *process = parent.process;
        // A signal 0 to (group, thread) says whether the thread is one of that group.
        const bool isThread = syscall(SYS_tgkill, process->group, id, 0) == 0 || errno != ESRCH;
        if (!isThread)
            process = &addProcess(id, parent.process);
        Thread &thread = addThread(id, *process);
        m_sharing.inherit(parent, thread);
        if (!isThread)
            announce(*process, parent.process);
        if (const auto orphan = m_orphans.find(id); orphan != m_orphans.end()) {
            const int status = orphan->second.status;
            m_orphans.erase(orphan);
            onStop(thread.id, status);
        }
    }
    resume(parent);
}

void Tracer::onExec(Thread &event, pid_t former)
{
    Thread *thread = &event;
    Process &process = *event.process;
    const pid_t group = event.id;
    // The thread that executed goes on under the group's id; all others are gone, the leader without a word.
    if (former != group) {
        const auto found = m_threads.find(former);
        if (found != m_threads.end()) {
            std::unique_ptr<Thread> executed = std::move(found->second);
            m_threads.erase(found);
            executed->id = group;
            executed->exiting = false;
            m_threads[group] = std::move(executed);
            thread = m_threads[group].get();
        }
    }
    forgetOthers(process, group);
    process.threads = 1;
    process.exiting = 0;

    const bool begins = std::exchange(process.waitsForExec, false);
    if (begins) {
        process.ownFilter = m_options.hasKernelFilter;
        announce(process, nullptr);
        countCall(process, thread->pending.arch, thread->pending.number, m_events);
        if (process.isFirst)
            m_firstHasBegun = true;
    }
    wire::ProcessExec exec;
    exec.process = process.key;
    exec.timeNs = m_events.time();
    const auto status = statusOf(group);
    exec.uid = status ? status->uid : 0;
    exec.comm = status ? status->comm : std::string();
    exec.executable = linkOf(procPath(group, "exe").c_str());
    constexpr std::size_t kMaxWords = 64;
    constexpr std::size_t kMaxWord = 256;
    const std::string words = contentOf(procPath(group, "cmdline").c_str());
    for (std::size_t at = 0; at < words.size() && exec.argv.size() < kMaxWords;) {
        const std::size_t end = std::min(words.find('\0', at), words.size());
        exec.argv.push_back(words.substr(at, std::min(end - at, kMaxWord)));
        at = end + 1;
    }
    m_events.send(exec);
    if (begins)
        m_recorder.leave(*thread, 0);
    resume(*thread);
}

void Tracer::onExitEvent(Thread &thread)
{
    Process &process = *thread.process;
    if (!std::exchange(thread.exiting, true))
        ++process.exiting;
    thread.awaitsExit = false;
    const bool isLastOfFirst = m_options.holdsLastExit && process.isFirst && process.exiting >= process.threads;
    if (isLastOfFirst) {
        m_heldThread = thread.id;
        m_firstStatus = static_cast<int>(eventMessage(thread.id));
        m_events.sendCounts(process);
        m_events.send(wire::ProcessExit{process.key, m_firstStatus, m_events.time()});
        return;
    }
    resume(thread);
}

void Tracer::releaseFirst()
{
    if (m_heldThread)
        ptrace(PTRACE_CONT, std::exchange(m_heldThread, 0), nullptr, nullptr);
}

void Tracer::signalAll(int signal)
{
    for (const auto &[group, process] : m_processes) {
        if (!(firstIsHeld() && process->isFirst))
            kill(group, signal);
    }
}

void Tracer::forget(Thread &thread)
{
    hasSwitched(thread);
    Process &process = *thread.process;
    --process.threads;
    if (thread.exiting)
        --process.exiting;
    m_traps.erase(thread.id);
    if (thread.inAffinityCall)
        m_sharing.affinityCallEnded();
    if (m_lastThread == &thread)
        m_lastThread = nullptr;
}

void Tracer::forgetOthers(const Process &process, pid_t kept)
{
    std::erase_if(m_threads, [&](const auto &entry) {
        const bool goes = entry.second->process == &process && entry.first != kept;
        if (goes)
            forget(*entry.second);
        return goes;
    });
    m_lastThread = nullptr;
}

void Tracer::onEnd(pid_t id, int status)
{
    m_orphans.erase(id);
    if (Thread *thread = find(id)) {
        forget(*thread);
        m_threads.erase(id);
    }
    // The leader's end is reported when it is the last.
    const auto found = m_processes.find(id);
    if (found == m_processes.end())
        return;
    Process &process = *found->second;
    if (!process.waitsForExec) {
        m_events.sendCounts(process);
        m_events.send(wire::ProcessExit{process.key, status, m_events.time()});
    }
    if (process.isFirst)
        m_firstStatus = status;
    forgetOthers(process, 0);
    m_processes.erase(id);
}

// New threads whose parent died before it could tell us about them.
void Tracer::placeOrphans()
{
    constexpr std::int64_t kPatienceNs = 200'000'000;
    const std::int64_t latest = now() - kPatienceNs;
    for (auto at = m_orphans.begin(); at != m_orphans.end();) {
        const auto [id, orphan] = *at;
        const auto status = orphan.sinceNs > latest ? std::nullopt : statusOf(id);
        if (!status) {
            ++at;
            continue;
        }
        at = m_orphans.erase(at);
        const auto group = m_processes.find(status->group);
        const auto parent = m_processes.find(status->parent);
        Process *const parentProcess = parent == m_processes.end() ? nullptr : parent->second.get();
        const bool isThread = group != m_processes.end();
        Process &process = isThread ? *group->second : addProcess(status->group, parentProcess);
        Thread &thread = addThread(id, process);
        if (!isThread)
            announce(process, parentProcess);
        onStop(thread.id, orphan.status);
    }
}

void Tracer::tick()
{
    placeOrphans();
    m_sharing.tick(m_threads);
}

void Tracer::sendCounts()
{
    for (const auto &[group, process] : m_processes)
        m_events.sendCounts(*process);
    m_events.flush();
}

} // namespace whittle::sensor
