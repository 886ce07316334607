#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <chrono>
#include <exception>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace whittle::slim {

/// One piece of work on a thread of its own, whose progress is heard by the thread that waits. It is cancelled, and waited for, when the object
/// goes.
template <class T>
class Background
{
public:
    using Work = std::function<Result<T>(std::stop_token, const ProgressFn &)>;

    Background(Work work, const std::stop_token &stop) : m_forward(stop, [this] { m_stop.request_stop(); })
    {
        m_thread = std::jthread([this, work = std::move(work)] {
            try {
                m_outcome.set_value(work(m_stop.get_token(), [this](const Progress &progress) {
                    const std::lock_guard lock(m_mutex);
                    m_progress = progress;
                }));
            } catch (...) {
                m_outcome.set_exception(std::current_exception()); // for who waits, as if it had been its own
            }
        });
    }
    Background(const Background &) = delete;
    Background &operator=(const Background &) = delete;
    ~Background() { m_stop.request_stop(); }

    void cancel() { m_stop.request_stop(); }
    [[nodiscard]] bool isDone() const { return m_future.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }

    /// Once. Says meanwhile how it goes on.
    [[nodiscard]] Result<T> wait(const ProgressFn &report)
    {
        while (m_future.wait_for(std::chrono::milliseconds(100)) != std::future_status::ready) {
            std::optional<Progress> latest;
            {
                const std::lock_guard lock(m_mutex);
                latest = std::exchange(m_progress, std::nullopt);
            }
            if (latest && report)
                report(*latest);
        }
        return m_future.get();
    }

private:
    std::stop_source m_stop;
    std::stop_callback<std::function<void()>> m_forward;
    std::mutex m_mutex;
    std::optional<Progress> m_progress; // not heard of yet
    std::promise<Result<T>> m_outcome;
    std::future<Result<T>> m_future = m_outcome.get_future();
    std::jthread m_thread; // last: ends first
};

} // namespace whittle::slim
