#include "imports/prepare_ahead.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace whittle::imports {

namespace {

// To take the lines in, in order, is about as much work as to prepare them: more threads would wait.
constexpr std::size_t kMostThreads = 3;

std::size_t helpers() { return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMostThreads + 1) - 1; }

} // namespace

PrepareAhead::PrepareAhead(LineSource &source, const LineReader &reader, std::unique_ptr<LinePreparer> preparer) : m_source(source), m_slots(2 + 2 * helpers())
{
    m_preparers.push_back(std::move(preparer));
    while (m_preparers.size() < 1 + helpers())
        m_preparers.push_back(reader.makePreparer());
    for (Slot &slot : m_slots)
        slot.item.lines = m_preparers.front()->makeLines();
}

// Reads the next block, which no other thread does meanwhile, and prepares it.
void PrepareAhead::readOne(std::unique_lock<std::mutex> &lock, LinePreparer &preparer)
{
    m_isReading = true;
    Slot &mine = slot(m_count++);
    mine.state = State::InWork;
    lock.unlock();
    auto block = m_source.nextBlock(std::move(mine.item.block.buffer));
    const std::uint64_t position = m_source.bytes().position();
    lock.lock();
    m_isReading = false;
    m_ended = !block || !*block;
    if (m_ended) {
        mine.state = block ? State::End : State::Failed;
        if (!block)
            mine.error = std::move(block).error();
        m_changed.notify_all();
        return;
    }
    mine.item.block = **std::move(block);
    mine.item.position = position;
    m_changed.notify_all();
    if (!mine.item.block.isCut) {
        lock.unlock();
        preparer.prepare(mine.item.block.text, *mine.item.lines);
        lock.lock();
    }
    mine.state = State::Ready;
    m_changed.notify_all();
}

void PrepareAhead::work(const std::stop_token &stop, LinePreparer &preparer)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return canRead() || m_ended; }) && !m_ended)
        readOne(lock, preparer);
}

void PrepareAhead::startThreads()
{
    try {
        for (std::size_t i = 1; i < m_preparers.size(); ++i)
            m_threads.emplace_back([this, i](const std::stop_token &stop) { work(stop, *m_preparers[i]); });
    } catch (const std::system_error &) {
        // A limit of processes: it takes longer without them.
    }
}

Result<const PrepareAhead::Item *> PrepareAhead::next()
{
    std::unique_lock lock(m_mutex);
    if (std::exchange(m_isTaken, false)) {
        m_first = (m_first + 1) % m_slots.size();
        --m_count;
        m_changed.notify_all();
    }
    // A short text is read before a thread has begun.
    if (m_given == 1)
        startThreads();
    while (m_count == 0 || slot(0).state == State::InWork) {
        if (canRead())
            readOne(lock, *m_preparers.front());
        else
            m_changed.wait(lock);
    }
    const Slot &first = slot(0);
    if (first.state == State::Failed)
        return std::unexpected(first.error);
    if (first.state == State::End)
        return nullptr;
    m_isTaken = true;
    ++m_given;
    return &first.item;
}

} // namespace whittle::imports
