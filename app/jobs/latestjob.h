#pragma once

#include "jobs/job.h"

#include <optional>

namespace whittle::app {

/// Work whose newest request alone counts: one that comes while another runs asks that one to stop, waits for it in turn, and its own
/// result is the next one delivered. Lives on the GUI thread and never blocks it but when it is destroyed.
template <class T>
class LatestJob
{
public:
    using Work = typename Job<T>::Work;
    using Done = typename Job<T>::Done;
    using OnProgress = typename Job<T>::OnProgress;

    void start(Work work, Done done, OnProgress onProgress = nullptr)
    {
        m_next = Request{std::move(work), std::move(done), std::move(onProgress)};
        if (m_isRunning)
            m_job->cancel();
        else
            startNext();
    }
    /// What runs is not delivered any more, and nothing waits.
    void drop()
    {
        m_next.reset();
        m_isDropped = m_isRunning;
        if (m_isRunning)
            m_job->cancel();
    }
    /// Asks what runs to stop; its result, most likely Cancelled, is delivered.
    void cancel()
    {
        if (m_isRunning)
            m_job->cancel();
    }
    [[nodiscard]] bool isRunning() const { return (m_isRunning && !m_isDropped) || m_next.has_value(); }

private:
    struct Request
    {
        Work work;
        Done done;
        OnProgress onProgress;
    };

    void startNext()
    {
        Request request = std::move(*m_next);
        m_next.reset();
        m_isRunning = true;
        m_isDropped = false;
        // The job that has just delivered is still on the stack; it goes when the next one has.
        m_ended = std::move(m_job);
        m_job = std::make_unique<Job<T>>(std::move(request.work), std::move(request.onProgress), [this, done = std::move(request.done)](Result<T> result) {
            m_isRunning = false;
            const bool isDropped = std::exchange(m_isDropped, false);
            if (m_next)
                startNext();
            else if (!isDropped)
                done(std::move(result));
        });
    }

    std::optional<Request> m_next;
    std::unique_ptr<Job<T>> m_job;
    std::unique_ptr<Job<T>> m_ended;
    bool m_isRunning = false;
    bool m_isDropped = false;
};

} // namespace whittle::app
