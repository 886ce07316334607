#include "image/unpack.h"

#include "base/sha256.h"
#include "image/entry_counter.h"

#include <archive.h>
#include <fcntl.h>
#include <sys/statvfs.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <format>
#include <memory>
#include <vector>

namespace whittle::image {

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 20;
constexpr std::uint64_t kSpaceKeptFree = std::uint64_t{256} << 20;
constexpr std::uint64_t kSpaceCheck = std::uint64_t{64} << 20;
constexpr std::uint64_t kRatioFrom = std::uint64_t{1} << 30;

struct FreeReader
{
    void operator()(struct archive *reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<struct archive, FreeReader>;

// A file that no other program can see and that is gone when it is closed.
Result<FileDescriptor> createNamelessFile()
{
    std::vector<std::string> folders;
    if (const char *own = std::getenv("TMPDIR"); own && *own)
        folders.emplace_back(own);
    // /tmp is often memory, and layers are large.
    folders.insert(folders.end(), {"/var/tmp", "/tmp"});
    int error = ENOENT;
    for (const std::string &folder : folders) {
        FileDescriptor fd(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600));
        if (!fd) { // not every file system has it
            std::string name = folder + "/whittle-XXXXXX";
            fd.reset(::mkostemp(name.data(), O_CLOEXEC));
            error = errno;
            if (fd)
                ::unlink(name.c_str());
        }
        if (fd)
            return fd;
    }
    return failErrno("creating a temporary file in " + folders.front(), error);
}

// The blob's bytes as libarchive asks for them, summed up on the way.
struct Feed
{
    const UnpackRequest &request;
    EntryCounter *counter = nullptr; // of what is not compressed
    Sha256 sum;
    std::vector<char> buffer = std::vector<char>(kPiece);
    std::uint64_t position = 0;
    std::optional<Error> error;

    // The next piece; empty at the end and after an error.
    std::string_view next()
    {
        if (request.stop.stop_requested()) {
            error = Error{ErrorCode::Cancelled, "cancelled"};
            return {};
        }
        const auto count = request.blob.readAt(position, buffer);
        if (!count) {
            error = count.error();
            return {};
        }
        const std::string_view piece(buffer.data(), *count);
        sum.add(piece);
        if (counter) {
            if (auto counted = counter->add(piece); !counted) {
                error = std::move(counted).error();
                return {};
            }
        }
        position += *count;
        if (request.progress)
            request.progress(position);
        return piece;
    }
};

la_ssize_t readFeed(struct archive *reader, void *data, const void **piece)
{
    auto &feed = *static_cast<Feed *>(data);
    const std::string_view bytes = feed.next();
    *piece = bytes.data();
    if (!feed.error)
        return static_cast<la_ssize_t>(bytes.size());
    archive_set_error(reader, EIO, "%s", feed.error->message.c_str());
    return -1;
}

Result<> writeAll(const FileDescriptor &file, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failErrno("writing a temporary file", errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<> checkSpace(const FileDescriptor &file)
{
    struct statvfs space = {};
    if (::fstatvfs(file.get(), &space) == 0 && space.f_bavail * space.f_frsize < kSpaceKeptFree)
        return fail(ErrorCode::Io, "unpacking would fill the disk of temporary files (TMPDIR names another)", ENOSPC);
    return {};
}

int filterCode(Compression compression)
{
    switch (compression) {
    case Compression::Gzip:
        return ARCHIVE_FILTER_GZIP;
    case Compression::Zstd:
        return ARCHIVE_FILTER_ZSTD;
    case Compression::Xz:
        return ARCHIVE_FILTER_XZ;
    case Compression::Bzip2:
        return ARCHIVE_FILTER_BZIP2;
    case Compression::None:
        break;
    }
    return ARCHIVE_FILTER_NONE;
}

Error damaged(Reader &reader, Feed &feed, Compression compression)
{
    if (feed.error)
        return *std::move(feed.error);
    const char *text = archive_error_string(reader.get());
    return {ErrorCode::InvalidInput, std::format("damaged {} data: {}", compressionName(compression), text ? text : "cannot be unpacked")};
}

// One filter of our choice: detection by libarchive would also try formats that call other programs.
Result<Reader> openReader(Feed &feed, Compression compression)
{
    Reader reader(archive_read_new());
    if (!reader)
        return fail(ErrorCode::Io, "no memory to unpack");
    archive_read_support_format_raw(reader.get());
    if (archive_read_append_filter(reader.get(), filterCode(compression)) != ARCHIVE_OK
        || archive_read_open(reader.get(), &feed, nullptr, readFeed, nullptr) != ARCHIVE_OK)
        return std::unexpected(damaged(reader, feed, compression));
    return reader;
}

} // namespace

std::string_view compressionName(Compression compression)
{
    switch (compression) {
    case Compression::None:
        return "none";
    case Compression::Gzip:
        return "gzip";
    case Compression::Zstd:
        return "zstd";
    case Compression::Xz:
        return "xz";
    case Compression::Bzip2:
        return "bzip2";
    }
    return "none";
}

Result<Compression> detectCompression(const Blob &blob)
{
    std::array<char, 6> bytes{};
    const auto count = blob.readAt(0, bytes);
    if (!count)
        return std::unexpected(count.error());
    const std::string_view magic(bytes.data(), *count);
    if (magic.starts_with("\x1f\x8b"))
        return Compression::Gzip;
    if (magic.starts_with("\x28\xb5\x2f\xfd"))
        return Compression::Zstd;
    // a skippable zstd frame, which seekable archives start with
    if (magic.size() >= 4 && (magic[0] & 0xf0) == 0x50 && magic.substr(1, 3) == "\x2a\x4d\x18")
        return Compression::Zstd;
    if (magic == std::string_view("\xfd" "7zXZ\0", 6))
        return Compression::Xz;
    if (magic.starts_with("BZh"))
        return Compression::Bzip2;
    return Compression::None;
}

Result<Unpacked> unpack(const UnpackRequest &request)
{
    const auto compression = detectCompression(request.blob);
    if (!compression)
        return std::unexpected(compression.error());
    Unpacked unpacked{.compression = *compression};
    EntryCounter counter(request.entries, request.entriesBefore);
    Feed feed{.request = request, .counter = *compression == Compression::None ? &counter : nullptr};

    if (*compression == Compression::None) {
        if (request.blob.size() > request.limit)
            return fail(ErrorCode::InvalidInput, std::format("has {} bytes, more than the {} that are allowed", request.blob.size(), request.limit));
        while (!feed.next().empty()) { }
        if (feed.error)
            return std::unexpected(*std::move(feed.error));
        unpacked.content = request.blob;
        unpacked.digest = unpacked.contentDigest = "sha256:" + feed.sum.hex();
        unpacked.entries = counter.count();
        return unpacked;
    }

    auto reader = openReader(feed, *compression);
    if (!reader)
        return std::unexpected(reader.error());
    auto file = createNamelessFile();
    if (!file)
        return std::unexpected(file.error());
    struct archive_entry *whole = nullptr;
    int status = archive_read_next_header(reader->get(), &whole);
    // libarchive's form for empty files would take data that ends before its first byte for one.
    if (status != ARCHIVE_OK && !feed.error)
        return fail(ErrorCode::InvalidInput, std::format("damaged {} data: it is cut near its beginning, or has no content", compressionName(*compression)));
    Sha256 contentSum;
    std::uint64_t size = 0;
    std::uint64_t nextCheck = 0;
    std::vector<char> buffer(kPiece);
    while (status == ARCHIVE_OK) {
        const la_ssize_t count = archive_read_data(reader->get(), buffer.data(), buffer.size());
        if (count == 0) {
            status = ARCHIVE_EOF;
            break;
        }
        if (count < 0)
            return std::unexpected(damaged(*reader, feed, *compression));
        const std::string_view piece(buffer.data(), static_cast<std::size_t>(count));
        size += piece.size();
        if (size > request.limit)
            return fail(ErrorCode::InvalidInput, std::format("unpacks to more than the {} bytes that are allowed", request.limit));
        if (request.ratio && size > kRatioFrom && size / request.ratio > feed.position)
            return fail(ErrorCode::InvalidInput, std::format("unpacks to more than {} times its size, which no real layer does", request.ratio));
        if (size >= nextCheck) {
            if (auto enough = checkSpace(*file); !enough)
                return std::unexpected(enough.error());
            nextCheck = size + kSpaceCheck;
        }
        contentSum.add(piece);
        if (auto counted = counter.add(piece); !counted)
            return std::unexpected(std::move(counted).error());
        if (auto done = writeAll(*file, piece); !done)
            return std::unexpected(done.error());
    }
    if (status != ARCHIVE_EOF)
        return std::unexpected(damaged(*reader, feed, *compression));
    // What stands behind the compressed data belongs to the blob and its digest, too.
    while (!feed.error && !feed.next().empty()) { }
    if (feed.error)
        return std::unexpected(*std::move(feed.error));
    unpacked.digest = "sha256:" + feed.sum.hex();
    unpacked.contentDigest = "sha256:" + contentSum.hex();
    unpacked.entries = counter.count();
    unpacked.content = Blob(std::make_shared<const FileDescriptor>(*std::move(file)), 0, size);
    return unpacked;
}

} // namespace whittle::image
