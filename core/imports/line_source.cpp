#include "imports/line_source.h"

#include <algorithm>
#include <cstring>
#include <format>

namespace whittle::imports {

namespace {

constexpr std::size_t kBuffer = 2 * LineSource::kMaxLine;
constexpr std::size_t kPiece = std::size_t{1} << 17; // stays in the processor's cache while its lines are read

class Memory final : public ByteSource
{
public:
    explicit Memory(std::string_view text) : m_text(text) {}
    Result<std::size_t> read(char *buffer, std::size_t size) override
    {
        const std::size_t count = std::min(size, m_text.size() - m_position);
        if (count != 0)
            std::memcpy(buffer, m_text.data() + m_position, count);
        m_position += count;
        return count;
    }
    std::uint64_t position() const override { return m_position; }
    std::uint64_t size() const override { return m_text.size(); }

private:
    std::string_view m_text;
    std::size_t m_position = 0;
};

} // namespace

std::unique_ptr<ByteSource> bytesOf(std::string_view text) { return std::make_unique<Memory>(text); }

LineSource::LineSource(std::unique_ptr<ByteSource> bytes) : m_bytes(std::move(bytes)), m_buffer(kBuffer) {}

Result<bool> LineSource::fill()
{
    if (m_ended)
        return false;
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    const auto count = m_bytes->read(m_buffer.data() + m_end, std::min(kPiece, m_buffer.size() - m_end));
    if (!count)
        return std::unexpected(count.error());
    m_ended = *count == 0;
    m_end += *count;
    return !m_ended;
}

Result<std::optional<LineSource::Line>> LineSource::next()
{
    std::size_t searched = 0; // of what stands behind m_begin
    for (;;) {
        const char *const begin = m_buffer.data() + m_begin;
        const std::size_t size = m_end - m_begin;
        if (size > searched) {
            if (const auto *end = static_cast<const char *>(std::memchr(begin + searched, '\n', size - searched))) {
                const auto length = static_cast<std::size_t>(end - begin);
                m_begin += length + 1;
                if (std::exchange(m_inCutLine, false)) {
                    searched = 0;
                    continue;
                }
                if (length > kMaxLine)
                    return Line{{begin, kMaxLine}, true};
                return Line{{begin, length}, false};
            }
        }
        if (m_inCutLine) {
            m_begin = m_end;
        } else if (size > kMaxLine) {
            m_inCutLine = true;
            m_begin += size;
            return Line{{begin, kMaxLine}, true};
        }
        searched = m_inCutLine ? 0 : size;
        const auto more = fill();
        if (!more)
            return std::unexpected(more.error());
        if (*more)
            continue;
        if (m_begin == m_end || m_inCutLine)
            return std::nullopt;
        const Line last{{m_buffer.data() + m_begin, m_end - m_begin}, false};
        m_begin = m_end;
        return last;
    }
}

// The block has our buffer, and what follows it moves to the other.
LineSource::Block LineSource::take(std::size_t size, std::vector<char> buffer)
{
    buffer.resize(kBuffer);
    std::memcpy(buffer.data(), m_buffer.data() + m_begin + size, m_end - m_begin - size);
    m_buffer.swap(buffer);
    Block block{std::move(buffer), {}, false};
    block.text = {block.buffer.data() + m_begin, size};
    m_end -= m_begin + size;
    m_begin = 0;
    return block;
}

Result<std::optional<LineSource::Block>> LineSource::nextBlock(std::vector<char> buffer)
{
    std::size_t searched = 0; // of what stands behind m_begin
    for (;;) {
        const char *const begin = m_buffer.data() + m_begin;
        const std::size_t size = m_end - m_begin;
        const std::size_t reach = std::min(size, kMaxLine + 1);
        if (m_inCutLine)
            break;
        if (reach > searched) {
            if (const auto *last = static_cast<const char *>(::memrchr(begin + searched, '\n', reach - searched)))
                return take(static_cast<std::size_t>(last + 1 - begin), std::move(buffer));
        }
        if (size > kMaxLine)
            break;
        searched = size;
        const auto more = fill();
        if (!more)
            return std::unexpected(more.error());
        if (*more)
            continue;
        if (m_begin == m_end)
            return std::nullopt;
        return take(m_end - m_begin, std::move(buffer));
    }
    // A line that is too long, or what follows one.
    const auto line = next();
    if (!line)
        return std::unexpected(line.error());
    if (!*line)
        return std::nullopt;
    buffer.assign((*line)->text.begin(), (*line)->text.end());
    Block block{std::move(buffer), {}, (*line)->isCut};
    block.text = {block.buffer.data(), block.buffer.size()};
    return block;
}

Result<std::string_view> LineSource::peek()
{
    while (m_end - m_begin < kMaxLine) {
        const auto more = fill();
        if (!more)
            return std::unexpected(more.error());
        if (!*more)
            break;
    }
    return std::string_view(m_buffer.data() + m_begin, std::min(m_end - m_begin, kMaxLine));
}

Result<std::string> LineSource::rest(std::size_t limit)
{
    std::string text;
    do {
        if (text.size() + (m_end - m_begin) > limit)
            return fail(ErrorCode::InvalidInput, std::format("is larger than {} MiB, the most that a document of its kind may have", limit >> 20));
        text.append(m_buffer.data() + m_begin, m_end - m_begin);
        m_begin = m_end;
        const auto more = fill();
        if (!more)
            return std::unexpected(more.error());
    } while (m_begin != m_end);
    return text;
}

} // namespace whittle::imports
