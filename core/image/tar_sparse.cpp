#include "image/tar_sparse.h"

#include "image/tar_fields.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

namespace {

constexpr std::size_t kMaxSegments = 1 << 20;
constexpr std::uint64_t kMaxSize = std::uint64_t{1} << 62;

std::unexpected<Error> damaged()
{
    return fail(ErrorCode::InvalidInput, "its map of a sparse file is none");
}

// Pairs of 12 bytes up to the first that is empty.
Result<> readPairs(std::string_view map, std::vector<Segment> &segments)
{
    for (; map.size() >= 24 && map[0] != '\0'; map.remove_prefix(24)) {
        const auto offset = tarNumber(map.substr(0, 12));
        const auto size = tarNumber(map.substr(12, 12));
        if (!offset || !size || *offset < 0 || *size < 0 || segments.size() >= kMaxSegments)
            return damaged();
        segments.push_back({static_cast<std::uint64_t>(*offset), static_cast<std::uint64_t>(*size)});
    }
    return {};
}

// Decimal numbers, each with a separator behind it that the last may lack.
class Numbers
{
public:
    Numbers(std::string_view text, char separator) : m_text(text), m_separator(separator) {}

    [[nodiscard]] bool atEnd() const { return m_text.empty(); }
    [[nodiscard]] std::optional<std::uint64_t> next()
    {
        const std::string_view number = m_text.substr(0, m_text.find(m_separator));
        m_text.remove_prefix(std::min(m_text.size(), number.size() + 1));
        return paxNumber(number);
    }

private:
    std::string_view m_text;
    char m_separator;
};

Result<> readSegment(Numbers &numbers, std::vector<Segment> &segments)
{
    const auto offset = numbers.next();
    const auto size = numbers.next();
    if (!offset || !size || segments.size() >= kMaxSegments)
        return damaged();
    segments.push_back({*offset, *size});
    return {};
}

// "COUNT\nOFFSET\nSIZE\n…", filled up to blocks. How many lines there are is known when the first was read.
Result<std::string> readMapInContent(const Blob &tar, std::uint64_t limit, TarMember &member)
{
    std::string text;
    std::uint64_t wanted = 1;
    std::uint64_t lines = 0;
    std::size_t seen = 0;
    while (lines < wanted) {
        char block[kTarBlock];
        if (member.storedSize < kTarBlock || text.size() > limit || !tar.fill(member.content, block))
            return damaged();
        member.content += kTarBlock;
        member.storedSize -= kTarBlock;
        text.append(block, kTarBlock);
        for (std::size_t end = text.find('\n', seen); end != std::string::npos && lines < wanted; end = text.find('\n', seen)) {
            seen = end + 1;
            if (++lines > 1)
                continue;
            const auto count = paxNumber(std::string_view(text).substr(0, end));
            if (!count || *count > kMaxSegments)
                return damaged();
            wanted += 2 * *count;
        }
    }
    text.resize(seen);
    return text;
}

} // namespace

Result<> readGnuSparse(const Blob &tar, const char *header, std::uint64_t &position, TarMember &member)
{
    const auto realSize = tarNumber(kTarRealSize.raw(header));
    if (!realSize || *realSize < 0)
        return damaged();
    member.sparse = true;
    member.entry.size = static_cast<std::uint64_t>(*realSize);
    if (auto done = readPairs(kTarSparseMap.raw(header), member.segments); !done)
        return done;
    constexpr std::size_t kPairs = 504; // bytes of a block
    for (bool more = kTarSparseMore.raw(header)[0] != '\0'; more;) {
        char block[kTarBlock];
        if (!tar.fill(position, block))
            return damaged();
        position += kTarBlock;
        if (auto done = readPairs({block, kPairs}, member.segments); !done)
            return done;
        more = block[kPairs] != '\0';
    }
    return {};
}

Result<> readPaxSparse(const Blob &tar, const PaxRecords &records, std::uint64_t metadataLimit, TarMember &member)
{
    const auto record = [&](std::string_view key) -> const std::string * {
        const auto found = records.find(key);
        return found == records.end() ? nullptr : &found->second;
    };
    const std::string *major = record("GNU.sparse.major");
    const std::string *minor = record("GNU.sparse.minor");
    const std::string *map = record("GNU.sparse.map");
    const bool inContent = major && minor && *major == "1" && *minor == "0";
    if (!inContent && !map)
        return {};
    if (const std::string *name = record("GNU.sparse.name"))
        member.entry.path = *name;
    const std::string *realSize = record("GNU.sparse.realsize") ? record("GNU.sparse.realsize") : record("GNU.sparse.size");
    const auto size = realSize ? paxNumber(*realSize) : std::nullopt;
    if (!size)
        return damaged();
    member.sparse = true;
    member.entry.size = *size;
    if (!inContent) {
        for (Numbers numbers(*map, ','); !numbers.atEnd();) {
            if (auto done = readSegment(numbers, member.segments); !done)
                return done;
        }
        return {};
    }
    const auto text = readMapInContent(tar, metadataLimit, member);
    if (!text)
        return std::unexpected(text.error());
    Numbers numbers(*text, '\n');
    for (auto count = numbers.next(); *count > 0; --*count) {
        if (auto done = readSegment(numbers, member.segments); !done)
            return done;
    }
    return {};
}

Result<> checkSparse(TarMember &member)
{
    if (member.entry.size > kMaxSize)
        return damaged();
    std::uint64_t end = 0;
    std::uint64_t stored = 0;
    for (const Segment &segment : member.segments) {
        if (segment.offset < end || segment.offset > member.entry.size || segment.size > member.entry.size - segment.offset)
            return damaged();
        end = segment.offset + segment.size;
        stored += segment.size;
    }
    if (stored > member.storedSize)
        return damaged();
    std::erase_if(member.segments, [](const Segment &segment) { return segment.size == 0; });
    return {};
}

} // namespace whittle::image
