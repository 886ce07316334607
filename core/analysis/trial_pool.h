#pragma once

#include "engine/container_run.h"
#include "engine/engine.h"
#include "probe/probe.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace whittle::analysis {

/// How many containers of one image may run beside each other: 1 where they would share what was mounted, published or joined.
[[nodiscard]] unsigned containersBeside(const engine::RunOverrides &overrides, unsigned most);

/// Threads that run containers beside each other, each with a connection of its own to the engine. What is submitted begins in its order.
class TrialPool
{
public:
    /// stop cancels what runs. The engine outlives the pool.
    TrialPool(engine::Engine &engine, unsigned width, const std::stop_token &stop);
    TrialPool(const TrialPool &) = delete;
    TrialPool &operator=(const TrialPool &) = delete;
    /// Cancels what runs, forgets what has not begun, and waits.
    ~TrialPool();

    /// Work takes an Engine & and a std::stop_token and gives a Result of something.
    template <class Work>
    [[nodiscard]] auto submit(Work work) -> std::future<std::invoke_result_t<Work &, engine::Engine &, std::stop_token>>
    {
        using Outcome = std::invoke_result_t<Work &, engine::Engine &, std::stop_token>;
        std::packaged_task<Outcome(engine::Engine *, const Error *, std::stop_token)> task(
            [work = std::move(work)](engine::Engine *engine, const Error *error, std::stop_token stop) mutable {
                return engine ? work(*engine, std::move(stop)) : Outcome(std::unexpected(*error));
            });
        auto future = task.get_future();
        add(std::move(task));
        return future;
    }

private:
    using Task = std::move_only_function<void(engine::Engine *, const Error *, std::stop_token)>;
    void add(Task task);
    void work();

    engine::Engine &m_engine;
    unsigned m_width;
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_forward;
    std::mutex m_mutex; // of what follows
    std::condition_variable_any m_changed;
    std::deque<Task> m_waiting;
    unsigned m_idle = 0;
    std::vector<std::jthread> m_threads;
};

} // namespace whittle::analysis
