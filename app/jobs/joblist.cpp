#include "jobs/joblist.h"

#include <QTimer>

#include <algorithm>

namespace whittle::app {
namespace {

constexpr int kMaxFailed = 50;

} // namespace

JobList::JobList(QObject *parent) : QObject(parent) {}

JobList::~JobList()
{
    // All are asked to stop before the first is waited for.
    for (const auto &entry : m_entries)
        if (entry->m_job)
            entry->m_cancel();
}

JobList::Id JobList::insert(const QString &title, Unit unit, QObject *owner)
{
    auto entry = std::make_unique<Entry>();
    entry->id = ++m_last;
    entry->title = title;
    entry->unit = unit;
    entry->m_clock.start();
    const Id id = m_last;
    if (owner)
        entry->m_owner = connect(owner, &QObject::destroyed, this, [this, id] { cancel(id); });
    m_entries.push_back(std::move(entry));
    return id;
}

void JobList::setJob(Id id, std::shared_ptr<void> job, std::function<void()> cancel)
{
    auto *held = entry(id);
    held->m_job = std::move(job);
    held->m_cancel = std::move(cancel);
    ++m_own;
    Q_EMIT added(id);
}

JobList::Id JobList::add(const QString &title, std::function<void()> cancel, Unit unit)
{
    const Id id = insert(title, unit, nullptr);
    entry(id)->m_cancel = std::move(cancel);
    Q_EMIT added(id);
    return id;
}

void JobList::setProgress(Id id, const Progress &progress)
{
    if (auto *held = entry(id); held && held->isRunning()) {
        held->progress = progress;
        Q_EMIT changed(id);
    }
}

void JobList::finish(Id id)
{
    settle(id, nullptr);
}

void JobList::finish(Id id, const Error &error)
{
    settle(id, &error);
}

void JobList::settle(Id id, const Error *error)
{
    auto *held = entry(id);
    if (!held || !held->isRunning())
        return;
    if (!error || error->code == ErrorCode::Cancelled) {
        remove(id);
        return;
    }
    held->msTotal = held->m_clock.elapsed();
    held->state = State::Failed;
    held->error = *error;
    held->m_cancel = nullptr;
    Q_EMIT changed(id);
    if (failedCount() > kMaxFailed)
        dismiss((*std::ranges::find(m_entries, State::Failed, [](const auto &e) { return e->state; }))->id);
}

void JobList::ended(Id id, const Error *error)
{
    auto *held = entry(id);
    if (!held)
        return;
    disconnect(held->m_owner);
    // The job is still delivering its result; it goes when that is done.
    QTimer::singleShot(0, this, [this, job = std::move(held->m_job)]() mutable {
        job.reset();
        if (--m_own == 0)
            Q_EMIT idle();
    });
    settle(id, error);
}

void JobList::cancel(Id id)
{
    auto *held = entry(id);
    if (!held || held->state != State::Running)
        return;
    held->state = State::Cancelling;
    const auto stop = held->m_cancel; // it may end the entry
    Q_EMIT changed(id);
    if (stop)
        stop();
}

void JobList::cancelAll()
{
    std::vector<Id> ids;
    for (const auto &held : m_entries)
        ids.push_back(held->id);
    for (const Id id : ids)
        cancel(id);
}

void JobList::dismiss(Id id)
{
    if (const auto *held = find(id); held && !held->isRunning())
        remove(id);
}

void JobList::dismissAll()
{
    std::vector<Id> ids;
    for (const auto &held : m_entries)
        ids.push_back(held->id);
    for (const Id id : ids)
        dismiss(id);
}

const JobList::Entry *JobList::find(Id id) const
{
    const auto found = std::ranges::find(m_entries, id, [](const auto &held) { return held->id; });
    return found == m_entries.end() ? nullptr : found->get();
}

JobList::Entry *JobList::entry(Id id)
{
    return const_cast<Entry *>(std::as_const(*this).find(id));
}

int JobList::runningCount() const
{
    return static_cast<int>(std::ranges::count_if(m_entries, [](const auto &held) { return held->isRunning(); }));
}

int JobList::failedCount() const
{
    return static_cast<int>(m_entries.size()) - runningCount();
}

void JobList::remove(Id id)
{
    std::erase_if(m_entries, [id](const auto &held) { return held->id == id; });
    Q_EMIT removed(id);
}

} // namespace whittle::app
