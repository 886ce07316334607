#include "base/files.h"

#include "base/file_descriptor.h"
#include "base/owner.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace whittle {

namespace {

Result<> writeAll(int fd, std::string_view content, const std::string &path)
{
    while (!content.empty()) {
        const ssize_t written = ::write(fd, content.data(), content.size());
        if (written < 0) {
            if (errno == EINTR)
                continue;
            return failErrno("writing " + path, errno);
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

constexpr std::string_view kRandomPart = ".XXXXXX";

std::string temporaryParent(const std::string &parent)
{
    if (!parent.empty())
        return parent;
    const char *base = std::getenv("TMPDIR");
    return base && *base ? base : "/tmp";
}

mode_t currentUmask()
{
    const mode_t mask = ::umask(0077);
    ::umask(mask);
    return mask;
}

} // namespace

Result<std::string> readFile(const std::string &path, std::size_t limit)
{
    FileDescriptor own;
    int fd = STDIN_FILENO;
    if (path != "-") {
        own.reset(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!own)
            return failErrno("opening " + path, errno);
        fd = own.get();
    }
    struct stat status = {};
    if (::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode))
        return fail(ErrorCode::InvalidInput, path + ": is a directory");

    std::string content;
    if (S_ISREG(status.st_mode))
        content.reserve(std::min(limit, static_cast<std::size_t>(status.st_size)));
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::read(fd, buffer.data(), buffer.size());
        if (count == 0)
            return content;
        if (count < 0) {
            if (errno == EINTR)
                continue;
            return failErrno("reading " + path, errno);
        }
        if (content.size() + static_cast<std::size_t>(count) > limit)
            return fail(ErrorCode::InvalidInput, path + ": larger than " + std::to_string(limit) + " bytes");
        content.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

Result<> writeFileAtomically(const std::string &path, std::string_view content)
{
    if (path == "-")
        return writeAll(STDOUT_FILENO, content, "standard output");

    std::error_code error;
    std::string target = path;
    if (std::filesystem::is_symlink(path, error)) {
        const auto resolved = std::filesystem::canonical(path, error);
        if (!error)
            target = resolved.string();
    }
    struct stat old = {};
    const bool exists = ::stat(target.c_str(), &old) == 0;
    // A device or pipe cannot be replaced by a file; write into it.
    if (exists && !S_ISREG(old.st_mode)) {
        if (S_ISDIR(old.st_mode))
            return fail(ErrorCode::InvalidInput, path + ": is a directory");
        const FileDescriptor fd(::open(target.c_str(), O_WRONLY | O_CLOEXEC));
        return fd ? writeAll(fd.get(), content, path) : Result<>(failErrno("opening " + path, errno));
    }

    std::string temporary = target + ".XXXXXX";
    FileDescriptor fd(::mkostemp(temporary.data(), O_CLOEXEC));
    if (!fd)
        return failErrno("creating a file beside " + path, errno);
    auto done = writeAll(fd.get(), content, path);
    if (done && ::fchmod(fd.get(), exists ? old.st_mode & 07777 : 0666 & ~currentUmask()) != 0)
        done = failErrno("setting the mode of " + path, errno);
    if (done && ::fsync(fd.get()) != 0)
        done = failErrno("writing " + path, errno);
    if (done && ::rename(temporary.c_str(), target.c_str()) != 0)
        done = failErrno("replacing " + path, errno);
    if (!done)
        ::unlink(temporary.c_str());
    return done;
}

Result<> checkWritable(const std::string &path)
{
    if (path == "-")
        return {};
    struct stat status = {};
    const bool exists = ::stat(path.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        return fail(ErrorCode::InvalidInput, path + ": is a directory");
    if (exists && !S_ISREG(status.st_mode))
        return ::access(path.c_str(), W_OK) == 0 ? Result<>() : Result<>(failErrno("opening " + path, errno));
    std::error_code error;
    const auto target = std::filesystem::weakly_canonical(path, error);
    const std::string folder = error ? std::filesystem::path(path).parent_path().string() : target.parent_path().string();
    // A file without a name shows what the permission bits alone do not: a file system that is read only or full of inodes.
    FileDescriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (!fd && errno == EOPNOTSUPP) {
        std::string temporary = path + ".XXXXXX";
        fd.reset(::mkostemp(temporary.data(), O_CLOEXEC));
        if (fd)
            ::unlink(temporary.c_str());
    }
    return fd ? Result<>() : Result<>(failErrno("creating a file beside " + path, errno));
}

Result<TemporaryDirectory> TemporaryDirectory::create(std::string_view prefix, const std::string &parent)
{
    std::string path = temporaryParent(parent) + "/" + std::string(prefix) + thisOwnerName() + std::string(kRandomPart);
    if (!::mkdtemp(path.data()))
        return failErrno("creating a temporary directory " + path, errno);
    return TemporaryDirectory(std::move(path));
}

int removeAbandonedDirectories(const std::string &parent)
{
    int removed = 0;
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(temporaryParent(parent), ignored)) {
        // "whittle-seccomp-OWNER.XXXXXX", also hidden.
        const std::string name = entry.path().filename().string();
        if (!std::string_view(name).substr(name.starts_with('.') ? 1 : 0).starts_with("whittle-") || name.size() < kRandomPart.size())
            continue;
        const std::string_view whole = std::string_view(name).substr(0, name.size() - kRandomPart.size());
        struct stat status = {};
        if (!ownerIsDead(whole.substr(whole.rfind('-') + 1)) || ::lstat(entry.path().c_str(), &status) != 0 || !S_ISDIR(status.st_mode)
            || status.st_uid != ::geteuid())
            continue;
        std::error_code failed;
        std::filesystem::remove_all(entry.path(), failed);
        removed += failed ? 0 : 1;
    }
    return removed;
}

TemporaryDirectory::TemporaryDirectory(TemporaryDirectory &&other) noexcept : m_path(std::exchange(other.m_path, {})) {}

TemporaryDirectory &TemporaryDirectory::operator=(TemporaryDirectory &&other) noexcept
{
    std::swap(m_path, other.m_path);
    return *this;
}

TemporaryDirectory::~TemporaryDirectory()
{
    if (m_path.empty())
        return;
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

} // namespace whittle
