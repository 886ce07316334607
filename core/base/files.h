#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace whittle {

/// The whole content of a regular file, pipe or "-" (standard input).
/// Errors: NotFound, PermissionDenied, Io; InvalidInput when it is larger than limit bytes.
[[nodiscard]] Result<std::string> readFile(const std::string &path, std::size_t limit = std::size_t{1} << 30);

/// Replaces the file by the new content or leaves it as it was: temporary file beside it, fsync, rename. Keeps the mode of an
/// existing file and follows a symbolic link to the file it names; "-" writes to standard output.
[[nodiscard]] Result<> writeFileAtomically(const std::string &path, std::string_view content);

/// A directory that is removed with all it holds when the object goes.
class TemporaryDirectory
{
public:
    [[nodiscard]] static Result<TemporaryDirectory> create(std::string_view prefix = "whittle-");
    TemporaryDirectory(TemporaryDirectory &&other) noexcept;
    TemporaryDirectory &operator=(TemporaryDirectory &&other) noexcept;
    ~TemporaryDirectory();

    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    explicit TemporaryDirectory(std::string path) : m_path(std::move(path)) {}
    std::string m_path;
};

} // namespace whittle
