#pragma once

#include "base/file_descriptor.h"
#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace whittle::image {

/// Bytes that can be read again at any place, from any thread: a range of an open file. Copies share the file.
class Blob
{
public:
    Blob() = default;
    Blob(std::shared_ptr<const FileDescriptor> file, std::uint64_t begin, std::uint64_t size) : m_file(std::move(file)), m_begin(begin), m_size(size) {}

    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] explicit operator bool() const { return m_file != nullptr; }
    /// A range of this one; it must lie inside.
    [[nodiscard]] Blob part(std::uint64_t offset, std::uint64_t size) const;

    /// As many bytes as there are from offset on, at most buffer's; 0 at the end only. Errors: Io, also when the file has become shorter.
    [[nodiscard]] Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) const;
    /// Fills the buffer. Errors: InvalidInput when the range ends before; Io.
    [[nodiscard]] Result<> fill(std::uint64_t offset, std::span<char> buffer) const;
    /// All of it. Errors: InvalidInput when it is larger than limit; Io.
    [[nodiscard]] Result<std::string> content(std::uint64_t limit) const;

private:
    std::shared_ptr<const FileDescriptor> m_file;
    std::uint64_t m_begin = 0;
    std::uint64_t m_size = 0;
};

/// A regular file. Errors: NotFound, PermissionDenied, InvalidInput when it is something else (never waits on a pipe), Io.
[[nodiscard]] Result<Blob> openBlob(const std::string &path);
/// The same of a path below an open directory that no symbolic link may leave or be part of.
[[nodiscard]] Result<Blob> openBlobBelow(const FileDescriptor &directory, const std::string &path);

} // namespace whittle::image
