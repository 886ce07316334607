#pragma once

#include "base/file_descriptor.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace whittle::image {

/// A file that is written in pieces and has its name only when it is whole. Until then it has none at all where the file system allows that, so
/// that nothing is left of it whatever ends the program.
class OutputFile
{
public:
    /// Errors: NotFound, PermissionDenied, Io naming the path.
    [[nodiscard]] static Result<OutputFile> create(const std::string &path);
    OutputFile(OutputFile &&) noexcept;
    OutputFile &operator=(OutputFile &&) = delete;
    ~OutputFile();

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] Result<> append(std::string_view bytes);
    /// Over what was written before.
    [[nodiscard]] Result<> overwrite(std::uint64_t offset, std::string_view bytes);
    /// On the disk, then under its path in place of what was there.
    [[nodiscard]] Result<> commit();

private:
    OutputFile(std::string path, FileDescriptor fd, std::string temporary) : m_path(std::move(path)), m_fd(std::move(fd)), m_temporary(std::move(temporary)) {}

    std::string m_path;
    FileDescriptor m_fd;
    std::string m_temporary; // its name until it is committed, empty where it has none
    std::uint64_t m_size = 0;
};

} // namespace whittle::image
