#pragma once

#include "jobs/recordjobs.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace whittle::test {

/// A run without a sensor or an engine: tells what it is given, and ends when it is told to, finished or stopped.
class FakeRun
{
public:
    /// Called on the thread of the run, when it begins.
    std::function<void(const app::RunObserver &)> begin = [](const app::RunObserver &) {};
    /// What finish gives.
    trace::Recording recording;

    [[nodiscard]] app::RecordFn function()
    {
        return [this](const app::RecordRun &run, std::stop_token stop, const app::RunObserver &observer) -> Result<app::RunResult> {
            {
                const std::lock_guard lock(m_mutex);
                m_run = run;
                ++m_starts;
            }
            observer.progress({"running", 0, 0});
            begin(observer);
            const std::stop_callback wake(run.finish, [this] {
                const std::lock_guard lock(m_mutex);
                m_wake.notify_all();
            });
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, stop, [this, &run] { return m_result || run.finish.stop_requested(); });
            if (stop.stop_requested()) {
                ++m_cancelled;
                return fail(ErrorCode::Cancelled, "cancelled");
            }
            if (!m_result)
                return app::RunResult{recording, std::nullopt};
            return *std::exchange(m_result, std::nullopt);
        };
    }
    void end(Result<app::RunResult> result)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_result = std::move(result);
        }
        m_wake.notify_all();
    }
    [[nodiscard]] app::RecordRun run()
    {
        const std::lock_guard lock(m_mutex);
        return m_run;
    }
    [[nodiscard]] int starts()
    {
        const std::lock_guard lock(m_mutex);
        return m_starts;
    }
    [[nodiscard]] int cancelled()
    {
        const std::lock_guard lock(m_mutex);
        return m_cancelled;
    }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Result<app::RunResult>> m_result;
    app::RecordRun m_run;
    int m_starts = 0;
    int m_cancelled = 0;
};

} // namespace whittle::test
