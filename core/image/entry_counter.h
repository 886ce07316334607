#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace whittle::image {

/// Counts the entries of a tar that comes in pieces, so that one with far too many is refused before it has been unpacked. It looks at nothing but
/// types and sizes; where it does not understand a tar it stops counting, and TarReader will say what is wrong with it.
class EntryCounter
{
public:
    /// before: entries that count towards the limit already.
    EntryCounter(std::uint64_t limit, std::uint64_t before) : m_limit(limit), m_count(before) {}

    /// Errors: InvalidInput when there are more than the limit.
    [[nodiscard]] Result<> add(std::string_view piece);
    /// With those before.
    [[nodiscard]] std::uint64_t count() const { return m_count; }

private:
    [[nodiscard]] Result<> readHeader();
    void readExtension();
    void skip(std::uint64_t size);

    std::uint64_t m_limit;
    std::uint64_t m_count;
    std::uint64_t m_headers = 0;
    std::string m_header;       // what is there of the next block
    std::string m_extension;    // what is there of a PAX header
    std::uint64_t m_skip = 0;   // bytes until the next header
    std::uint64_t m_extensionSize = 0;
    std::uint64_t m_nextSize = 0; // that a PAX header gives the next entry
    bool m_hasNextSize = false;
    bool m_isExtension = false; // what is skipped is a PAX header
    bool m_isSparseMap = false; // the next block goes on with an old sparse map
    std::uint64_t m_sparseSize = 0;
    bool m_ended = false;
};

} // namespace whittle::image
