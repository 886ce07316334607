#pragma once

#include "imports/line_reader.h"
#include "imports/line_source.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace whittle::imports {

/// Reads blocks of lines and prepares them on other threads, while those before them have their turn, and gives them in their order. next() is
/// for one thread, which reads and prepares a block itself rather than wait. The source is nobody else's meanwhile.
class PrepareAhead
{
public:
    struct Item
    {
        LineSource::Block block;
        std::unique_ptr<PreparedLines> lines; // of a block that is not cut
        std::uint64_t position = 0;           // behind it; as ByteSource::position
    };

    /// preparer: the reader's, for the thread of next().
    PrepareAhead(LineSource &source, const LineReader &reader, std::unique_ptr<LinePreparer> preparer);

    /// The next block, good until the next call; nullptr at the end. Errors: as ByteSource::read.
    [[nodiscard]] Result<const Item *> next();

private:
    enum class State : std::uint8_t { InWork, Ready, End, Failed };
    struct Slot
    {
        Item item;
        State state = State::Ready;
        Error error;
    };

    [[nodiscard]] Slot &slot(std::size_t place) { return m_slots[(m_first + place) % m_slots.size()]; }
    [[nodiscard]] bool canRead() const { return !m_isReading && !m_ended && m_count < m_slots.size(); }
    void readOne(std::unique_lock<std::mutex> &lock, LinePreparer &preparer);
    void work(const std::stop_token &stop, LinePreparer &preparer);
    void startThreads();

    LineSource &m_source;
    std::vector<std::unique_ptr<LinePreparer>> m_preparers; // one for each thread; the first for that of next()
    std::mutex m_mutex; // of all but what a slot in work holds
    std::condition_variable_any m_changed;
    std::vector<Slot> m_slots;
    std::size_t m_first = 0;
    std::size_t m_count = 0;  // in use, from the first on
    bool m_isReading = false;
    bool m_ended = false;     // there is nothing more to read
    bool m_isTaken = false;   // the first was given and is done with at the next call
    std::size_t m_given = 0;
    std::vector<std::jthread> m_threads; // last: end first
};

} // namespace whittle::imports
