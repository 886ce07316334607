#include "slim/output_directory.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>

namespace whittle::slim {

namespace fs = std::filesystem;

Result<OutputDirectory> OutputDirectory::open(const std::string &path)
{
    std::error_code error;
    const fs::path absolute = fs::absolute(path.empty() ? "." : path, error).lexically_normal();
    if (error)
        return failErrno("output directory " + path, error.value());
    std::vector<std::string> missing;
    for (fs::path above = absolute; !above.empty() && !fs::exists(above, error) && above != above.parent_path(); above = above.parent_path())
        if (above.has_filename())
            missing.push_back(above.string());
    OutputDirectory output(absolute.string(), {});
    for (auto directory = missing.rbegin(); directory != missing.rend(); ++directory) {
        if (::mkdir(directory->c_str(), 0777) == 0)
            output.m_made.insert(output.m_made.begin(), *directory);
        else if (errno != EEXIST)
            return failErrno("making " + *directory, errno);
    }
    if (!fs::is_directory(absolute, error))
        return fail(ErrorCode::InvalidInput, path + ": is not a directory");
    removeAbandonedDirectories(output.m_path);
    auto work = TemporaryDirectory::create(".whittle-build-", output.m_path);
    if (!work)
        return std::unexpected(work.error());
    output.m_work.emplace(*std::move(work));
    return output;
}

OutputDirectory::OutputDirectory(OutputDirectory &&other) noexcept
    : m_path(std::move(other.m_path)), m_made(std::exchange(other.m_made, {})), m_work(std::exchange(other.m_work, std::nullopt))
{}

OutputDirectory::~OutputDirectory()
{
    m_work.reset();
    for (const std::string &directory : m_made)
        if (::rmdir(directory.c_str()) != 0)
            break; // something is in it
}

Result<> OutputDirectory::check(const std::vector<std::string> &names) const
{
    for (const std::string &name : names)
        if (auto writable = checkWritable(m_path + "/" + name); !writable)
            return writable;
    return {};
}

Result<> OutputDirectory::write(const std::string &name, std::string_view content) const
{
    return writeFileAtomically(work(name), content);
}

Result<std::vector<std::string>> OutputDirectory::publish(const std::vector<std::string> &names) const
{
    std::vector<std::string> paths;
    for (const std::string &name : names) {
        paths.push_back((fs::path(m_path) / name).string());
        if (::rename(work(name).c_str(), paths.back().c_str()) != 0)
            return failErrno("replacing " + paths.back(), errno);
    }
    return paths;
}

} // namespace whittle::slim
