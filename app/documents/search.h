#pragma once

#include "documents/filetree.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <QString>

#include <string>
#include <vector>

namespace whittle::app {

class Decisions;
class ProfileDocument;

/// What the search over everything finds; who shows it puts words to it. All compare letters alike, large or small (of ASCII), and stop at max.
namespace search {

struct SyscallHit
{
    const syscalls::Syscall *syscall = nullptr;
    int rank = 0; // 0: the name, 1: it begins so, 2: in the name, 3: in what is said of it
};
/// Of the catalogue, by name and by what it does; best first.
[[nodiscard]] std::vector<SyscallHit> findSyscalls(const QString &text, std::size_t max);

/// Of an image's file system, by name, or by path where the text has a slash; in the order of the tree.
[[nodiscard]] std::vector<FileId> findFiles(const FileTree &tree, const QString &text, std::size_t max);

/// Of a recording: a path that a process used.
struct PathHit
{
    const trace::Process *process = nullptr;
    const trace::PathUse *use = nullptr;
    std::uint64_t count = 0; // over all processes
    std::size_t processes = 0;
};
/// Each path once, with the process that used it first.
[[nodiscard]] std::vector<PathHit> findPaths(const trace::Recording &recording, const QString &text, std::size_t max);

/// Of a profile: what somebody wrote beside a rule, or what the check says.
struct NoteHit
{
    QString text;
    QString path;    // JSON path
    QString syscall; // the first of the rule, or the finding's
    bool isFinding = false;
};
[[nodiscard]] std::vector<NoteHit> findNotes(const ProfileDocument &document, const QString &text, std::size_t max);

} // namespace search
} // namespace whittle::app
