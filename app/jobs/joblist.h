#pragma once

#include "jobs/job.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace whittle::app {

/// Everything long that runs in the window, whoever started it: what it is called, how far it is, how to stop it; and what failed, until a
/// person has read it. GUI thread.
///
///     m_jobs.run<analysis::Proposal>(tr("Proposing a profile"), this, work, done);   // a job on a thread of the list's own
///     m_job = m_jobs.add(tr("Slimming nginx"), [this] { stop(); });                  // one that a document runs itself
class JobList final : public QObject
{
    Q_OBJECT

public:
    using Id = quint64; // never 0, never used twice
    enum class State { Running, Cancelling, Failed };
    enum class Unit { Count, Bytes }; // of Progress::done and total
    struct Entry
    {
        Id id = 0;
        QString title; // "Reading nginx.tar"
        Unit unit = Unit::Count;
        Progress progress;
        State state = State::Running;
        Error error; // of a failed one
        qint64 msTotal = 0; // of a failed one

        [[nodiscard]] bool isRunning() const { return state != State::Failed; }
        /// Since it was begun, or how long it took.
        [[nodiscard]] qint64 ms() const { return isRunning() ? m_clock.elapsed() : msTotal; }

    private:
        friend class JobList;
        QElapsedTimer m_clock;
        std::function<void()> m_cancel;
        std::shared_ptr<void> m_job;
        QMetaObject::Connection m_owner;
    };

    explicit JobList(QObject *parent = nullptr);
    ~JobList() override;

    /// Runs work on a thread; done and onProgress are called on this one, and not at all once the owner is gone, which also cancels the
    /// work. done hears of errors, cancelled ones included, as well as of results; what failed is listed besides.
    template <class T>
    Id run(const QString &title, QObject *owner, typename Job<T>::Work work, typename Job<T>::Done done, Unit unit = Unit::Count, typename Job<T>::OnProgress onProgress = {})
    {
        const Id id = insert(title, unit, owner);
        auto job = std::make_shared<Job<T>>(
            std::move(work),
            [this, id, owner = QPointer<QObject>(owner), onProgress = std::move(onProgress)](const Progress &progress) {
                setProgress(id, progress);
                if (owner && onProgress)
                    onProgress(progress);
            },
            [this, id, owner = QPointer<QObject>(owner), done = std::move(done)](Result<T> result) {
                const auto error = result ? Error() : result.error();
                const bool failed = !result;
                if (owner)
                    done(std::move(result));
                ended(id, failed ? &error : nullptr);
            });
        setJob(id, job, [job = std::weak_ptr(job)] {
            if (const auto held = job.lock())
                held->cancel();
        });
        return id;
    }

    /// Lists work that somebody else runs; it ends with finish(). cancel is called when a person asks for it, and need not end it at once.
    Id add(const QString &title, std::function<void()> cancel, Unit unit = Unit::Count);
    void setProgress(Id id, const Progress &progress);
    /// Takes it off the list; one that failed stays there with its message.
    void finish(Id id);
    void finish(Id id, const Error &error);

    void cancel(Id id);
    void cancelAll();
    /// Takes a failed one off the list.
    void dismiss(Id id);
    void dismissAll();

    /// Oldest first.
    [[nodiscard]] const std::vector<std::unique_ptr<Entry>> &entries() const { return m_entries; }
    /// nullptr: not on the list any more.
    [[nodiscard]] const Entry *find(Id id) const;
    [[nodiscard]] int runningCount() const;
    [[nodiscard]] int failedCount() const;
    /// True while anything of run() runs or its end is being delivered: what the window waits for. Work of add() has a tab of its own.
    [[nodiscard]] bool isBusy() const { return m_own > 0; }

Q_SIGNALS:
    void added(whittle::app::JobList::Id id);
    void changed(whittle::app::JobList::Id id);
    void removed(whittle::app::JobList::Id id);
    /// Nothing of run() runs any more.
    void idle();

private:
    Id insert(const QString &title, Unit unit, QObject *owner);
    void setJob(Id id, std::shared_ptr<void> job, std::function<void()> cancel);
    void ended(Id id, const Error *error);
    void settle(Id id, const Error *error);
    void remove(Id id);
    [[nodiscard]] Entry *entry(Id id);

    std::vector<std::unique_ptr<Entry>> m_entries;
    Id m_last = 0;
    int m_own = 0;
};

} // namespace whittle::app
