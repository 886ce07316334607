#include "wire/frame.h"

namespace whittle::wire {

void FrameSplitter::feed(std::string_view bytes)
{
    // What was handed out goes before more comes in, so the buffer stays as small as one frame and one read.
    m_buffer.erase(0, m_at);
    m_at = 0;
    m_buffer.append(bytes);
}

std::optional<Frame> FrameSplitter::next()
{
    constexpr std::size_t kHeader = sizeof(std::uint32_t);
    const std::string_view left = std::string_view(m_buffer).substr(m_at);
    if (m_broken || left.size() < kHeader)
        return std::nullopt;
    std::uint32_t length = 0;
    Reader reader(left.substr(0, kHeader));
    reader(length);
    if (length == 0 || length > kMaxFrame) {
        m_broken = true;
        return std::nullopt;
    }
    if (left.size() < kHeader + length)
        return std::nullopt;
    m_at += kHeader + length;
    return Frame{static_cast<MessageType>(left[kHeader]), left.substr(kHeader + 1, length - 1)};
}

} // namespace whittle::wire
