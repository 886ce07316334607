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

/// Whether writeFileAtomically() could write there now, for long work whose result would be lost otherwise. Nothing is left behind.
[[nodiscard]] Result<> checkWritable(const std::string &path);

/// A directory that is removed with all it holds when the object goes. Its name holds our owner mark, so that what a killed program left is
/// found again.
class TemporaryDirectory
{
public:
    /// parent: empty: TMPDIR.
    [[nodiscard]] static Result<TemporaryDirectory> create(std::string_view prefix = "whittle-", const std::string &parent = {});
    TemporaryDirectory(TemporaryDirectory &&other) noexcept;
    TemporaryDirectory &operator=(TemporaryDirectory &&other) noexcept;
    ~TemporaryDirectory();

    [[nodiscard]] const std::string &path() const { return m_path; }

private:
    explicit TemporaryDirectory(std::string path) : m_path(std::move(path)) {}
    std::string m_path;
};

/// Removes what temporary directories of programs that are dead left below parent (empty: TMPDIR). Returns how many were removed; what is
/// not ours or cannot be removed stays.
int removeAbandonedDirectories(const std::string &parent = {});

} // namespace whittle
