#pragma once

#include "sensor/process.h"
#include "wire/frame.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace whittle::sensor {

/// Writes events to the program that started us. Frames are gathered and written by flush(), or as soon as there are many of them.
class EventStream
{
public:
    explicit EventStream(int fd);

    template <class Message>
    void send(const Message &message)
    {
        wire::appendFrame(m_buffer, message);
        if (m_buffer.size() >= kFlushSize)
            flush();
    }
    void note(std::string_view text);
    /// Everything that is counted for the process and was not sent yet.
    void sendCounts(Process &process);
    void flush();

    /// Since the stream was made.
    [[nodiscard]] std::int64_t time() const;
    /// Nobody reads any more.
    [[nodiscard]] bool isCut() const { return m_cut; }

private:
    static constexpr std::size_t kFlushSize = 64 * 1024;
    int m_fd;
    std::int64_t m_start;
    std::string m_buffer;
    bool m_cut = false;
};

} // namespace whittle::sensor
