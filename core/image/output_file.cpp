#include "image/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <format>
#include <utility>

namespace whittle::image {

namespace {

// Unused names beside the target: no other program of ours takes this one, as it has our pid.
std::string nameBeside(const std::string &path)
{
    static int count = 0;
    return std::format("{}.{}-{}.part", path, ::getpid(), ++count);
}

} // namespace

Result<OutputFile> OutputFile::create(const std::string &path)
{
    // A link is followed, so that the file it names is the one that is replaced.
    std::error_code error;
    std::string target = path;
    if (std::filesystem::is_symlink(path, error)) {
        const auto resolved = std::filesystem::weakly_canonical(path, error);
        if (!error)
            target = resolved.string();
    }
    if (std::filesystem::is_directory(target, error))
        return fail(ErrorCode::InvalidInput, path + ": is a directory");
    const std::filesystem::path folder = std::filesystem::path(target).parent_path();
    FileDescriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666));
    if (fd)
        return OutputFile(std::move(target), std::move(fd), {});
    std::string temporary = nameBeside(target);
    fd.reset(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!fd)
        return failErrno("creating " + path, errno);
    return OutputFile(std::move(target), std::move(fd), std::move(temporary));
}

OutputFile::OutputFile(OutputFile &&other) noexcept
    : m_path(std::move(other.m_path)), m_fd(std::move(other.m_fd)), m_temporary(std::exchange(other.m_temporary, {})), m_size(other.m_size)
{
}

OutputFile::~OutputFile()
{
    if (!m_temporary.empty())
        ::unlink(m_temporary.c_str());
}

Result<> OutputFile::append(std::string_view bytes)
{
    auto done = overwrite(m_size, bytes);
    if (done)
        m_size += bytes.size();
    return done;
}

Result<> OutputFile::overwrite(std::uint64_t offset, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(m_fd.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return failErrno("writing " + m_path, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
        offset += static_cast<std::uint64_t>(written);
    }
    return {};
}

Result<> OutputFile::commit()
{
    if (::fsync(m_fd.get()) != 0)
        return failErrno("writing " + m_path, errno);
    if (m_temporary.empty()) {
        std::string temporary = nameBeside(m_path);
        const std::string self = std::format("/proc/self/fd/{}", m_fd.get());
        if (::linkat(AT_FDCWD, self.c_str(), AT_FDCWD, temporary.c_str(), AT_SYMLINK_FOLLOW) != 0)
            return failErrno("writing " + m_path, errno);
        m_temporary = std::move(temporary);
    }
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0)
        return failErrno("replacing " + m_path, errno);
    m_temporary.clear();
    return {};
}

} // namespace whittle::image
