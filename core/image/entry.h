#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>

namespace whittle::image {

enum class EntryType { Regular, Directory, SymbolicLink, HardLink, CharacterDevice, BlockDevice, Fifo };

/// Nanoseconds since 1970, as tar headers with PAX records keep it.
struct Time
{
    std::int64_t seconds = 0;
    std::uint32_t nanoseconds = 0;

    auto operator<=>(const Time &) const = default;
};

/// One path of a layer as its tar header has it. Paths are normal: no leading, trailing or doubled '/', no "." or ".."; the root is "".
/// Bytes as in the archive, not necessarily UTF-8.
struct Entry
{
    std::string path;
    EntryType type = EntryType::Regular;
    std::uint32_t mode = 0; // permission bits with setuid, setgid, sticky
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::string user;  // name in the header, may be empty
    std::string group;
    Time modified;
    std::uint64_t size = 0;  // of a regular file's content
    std::string linkTarget;  // of a symbolic link as written; of a hard link the normal path of the file
    std::uint32_t deviceMajor = 0;
    std::uint32_t deviceMinor = 0;
    std::map<std::string, std::string> xattrs; // "security.capability" → bytes

    bool operator==(const Entry &) const = default;
};

/// A stretch of a sparse file that is stored; what no segment covers is zeros.
struct Segment
{
    std::uint64_t offset = 0; // in the file
    std::uint64_t size = 0;

    bool operator==(const Segment &) const = default;
};

} // namespace whittle::image
