#include "sensor/processor_sharing.h"

#include "sensor/system.h"

#include <algorithm>
#include <utility>

namespace whittle::sensor {

namespace {

// Per tick of session.cpp (25 ms).
constexpr std::uint32_t kBusyThread = 100;
constexpr std::uint64_t kBusyTotal = 250;
constexpr int kTicksApart = 1;   // measured before a trial
constexpr int kTicksOfTrial = 3; // the first of which does not count
constexpr double kWorthIt = 1.15;
constexpr std::int64_t kSecond = 1'000'000'000;
constexpr std::int64_t kFirstBackOffNs = kSecond / 2;
constexpr std::int64_t kLongestBackOffNs = 16 * kSecond;
constexpr std::int64_t kFirstSharedNs = kSecond / 2;
constexpr std::int64_t kSharedNs = 4 * kSecond; // then it has to prove itself again

} // namespace

void ProcessorSharing::tick(const Threads &threads)
{
    if (!m_isWanted)
        return;
    std::uint64_t total = 0;
    std::uint32_t busy = 0;
    for (const auto &[id, thread] : threads) {
        total += thread->stops;
        busy += thread->stops >= kBusyThread ? 1U : 0U;
    }
    const std::int64_t time = now();
    const bool mayShare = m_calls == 0 && time >= m_nextTrialNs && total >= kBusyTotal && busy > 0;

    switch (m_state) {
    case State::Apart:
        if (!mayShare) {
            m_ticks = 0;
            m_stops = 0;
            break;
        }
        m_stops += total;
        if (++m_ticks < kTicksApart)
            break;
        m_apartRate = static_cast<double>(m_stops) / m_ticks;
        // Most programs are short, and mostly it pays: the first time it is believed for a while.
        m_state = m_wasTried ? State::Trial : State::Shared;
        m_sharedUntilNs = time + kFirstSharedNs;
        m_wasTried = true;
        m_ticks = 0;
        m_stops = 0;
        m_processor = sched_getcpu();
        sched_getaffinity(0, sizeof m_ownProcessors, &m_ownProcessors);
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(static_cast<std::size_t>(m_processor), &one);
        if (m_processor < 0 || sched_setaffinity(0, sizeof one, &one) != 0) {
            m_isWanted = false;
            m_state = State::Apart;
        }
        break;
    case State::Trial:
        if (++m_ticks > 1)
            m_stops += total;
        if (m_ticks < kTicksOfTrial)
            break;
        if (static_cast<double>(m_stops) / (m_ticks - 1) < kWorthIt * m_apartRate) {
            m_backOffNs = std::clamp(2 * m_backOffNs, kFirstBackOffNs, kLongestBackOffNs);
            beApart(threads, time + m_backOffNs);
            break;
        }
        m_backOffNs = 0;
        m_state = State::Shared;
        m_sharedUntilNs = time + kSharedNs;
        break;
    case State::Shared:
        if (total < kBusyTotal || time > m_sharedUntilNs)
            beApart(threads, time);
        break;
    }

    for (const auto &[id, thread] : threads) {
        if (m_state != State::Apart && m_calls == 0 && !thread->pinned && thread->stops >= kBusyThread)
            share(*thread);
        // It sleeps, or it computes and should have a processor of its own.
        else if (thread->pinned && thread->stops < kBusyThread / 4)
            release(*thread);
        thread->stops = 0;
    }
}

void ProcessorSharing::share(Thread &thread)
{
    cpu_set_t own;
    if (sched_getaffinity(thread.id, sizeof own, &own) != 0)
        return;
    const auto processor = static_cast<std::size_t>(m_processor);
    // A program that chose one processor itself, or may not use ours.
    if (!CPU_ISSET(processor, &own) || CPU_COUNT(&own) == 1)
        return;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(processor, &one);
    if (sched_setaffinity(thread.id, sizeof one, &one) != 0)
        return;
    thread.ownProcessors = own;
    thread.pinned = true;
    thread.wasPinned = true;
}

void ProcessorSharing::release(Thread &thread) const
{
    if (std::exchange(thread.pinned, false))
        sched_setaffinity(thread.id, sizeof thread.ownProcessors, &thread.ownProcessors);
}

void ProcessorSharing::releaseAll(const Threads &threads)
{
    for (const auto &[id, thread] : threads)
        release(*thread);
    if (m_state != State::Apart)
        sched_setaffinity(0, sizeof m_ownProcessors, &m_ownProcessors);
}

void ProcessorSharing::beApart(const Threads &threads, std::int64_t untilNs)
{
    releaseAll(threads);
    m_state = State::Apart;
    m_ticks = 0;
    m_stops = 0;
    m_nextTrialNs = untilNs;
}

void ProcessorSharing::prepareForAffinityCall(const Threads &threads)
{
    ++m_calls;
    if (m_state != State::Apart)
        beApart(threads, now());
}

void ProcessorSharing::pause(const Threads &threads)
{
    beApart(threads, now() + kSecond);
}

void ProcessorSharing::inherit(const Thread &parent, Thread &child) const
{
    if (!parent.wasPinned)
        return;
    // The parent may have been released or shared since; what counts is what the child has.
    cpu_set_t own;
    if (sched_getaffinity(child.id, sizeof own, &own) != 0)
        return;
    if (CPU_COUNT(&own) == 1 && CPU_ISSET(static_cast<std::size_t>(m_processor), &own)) {
        child.ownProcessors = parent.ownProcessors;
        child.pinned = true;
        child.wasPinned = true;
    }
}

} // namespace whittle::sensor
