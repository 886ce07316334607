#pragma once

#include "sensor/base_filter.h"
#include "sensor/call_recorder.h"
#include "sensor/event_stream.h"
#include "sensor/process.h"
#include "sensor/processor_sharing.h"

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>

struct __ptrace_syscall_info;

namespace whittle::sensor {

/// Follows processes with ptrace and records what they do. One thread; everything between two waits is short.
class Tracer
{
public:
    struct Options
    {
        bool holdsLastExit = false; // stop in the exit of the first process until releaseFirst()
        bool tracePaths = true;
        bool shareProcessor = true;
        bool hasKernelFilter = false; // the program runs under a filter of the kernel's from its first instruction on
    };

    Tracer(EventStream &events, BaseFilter base, Options options);
    ~Tracer();

    /// Seizes a process of ours that waits to be seized and will load the pre-filter and execute the program.
    /// Returns 0 or errno.
    int seizeHolder(pid_t group, bool isFirst);
    /// Seizes a process that runs already, all its threads. Its beginning is missed.
    int adopt(pid_t group);

    /// Waits for one stop or end and handles it. False when there is nothing left to wait for; a signal to us ends the wait early.
    bool handleOne();
    /// What has to be done every 25 ms.
    void tick();
    /// Sends everything that is counted.
    void sendCounts();

    [[nodiscard]] bool knows(pid_t group) const { return m_processes.contains(group); }
    [[nodiscard]] bool isEmpty() const { return m_threads.empty(); }
    [[nodiscard]] pid_t first() const { return m_first; }
    [[nodiscard]] bool firstIsAlive() const { return m_first != 0 && m_processes.contains(m_first); }
    [[nodiscard]] bool firstHasBegun() const { return m_firstHasBegun; }
    /// As wait(2) gives it; -1 while it runs.
    [[nodiscard]] int firstStatus() const { return m_firstStatus; }
    /// With holdsLastExit: the first process is held at its very end.
    [[nodiscard]] bool firstIsHeld() const { return m_heldThread != 0; }
    void releaseFirst();
    /// Sends the signal to every traced process but the first one when it is held.
    void signalAll(int signal);
    /// The number of processes besides a held first one.
    [[nodiscard]] std::size_t others() const { return m_processes.size() - (firstIsHeld() ? 1 : 0); }

private:
    Thread *find(pid_t id);
    Thread &addThread(pid_t id, Process &process);
    Process &addProcess(pid_t group, const Process *parent);
    void announce(Process &process, const Process *parent);

    void onStop(pid_t id, int status);
    void onEnd(pid_t id, int status);
    void onSyscallEntry(Thread &thread, const __ptrace_syscall_info &info);
    void onSyscallExit(Thread &thread, const __ptrace_syscall_info &info);
    void onSeccomp(Thread &thread);
    void onChild(Thread &parent);
    void onExec(Thread &thread, pid_t former);
    void onExitEvent(Thread &thread);
    void onFirstStop(Thread &thread, int signal);
    void onSignal(Thread &thread, int signal);
    void placeOrphans();

    void keepProcessorsHidden(Thread &thread);
    void record(Thread &thread, std::uint32_t arch, std::uint32_t number, const std::uint64_t *arguments);
    bool refuse(Thread &thread, std::uint32_t arch, std::uint32_t number, std::uint64_t ip, const std::uint64_t *arguments, bool atEntry);
    void answer(Thread &thread, std::int64_t result, bool atEntry);
    bool handleSpecial(Thread &thread, bool atEntry);
    void forget(Thread &thread);
    [[nodiscard]] bool holdLoader(Thread &loader);
    void hasSwitched(Thread &thread);
    void forgetOthers(const Process &process, pid_t kept);
    void resume(Thread &thread, int signal = 0);

    EventStream &m_events;
    BaseFilter m_base;
    Options m_options;
    CallRecorder m_recorder;
    ProcessorSharing m_sharing;
    std::unordered_map<pid_t, std::unique_ptr<Thread>> m_threads;
    std::unordered_map<pid_t, std::unique_ptr<Process>> m_processes; // by thread group id
    struct Orphan
    {
        int status = 0;
        std::int64_t sinceNs = 0;
    };
    std::unordered_map<pid_t, Orphan> m_orphans; // stopped before the event that says whose they are
    struct Trap
    {
        std::uint32_t arch = 0;
        std::uint32_t number = 0;
        std::uint64_t instructionPointer = 0;
        int data = 0;
    };
    std::unordered_map<pid_t, Trap> m_traps; // threads that get SIGSYS from the base filter
    Thread *m_lastThread = nullptr; // most stops come from the thread of the one before
    std::uint32_t m_nextKey = 1;
    pid_t m_first = 0;
    bool m_firstHasBegun = false;
    int m_firstStatus = -1;
    pid_t m_heldThread = 0;
};

} // namespace whittle::sensor
