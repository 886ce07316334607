#include "sensor/event_stream.h"

#include "sensor/system.h"

#include <utility>

namespace whittle::sensor {

namespace {

CallCount *countOf(CallTable &table, std::uint32_t number)
{
    return number < CallTable::kUsual ? &table.usual[number] : &table.others[number];
}

} // namespace

EventStream::EventStream(int fd) : m_fd(fd), m_start(now()) {}

std::int64_t EventStream::time() const { return now() - m_start; }

void EventStream::note(std::string_view text) { send(wire::Note{std::string(text)}); }

void EventStream::flush()
{
    // Blocks while nobody reads: the tracees wait then, and nothing is lost.
    if (!m_buffer.empty() && !m_cut && !writeAll(m_fd, m_buffer))
        m_cut = true;
    m_buffer.clear();
}

void EventStream::sendCounts(Process &process)
{
    constexpr std::size_t kEntriesPerFrame = 4096; // well below wire::kMaxFrame
    wire::Counts counts;
    for (CallTable &table : process.tables) {
        for (const std::uint32_t number : table.unsent) {
            CallCount *count = countOf(table, number);
            counts.entries.push_back({process.key, table.arch, number, std::exchange(count->unsent, 0), count->firstNs});
        }
        table.unsent.clear();
        if (counts.entries.size() >= kEntriesPerFrame)
            send(std::exchange(counts, {}));
    }
    if (!counts.entries.empty())
        send(counts);

    wire::Arguments arguments;
    for (const auto &key : process.unsentValues) {
        ValueCounts &values = process.values[key];
        const auto index = static_cast<std::uint8_t>(key[2]);
        for (ValueCounts::Value &value : values.values) {
            if (value.unsent)
                arguments.entries.push_back({process.key, key[0], key[1], index, false, value.value, std::exchange(value.unsent, 0)});
        }
        if (values.overflowed && !std::exchange(values.overflowSent, true))
            arguments.entries.push_back({process.key, key[0], key[1], index, true, 0, 0});
        values.isUnsent = false;
        if (arguments.entries.size() >= kEntriesPerFrame)
            send(std::exchange(arguments, {}));
    }
    process.unsentValues.clear();
    if (!arguments.entries.empty())
        send(arguments);

    wire::Errors errors;
    for (auto &[key, unsent] : process.errors) {
        if (unsent)
            errors.entries.push_back({process.key, key[0], key[1], static_cast<std::uint16_t>(key[2]), std::exchange(unsent, 0)});
    }
    if (!errors.entries.empty())
        send(errors);

    wire::Denials denials;
    for (auto &[key, count] : process.denials) {
        if (count.unsent)
            denials.entries.push_back({process.key, key[0], key[1], key[2], std::exchange(count.unsent, 0), count.firstNs});
    }
    if (denials.entries.empty())
        return;
    send(denials);

    wire::DeniedCalls calls;
    for (auto &[key, count] : process.denials) {
        for (DenialCount::Call &call : count.calls) {
            if (call.unsent)
                calls.entries.push_back({process.key, key[0], key[1], key[2], false, {call.arguments.begin(), call.arguments.end()}, call.path, std::exchange(call.unsent, 0)});
        }
        if (count.overflowed && !std::exchange(count.overflowSent, true))
            calls.entries.push_back({process.key, key[0], key[1], key[2], true, {}, {}, 0});
        // Paths are long: well below wire::kMaxFrame, with what one more denial may add.
        constexpr std::size_t kDeniedPerFrame = 64;
        if (calls.entries.size() >= kDeniedPerFrame)
            send(std::exchange(calls, {}));
    }
    if (!calls.entries.empty())
        send(calls);
}

} // namespace whittle::sensor
