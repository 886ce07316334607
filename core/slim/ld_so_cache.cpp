#include "slim/ld_so_cache.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <optional>

namespace whittle::slim {

namespace {

constexpr std::string_view kMagic = "glibc-ld.so.cache1.1";
constexpr std::string_view kOldMagic = "ld.so-1.7.0";
constexpr std::size_t kHeaderSize = 48; // magic, count, size of strings, flags, extension offset, 12 bytes of nothing
constexpr std::size_t kEntrySize = 24;  // flags, soname, path, OS version, 64 bits of hardware capabilities
constexpr std::size_t kOldHeaderSize = 16;
constexpr std::size_t kOldEntrySize = 12;
constexpr std::size_t kMaxEntries = 1'000'000;

// The byte order is that of the machine whose ldconfig wrote it: a count that would not fit the text says which.
std::uint32_t word(std::string_view text, std::size_t at, bool swapped)
{
    std::uint32_t value = 0;
    std::memcpy(&value, text.data() + at, sizeof value);
    return swapped ? std::byteswap(value) : value;
}

std::optional<std::string_view> stringAt(std::string_view text, std::size_t at)
{
    if (at >= text.size())
        return std::nullopt;
    const std::size_t end = text.find('\0', at);
    if (end == std::string_view::npos || end == at)
        return std::nullopt;
    return text.substr(at, end - at);
}

} // namespace

LdSoCache readLdSoCache(std::string_view text)
{
    LdSoCache cache;
    if (text.starts_with(kOldMagic) && text.size() >= kOldHeaderSize) {
        // The new table follows the old one at the next multiple of eight.
        for (const bool swapped : {false, true}) {
            const std::uint64_t count = word(text, 12, swapped);
            const std::uint64_t at = (kOldHeaderSize + count * kOldEntrySize + 7) / 8 * 8;
            if (at < text.size() && text.substr(at).starts_with(kMagic)) {
                text.remove_prefix(at);
                break;
            }
        }
    }
    if (!text.starts_with(kMagic) || text.size() < kHeaderSize)
        return cache;
    const std::size_t room = (text.size() - kHeaderSize) / kEntrySize;
    std::size_t count = word(text, kMagic.size(), false);
    const bool swapped = count > room;
    if (swapped)
        count = word(text, kMagic.size(), true);
    if (count > room || count > kMaxEntries)
        return cache;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = kHeaderSize + i * kEntrySize;
        const auto name = stringAt(text, word(text, entry + 4, swapped));
        const auto path = stringAt(text, word(text, entry + 8, swapped));
        if (name && path && path->starts_with('/'))
            cache[std::string(*name)].emplace_back(*path);
    }
    return cache;
}

} // namespace whittle::slim
