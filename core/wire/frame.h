#pragma once

#include "wire/archive.h"
#include "wire/format.h"

#include <optional>
#include <string>
#include <string_view>

namespace whittle::wire {

/// Appends the message as one frame.
template <class Message>
void appendFrame(std::string &out, const Message &message)
{
    const std::size_t start = out.size();
    Writer writer(out);
    writer(std::uint32_t{0}, static_cast<std::uint8_t>(Message::kType), message);
    const auto length = static_cast<std::uint32_t>(out.size() - start - sizeof(std::uint32_t));
    for (std::size_t i = 0; i < sizeof length; ++i)
        out[start + i] = static_cast<char>((length >> (8 * i)) & 0xff);
}

struct Frame
{
    MessageType type{};
    std::string_view payload; // valid until the splitter is fed or asked again
};

/// The message in a frame of its type; empty when the bytes do not fit it.
template <class Message>
[[nodiscard]] std::optional<Message> decode(const Frame &frame)
{
    Message message;
    Reader reader(frame.payload);
    reader(message);
    if (frame.type != Message::kType || !reader.atEnd())
        return std::nullopt;
    return message;
}

/// Cuts a byte stream into frames.
class FrameSplitter
{
public:
    void feed(std::string_view bytes);
    /// The next whole frame; empty when more bytes are needed or the stream is broken().
    [[nodiscard]] std::optional<Frame> next();
    /// A length that no frame has: this is not our stream.
    [[nodiscard]] bool broken() const { return m_broken; }
    /// Bytes of a frame that has not come whole.
    [[nodiscard]] bool hasRest() const { return m_buffer.size() > m_at; }

private:
    std::string m_buffer;
    std::size_t m_at = 0;
    bool m_broken = false;
};

} // namespace whittle::wire
