#include "imports/strace_threads.h"

#include "imports/scan.h"

#include <utility>

namespace whittle::imports::strace {

namespace {

constexpr std::size_t kMaxThreads = 100'000;
// Bytes of calls that wait: of one, of all, and what a thread keeps for the next.
constexpr std::size_t kMaxText = std::size_t{1} << 20;
constexpr std::size_t kMaxHeld = std::size_t{1} << 25;
constexpr std::size_t kKept = 256;

} // namespace

// "trace.2525": -ff writes a file for each thread.
std::int64_t Threads::pidInName(const std::string &file)
{
    const auto dot = file.rfind('.');
    if (dot == std::string::npos)
        return -1;
    std::string_view digits = std::string_view(file).substr(dot + 1);
    const auto pid = takeNumber<std::int64_t>(digits);
    return pid && digits.empty() ? *pid : -1;
}

Thread &Threads::threadOf(std::int64_t id)
{
    if (m_current < m_threads.size() && m_threads[m_current].id == id)
        return m_threads[m_current];
    if (const std::uint32_t found = m_threadIndex.find(static_cast<std::uint64_t>(id + 1)); found != FlatMap::kNone) {
        m_current = found;
        return m_threads[found];
    }
    // Who has ended makes room; a trace that names ever new threads stays in its bounds.
    if (m_threads.size() >= kMaxThreads) {
        m_threads.clear();
        m_threadIndex.clear();
        m_held = 0;
    }
    m_current = m_threads.size();
    m_threadIndex[static_cast<std::uint64_t>(id + 1)] = static_cast<std::uint32_t>(m_current);
    Thread &thread = m_threads.emplace_back();
    thread.id = id;
    return thread;
}

// On a terminal a line has no id as long as there is one thread alone. Which one that is: the last that is left.
std::int64_t Threads::bareThread() const
{
    if (m_filePid >= 0 || !m_sawPid)
        return m_filePid;
    std::int64_t left = -1;
    for (const Thread &thread : m_threads) {
        if (thread.id < 0 || thread.process == Gatherer::kNone)
            continue;
        if (left >= 0)
            return m_threads[m_current].id;
        left = thread.id;
    }
    return left;
}

// The first id that nobody announced is that of the thread that had none so far.
void Threads::nameBareThread(std::int64_t id)
{
    m_sawPid = true;
    if (m_bareNamed || m_threads.empty() || m_threadIndex.find(static_cast<std::uint64_t>(id + 1)) != FlatMap::kNone || m_gatherer.knows(id)
        || m_announced.find(static_cast<std::uint64_t>(id)) != FlatMap::kNone)
        return;
    const std::uint32_t bare = m_threadIndex.find(0);
    if (bare == FlatMap::kNone || m_threads[bare].process == Gatherer::kNone)
        return;
    m_bareNamed = true;
    Thread &thread = m_threads[bare];
    thread.id = id;
    m_threadIndex[static_cast<std::uint64_t>(id + 1)] = bare;
    m_threadIndex[0] = FlatMap::kNone;
    m_gatherer.addThread(thread.process, id);
    if (trace::Process &process = m_gatherer.details(thread.process); process.pid == 0 && std::in_range<int>(id))
        process.pid = static_cast<int>(id);
}

Thread &Threads::ofOther(std::int64_t pid)
{
    if (pid >= 0)
        nameBareThread(pid);
    return threadOf(pid >= 0 ? pid : bareThread());
}

void Threads::hold(Thread &thread, std::string_view text)
{
    if (thread.begunText.size() + text.size() > kMaxText || m_held + text.size() > kMaxHeld) {
        letGo(thread);
        thread.isTextLost = true;
    }
    if (thread.isTextLost)
        return;
    thread.begunText.append(text);
    m_held += text.size();
}

void Threads::letGo(Thread &thread)
{
    m_held -= thread.begunText.size();
    thread.begunText.clear();
    if (thread.begunText.capacity() > kKept)
        thread.begunText.shrink_to_fit();
    thread.isTextLost = false;
}

void Threads::announce(std::int64_t id)
{
    if (m_announced.size() < kMaxThreads)
        m_announced[static_cast<std::uint64_t>(id)] = 0;
}

void Threads::setMode(std::int64_t id, AbiHint mode)
{
    bool found = false;
    for (Thread &thread : m_threads) {
        if (thread.id == id || thread.id < 0) {
            thread.mode = mode;
            found = true;
        }
    }
    if (!found)
        threadOf(m_filePid >= 0 ? m_filePid : id).mode = mode;
}

} // namespace whittle::imports::strace
