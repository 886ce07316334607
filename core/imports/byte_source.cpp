#include "base/file_descriptor.h"
#include "base/stop_event.h"
#include "imports/line_source.h"

#include <archive.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

namespace whittle::imports {

namespace {

class File final : public ByteSource
{
public:
    File(FileDescriptor own, int fd, std::string path, std::stop_token stop) : m_own(std::move(own)), m_fd(fd), m_path(std::move(path)), m_stop(std::move(stop))
    {
        struct stat status = {};
        if (::fstat(m_fd, &status) == 0) {
            m_isDirectory = S_ISDIR(status.st_mode);
            m_mayWait = !S_ISREG(status.st_mode);
            m_size = m_mayWait ? 0 : static_cast<std::uint64_t>(status.st_size);
        }
        if (m_mayWait)
            m_wake = std::make_unique<StopEvent>(m_stop);
        else
            ::posix_fadvise(m_fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    }

    bool isDirectory() const { return m_isDirectory; }

    Result<std::size_t> read(char *buffer, std::size_t size) override
    {
        // What was looked at before, to tell compressed data.
        if (m_headTaken < m_head.size()) {
            const std::size_t count = std::min(size, m_head.size() - m_headTaken);
            std::memcpy(buffer, m_head.data() + m_headTaken, count);
            m_headTaken += count;
            return count;
        }
        return readOn(buffer, size);
    }

    // The first bytes, which read() gives again.
    Result<std::string_view> head()
    {
        constexpr std::size_t kHead = 6;
        std::array<char, kHead> bytes{};
        while (m_head.size() < kHead) {
            const auto count = readOn(bytes.data(), kHead - m_head.size());
            if (!count)
                return std::unexpected(count.error());
            if (*count == 0)
                break;
            m_head.append(bytes.data(), *count);
        }
        return m_head;
    }

    std::uint64_t position() const override { return m_position; }
    std::uint64_t size() const override { return m_size; }

private:
    Result<std::size_t> readOn(char *buffer, std::size_t size)
    {
        for (;;) {
            if (m_mayWait) {
                std::array<pollfd, 2> waits = {{{m_fd, POLLIN, 0}, {m_wake->fd(), POLLIN, 0}}};
                if (::poll(waits.data(), waits.size(), -1) < 0 && errno != EINTR)
                    return failErrno("waiting for " + m_path, errno);
            }
            if (m_stop.stop_requested())
                return fail(ErrorCode::Cancelled, "cancelled");
            const ssize_t count = ::read(m_fd, buffer, size);
            if (count >= 0) {
                m_position += static_cast<std::uint64_t>(count);
                return static_cast<std::size_t>(count);
            }
            if (errno != EINTR && errno != EAGAIN)
                return failErrno("reading " + m_path, errno);
        }
    }

    FileDescriptor m_own;
    int m_fd;
    std::string m_path;
    std::stop_token m_stop;
    std::unique_ptr<StopEvent> m_wake;
    bool m_isDirectory = false;
    bool m_mayWait = false;
    std::uint64_t m_size = 0;
    std::uint64_t m_position = 0;
    std::string m_head;
    std::size_t m_headTaken = 0;
};

struct FreeReader
{
    void operator()(struct archive *reader) const { archive_read_free(reader); }
};

class Unpacking final : public ByteSource
{
public:
    static Result<std::unique_ptr<ByteSource>> create(std::unique_ptr<File> file)
    {
        auto source = std::unique_ptr<Unpacking>(new Unpacking(std::move(file)));
        struct archive *reader = source->m_reader.get();
        archive_read_support_filter_gzip(reader);
        archive_read_support_filter_bzip2(reader);
        archive_read_support_filter_xz(reader);
        archive_read_support_filter_zstd(reader);
        archive_read_support_format_raw(reader);
        archive_read_support_format_empty(reader);
        struct archive_entry *entry = nullptr;
        if (archive_read_open2(reader, source.get(), nullptr, feed, nullptr, nullptr) != ARCHIVE_OK)
            return source->failure();
        const int next = archive_read_next_header(reader, &entry);
        if (next == ARCHIVE_EOF)
            source->m_ended = true;
        else if (next != ARCHIVE_OK)
            return source->failure();
        return source;
    }

    Result<std::size_t> read(char *buffer, std::size_t size) override
    {
        if (m_ended)
            return 0;
        const la_ssize_t count = archive_read_data(m_reader.get(), buffer, size);
        if (count < 0)
            return failure();
        m_ended = count == 0;
        return static_cast<std::size_t>(count);
    }
    std::uint64_t position() const override { return m_file->position(); }
    std::uint64_t size() const override { return m_file->size(); }

private:
    explicit Unpacking(std::unique_ptr<File> file) : m_file(std::move(file)), m_reader(archive_read_new()), m_piece(std::size_t{1} << 18) {}

    static la_ssize_t feed(struct archive *reader, void *data, const void **piece)
    {
        auto &self = *static_cast<Unpacking *>(data);
        const auto count = self.m_file->read(self.m_piece.data(), self.m_piece.size());
        if (!count) {
            self.m_error = count.error();
            archive_set_error(reader, EIO, "%s", count.error().message.c_str());
            return -1;
        }
        *piece = self.m_piece.data();
        return static_cast<la_ssize_t>(*count);
    }

    std::unexpected<Error> failure()
    {
        if (m_error)
            return std::unexpected(*m_error);
        const char *text = archive_error_string(m_reader.get());
        return fail(ErrorCode::InvalidInput, std::string("damaged compressed data: ") + (text ? text : "cannot be unpacked"));
    }

    std::unique_ptr<File> m_file;
    std::unique_ptr<struct archive, FreeReader> m_reader;
    std::vector<char> m_piece;
    std::optional<Error> m_error;
    bool m_ended = false;
};

bool isCompressed(std::string_view head)
{
    using namespace std::string_view_literals;
    return head.starts_with("\x1f\x8b"sv) || head.starts_with("\xfd" "7zXZ\0"sv) || head.starts_with("\x28\xb5\x2f\xfd"sv) || head.starts_with("BZh"sv);
}

} // namespace

Result<std::unique_ptr<ByteSource>> openBytes(const std::string &path, std::stop_token stop)
{
    FileDescriptor own;
    int fd = STDIN_FILENO;
    if (path != "-") {
        own.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!own)
            return failErrno("opening " + path, errno);
        fd = own.get();
    }
    auto file = std::make_unique<File>(std::move(own), fd, path == "-" ? "standard input" : path, std::move(stop));
    if (file->isDirectory())
        return fail(ErrorCode::InvalidInput, path + ": is a directory");
    const auto head = file->head();
    if (!head)
        return std::unexpected(head.error());
    if (isCompressed(*head)) {
        auto unpacking = Unpacking::create(std::move(file));
        if (!unpacking)
            return addContext(std::move(unpacking).error(), path);
        return unpacking;
    }
    return file;
}

} // namespace whittle::imports
