#pragma once

#include "sensor/event_stream.h"
#include "sensor/process.h"

#include <array>
#include <cstdint>
#include <span>

namespace whittle::sensor {

/// Turns syscalls into counts, argument values and path events of their processes.
class CallRecorder
{
public:
    CallRecorder(EventStream &events, bool tracePaths) : m_events(events), m_tracePaths(tracePaths) {}

    /// A syscall begins: counts it, keeps its values and fills thread.pending with what has to be known when it ends.
    /// Returns whether an exit stop is wanted.
    [[nodiscard]] bool enter(Thread &thread, std::uint32_t arch, std::uint32_t number, const std::array<std::uint64_t, 6> &arguments);
    /// The syscall of thread.pending ended with this value (-errno for an error).
    void leave(Thread &thread, std::int64_t result);
    /// The base filter answered this in the kernel's place.
    void denied(const Thread &thread, std::uint32_t arch, std::uint32_t number, std::uint32_t action, const std::array<std::uint64_t, 6> &arguments);

private:
    void countValue(Process &process, std::uint32_t arch, std::uint32_t number, std::uint32_t index, std::uint64_t value);
    void sendPath(const Process &process, const PendingCall::Path &path, int error);
    void sendExecuted(Thread &thread);
    void sendListening(const Thread &thread);
    void sendIdentity(const Thread &thread);

    EventStream &m_events;
    bool m_tracePaths;
};

/// True for a call that loads a seccomp filter if it succeeds.
[[nodiscard]] bool loadsFilter(const PendingCall &pending);

/// Adds one to the process' count of the syscall.
void countCall(Process &process, std::uint32_t arch, std::uint32_t number, const EventStream &events);

} // namespace whittle::sensor
