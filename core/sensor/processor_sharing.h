#pragma once

#include "sensor/process.h"

#include <sched.h>

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace whittle::sensor {

/// Lets threads that stop very often run on the tracer's processor. A stop is two switches between tracee and tracer; on two processors each
/// wakes an idle one up, on one they are mere context switches (10 µs against 1.5 µs on an otherwise idle virtual machine). Whether it pays
/// depends on the machine and its load, so it is tried and measured, kept while it is clearly faster, and tried again from time to time.
///
/// Tracees never see it: before one asks for an affinity everything is released (prepareForAffinityCall) and stays so until it got
/// its answer.
class ProcessorSharing
{
public:
    using Threads = std::unordered_map<pid_t, std::unique_ptr<Thread>>;

    explicit ProcessorSharing(bool isWanted) : m_isWanted(isWanted) {}

    /// Looks at the stops that each thread had since the last tick and decides. To be called every kTick.
    void tick(const Threads &threads);
    /// A thread is about to ask for or change an affinity; to be followed by affinityCallEnded().
    void prepareForAffinityCall(const Threads &threads);
    void affinityCallEnded() { --m_calls; }
    /// Affinities can be read from files as well; nothing is shared for a moment.
    void pause(const Threads &threads);
    /// A new thread has the affinity that its parent had when it was made.
    void inherit(const Thread &parent, Thread &child) const;

private:
    enum class State { Apart, Trial, Shared };

    void share(Thread &thread);
    void release(Thread &thread) const;
    void releaseAll(const Threads &threads);
    void beApart(const Threads &threads, std::int64_t untilNs);

    bool m_isWanted;
    State m_state = State::Apart;
    int m_calls = 0;
    int m_processor = -1;
    cpu_set_t m_ownProcessors; // of the tracer, valid when m_processor is
    int m_ticks = 0;           // in this state
    std::uint64_t m_stops = 0; // counted in this state
    double m_apartRate = 0;    // stops per tick when apart
    std::int64_t m_nextTrialNs = 0;
    std::int64_t m_backOffNs = 0;
    std::int64_t m_sharedUntilNs = 0;
    bool m_wasTried = false;
};

} // namespace whittle::sensor
