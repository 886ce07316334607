#include "image/blob.h"

#include "image/paths.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <format>

namespace whittle::image {

namespace {

Result<Blob> blobOf(FileDescriptor fd, const std::string &path)
{
    struct stat status = {};
    if (::fstat(fd.get(), &status) != 0)
        return failErrno("opening " + path, errno);
    if (!S_ISREG(status.st_mode))
        return fail(ErrorCode::InvalidInput, path + ": is no regular file");
    return Blob(std::make_shared<const FileDescriptor>(std::move(fd)), 0, static_cast<std::uint64_t>(status.st_size));
}

} // namespace

Blob Blob::part(std::uint64_t offset, std::uint64_t size) const
{
    assert(offset <= m_size && size <= m_size - offset);
    return {m_file, m_begin + offset, size};
}

Result<std::size_t> Blob::readAt(std::uint64_t offset, std::span<char> buffer) const
{
    if (offset >= m_size)
        return 0;
    const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), m_size - offset));
    std::size_t done = 0;
    while (done < wanted) {
        const ssize_t count = ::pread(m_file->get(), buffer.data() + done, wanted - done, static_cast<off_t>(m_begin + offset + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return failErrno("reading", errno);
        if (count == 0)
            return fail(ErrorCode::Io, "the file has become shorter while it was read");
        done += static_cast<std::size_t>(count);
    }
    return done;
}

Result<> Blob::fill(std::uint64_t offset, std::span<char> buffer) const
{
    const auto count = readAt(offset, buffer);
    if (!count)
        return std::unexpected(count.error());
    if (*count < buffer.size())
        return fail(ErrorCode::InvalidInput, std::format("ends after {} bytes, in the middle", m_size));
    return {};
}

Result<std::string> Blob::content(std::uint64_t limit) const
{
    if (m_size > limit)
        return fail(ErrorCode::InvalidInput, std::format("has {} bytes, more than {}", m_size, limit));
    std::string text(static_cast<std::size_t>(m_size), '\0');
    if (auto done = fill(0, text); !done)
        return std::unexpected(done.error());
    return text;
}

Result<Blob> openBlob(const std::string &path)
{
    // Without O_NONBLOCK a named pipe would wait for its other end.
    FileDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!fd)
        return failErrno("opening " + path, errno);
    return blobOf(std::move(fd), path);
}

Result<Blob> openBlobBelow(const FileDescriptor &directory, const std::string &path)
{
    struct open_how how = {};
    how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
    how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
    FileDescriptor fd(static_cast<int>(::syscall(SYS_openat2, directory.get(), path.c_str(), &how, sizeof how)));
    if (!fd) {
        const int error = errno;
        if (error == ELOOP || error == EXDEV)
            return fail(ErrorCode::InvalidInput, std::format("{}: is reached by a symbolic link, which may lead anywhere", inQuotes(path)));
        return failErrno("opening " + inQuotes(path), error);
    }
    return blobOf(std::move(fd), inQuotes(path));
}

} // namespace whittle::image
