#pragma once

#include "apparmor/generate.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::apparmor {

/// What is needed of one file, under the name that AppArmor sees: absolute, without symbolic links, a directory with '/' at its end.
struct FileNeed
{
    std::uint32_t permissions = 0; // file_permission bits; kExecute: with ix
    bool created = false;          // made by the programs, not part of the image
    bool isPattern = false;        // the name holds wildcards and is escaped
    std::set<std::string> commands; // that used it
    std::set<std::string> notes;    // further reasons
};
using FileNeeds = std::map<std::string, FileNeed>;

/// The files that recordings need, in the exact names that were seen. mounts: what was mounted, in names with '/' at the end.
struct GatheredFiles
{
    FileNeeds needs;
    std::set<std::string> mountPoints;
    std::set<std::string> unmounted;
    bool readsOthers = false;   // a process looked at another one's files in /proc
    bool unresolved = false;    // symbolic links could not be followed
};
[[nodiscard]] GatheredFiles gatherFiles(std::span<const trace::Recording> recordings, const image::FileIndex *files);

/// The same with wildcards in the place of what changes from run to run, and whole directories where many files are used in the same way.
/// pids: those of the recorded processes.
[[nodiscard]] FileNeeds generaliseFiles(const FileNeeds &needs, const Generalisation &options, const std::set<int> &pids);

/// A name as a pattern that matches it alone.
[[nodiscard]] std::string escapedPattern(std::string_view path);

} // namespace whittle::apparmor
