#pragma once

#include "base/result.h"
#include "image/blob.h"
#include "image/entry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

struct TarMember
{
    Entry entry; // path and linkTarget as written, not yet normal
    std::uint64_t content = 0;     // where it begins in the tar
    std::uint64_t storedSize = 0;  // that it takes there
    bool sparse = false;
    std::vector<Segment> segments; // of a sparse file, ascending; stored one behind the other
};

/// Reads the headers of a tar (ustar, PAX, GNU, v7) and where the contents are; contents are not read, which is why this is not
/// libarchive: it does not say where they stand, and changes names by the locale. Agrees with Go's archive/tar, which engines use, in what it takes for a tar.
class TarReader
{
public:
    /// metadata: bytes that the extended headers of one entry may have.
    TarReader(Blob tar, std::uint64_t metadata) : m_tar(std::move(tar)), m_metadataLimit(metadata) {}

    /// The next member, nothing at the end. Errors: InvalidInput with the place, Unsupported, Io.
    [[nodiscard]] Result<std::optional<TarMember>> next();

private:
    struct Extended;
    using Header = char[512];

    [[nodiscard]] Result<bool> readHeader(Header &header);
    [[nodiscard]] Result<std::size_t> readBlock(std::uint64_t position, Header &block);
    [[nodiscard]] Result<std::string> readExtension(std::uint64_t size, const char *what);
    [[nodiscard]] Result<TarMember> makeMember(const Header &header, const Extended &extended);
    [[nodiscard]] std::unexpected<Error> bad(std::string_view what, ErrorCode code = ErrorCode::InvalidInput) const;

    Blob m_tar;
    std::vector<char> m_window;   // what was read ahead of headers
    std::uint64_t m_windowAt = 0;
    std::uint64_t m_metadataLimit;
    std::uint64_t m_position = 0;
    std::uint64_t m_headerAt = 0; // of the entry that is being read
    std::string m_lastPath;       // for messages
};

} // namespace whittle::image
