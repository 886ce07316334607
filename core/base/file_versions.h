#pragma once

#include "base/result.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle {

/// A version of a file that git keeps.
struct FileVersion
{
    std::string commit;  // hexadecimal, whole
    std::string date;    // of the commit, ISO 8601
    std::string author;
    std::string subject; // first line of the message
    std::string path;    // of the file in that commit, from the top of the repository

    bool operator==(const FileVersion &) const = default;
};

/// The commits that changed a file, newest first, renames followed; at most that many. Git runs with everything switched off by which a
/// repository could start other programs or reach a network. Errors: NotFound (no git, not in a repository, never committed), Cancelled, Io
/// with what git said. Source: git-log(1).
[[nodiscard]] Result<std::vector<FileVersion>> versionsOf(const std::string &file, std::size_t most, std::stop_token stop);

/// The file's content as of a version. Errors: as versionsOf; InvalidInput when it is larger than limit bytes. Source: git-cat-file(1).
[[nodiscard]] Result<std::string> contentOf(const std::string &file, const FileVersion &version, std::size_t limit, std::stop_token stop);

} // namespace whittle
