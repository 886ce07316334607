#include "analysis/trial_pool.h"

#include <algorithm>

namespace whittle::analysis {

unsigned containersBeside(const engine::RunOverrides &overrides, unsigned most)
{
    // Containers on the engine's default network, or on none, do not know of each other.
    const bool ownNetwork = overrides.network.empty() || overrides.network == "none" || overrides.network == "bridge" || overrides.network == "default";
    const bool fixedPort = std::ranges::any_of(overrides.publish, [](const engine::PortBinding &port) { return port.hostPort != 0; });
    return overrides.volumes.empty() && ownNetwork && !fixedPort ? std::max(1U, most) : 1;
}

TrialPool::TrialPool(engine::Engine &engine, unsigned width, const std::stop_token &stop)
    : m_engine(engine), m_width(std::max(1U, width)), m_forward(stop, [this] { m_stop.request_stop(); })
{}

TrialPool::~TrialPool()
{
    m_stop.request_stop();
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.clear();
    }
    m_changed.notify_all();
}

void TrialPool::add(Task task)
{
    std::unique_lock lock(m_mutex);
    if (m_stop.stop_requested()) {
        // The threads may have ended already; whoever waits for the outcome still gets one.
        lock.unlock();
        const Error cancelled{ErrorCode::Cancelled, "cancelled"};
        task(nullptr, &cancelled, {});
        return;
    }
    m_waiting.push_back(std::move(task));
    if (m_idle < m_waiting.size() && m_threads.size() < m_width)
        m_threads.emplace_back([this] { work(); });
    m_changed.notify_one();
}

void TrialPool::work()
{
    const auto engine = m_engine.connectAgain(m_stop.get_token());
    const std::stop_token stop = m_stop.get_token();
    for (;;) {
        std::unique_lock lock(m_mutex);
        ++m_idle;
        // What was submitted is done even when cancelled, quickly: somebody waits for its outcome.
        m_changed.wait(lock, stop, [this] { return !m_waiting.empty(); });
        --m_idle;
        if (m_waiting.empty())
            return;
        Task task = std::move(m_waiting.front());
        m_waiting.pop_front();
        lock.unlock();
        task(engine ? engine->get() : nullptr, engine ? nullptr : &engine.error(), stop);
    }
}

} // namespace whittle::analysis
