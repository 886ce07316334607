#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::imports {

/// Where bytes come from, piece by piece.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Fills some of the buffer; 0 at the end. Errors: Io, InvalidInput (damaged compressed data), Cancelled.
    [[nodiscard]] virtual Result<std::size_t> read(char *buffer, std::size_t size) = 0;
    /// Bytes of the file itself that were read, and how many it has (0: not known).
    [[nodiscard]] virtual std::uint64_t position() const = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
};

/// A file, a pipe, or "-" (standard input); gzip, xz, zstd and bzip2 are unpacked on the way. Stopping works while a pipe is silent, too.
/// Errors: NotFound, PermissionDenied, Io; InvalidInput for a folder.
[[nodiscard]] Result<std::unique_ptr<ByteSource>> openBytes(const std::string &path, std::stop_token stop);
/// Bytes in memory, for tests and for files that were read already; they must outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> bytesOf(std::string_view text);

/// Cuts bytes into lines; memory is bounded whatever comes.
class LineSource
{
public:
    /// A longer line is cut to this, and what follows is passed over.
    static constexpr std::size_t kMaxLine = std::size_t{1} << 20;

    struct Line
    {
        std::string_view text; // without its end; good until the next call
        bool isCut = false;    // it was longer than kMaxLine
    };

    struct Block
    {
        std::vector<char> buffer; // that text stands in
        std::string_view text;    // whole lines
        bool isCut = false;       // one line alone, cut as Line is
    };

    explicit LineSource(std::unique_ptr<ByteSource> bytes);

    /// The next line; empty at the end. Errors: as ByteSource::read.
    [[nodiscard]] Result<std::optional<Line>> next();
    /// As many lines as come at once; empty at the end. buffer: a block's that is done with, or none. Errors: as ByteSource::read.
    [[nodiscard]] Result<std::optional<Block>> nextBlock(std::vector<char> buffer);
    /// The bytes that come next, at most kMaxLine. Errors: as ByteSource::read.
    [[nodiscard]] Result<std::string_view> peek();
    /// All that comes. Errors: as ByteSource::read; InvalidInput when it is more than limit bytes.
    [[nodiscard]] Result<std::string> rest(std::size_t limit);

    [[nodiscard]] const ByteSource &bytes() const { return *m_bytes; }

private:
    [[nodiscard]] Result<bool> fill(); // false: there was nothing more
    [[nodiscard]] Block take(std::size_t size, std::vector<char> buffer);

    std::unique_ptr<ByteSource> m_bytes;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    bool m_ended = false;
    bool m_inCutLine = false;
};

} // namespace whittle::imports
