#pragma once

#include "image/file_index.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

/// How much lies below a directory.
struct DirectorySize
{
    std::string name; // "/usr/share"
    std::uint64_t size = 0;
    std::size_t files = 0;

    bool operator==(const DirectorySize &) const = default;
};

/// The part of the file system that a path is in: "etc/ssl/x" → "/etc", below usr, var, opt, srv and home one level more: "usr/share/doc/x" →
/// "/usr/share"; what lies in the root → "/".
[[nodiscard]] std::string topDirectory(std::string_view path);
/// Largest first.
[[nodiscard]] std::vector<DirectorySize> directorySizes(const FileIndex &files);
/// Files, links and devices; no directories.
[[nodiscard]] std::size_t fileCount(const FileIndex &files);

} // namespace whittle::image
