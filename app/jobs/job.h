#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <QMetaObject>
#include <QObject>

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>
#include <utility>

namespace whittle::app {

/// A blocking function of core on a thread of its own. Progress and result are delivered on the thread that made the job; once the job is
/// destroyed nothing is delivered any more. Destroying it asks the work to stop and waits for it.
template <class T>
class Job
{
public:
    using Work = std::function<Result<T>(std::stop_token, const ProgressFn &)>;
    using Done = std::function<void(Result<T>)>;
    using OnProgress = std::function<void(const Progress &)>;

    Job(Work work, OnProgress onProgress, Done onDone) : m_guard(std::make_shared<QObject>())
    {
        // Events for the guard die with it, so that nothing queued outlives the job.
        auto *guard = m_guard.get();
        m_thread = std::jthread([guard, work = std::move(work), onProgress = std::move(onProgress), onDone = std::move(onDone)](std::stop_token stop) {
            const ProgressFn report = [&](const Progress &progress) {
                if (onProgress)
                    QMetaObject::invokeMethod(guard, [onProgress, progress] { onProgress(progress); }, Qt::QueuedConnection);
            };
            auto result = std::make_shared<Result<T>>(work(stop, report));
            QMetaObject::invokeMethod(guard, [onDone, result] { onDone(std::move(*result)); }, Qt::QueuedConnection);
        });
    }
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
    ~Job()
    {
        m_thread.request_stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    void cancel() { m_thread.request_stop(); }

private:
    std::shared_ptr<QObject> m_guard; // lives on the thread that made the job
    std::jthread m_thread;
};

} // namespace whittle::app
