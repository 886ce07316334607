#include "apparmor/file_needs.h"
#include "apparmor/policy.h"
#include "syscalls/tables.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

using std::string_view;
using trace::PathUse;
namespace operation = trace::path_operation;

bool isNumber(string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// What the container's runtime and kernel put in the image's way: links of /dev and /proc.
std::string withoutKernelLinks(std::string path, int pid)
{
    constexpr std::array kLinks = {
        std::pair{string_view("/dev/stdin"), string_view("/proc/self/fd/0")},   std::pair{string_view("/dev/stdout"), string_view("/proc/self/fd/1")},
        std::pair{string_view("/dev/stderr"), string_view("/proc/self/fd/2")},  std::pair{string_view("/dev/fd"), string_view("/proc/self/fd")},
        std::pair{string_view("/dev/ptmx"), string_view("/dev/pts/ptmx")},      std::pair{string_view("/proc/mounts"), string_view("/proc/self/mounts")},
        std::pair{string_view("/proc/net"), string_view("/proc/self/net")},     std::pair{string_view("/proc/thread-self"), string_view("/proc/self/task/self")},
    };
    for (const auto &[link, target] : kLinks) {
        if (path.starts_with(link) && (path.size() == link.size() || path[link.size()] == '/'))
            path = std::string(target) + path.substr(link.size());
    }
    const auto replaceFront = [&path](string_view front, const std::string &by) {
        if (path.starts_with(front) && (path.size() == front.size() || path[front.size()] == '/'))
            path = by + path.substr(front.size());
    };
    replaceFront("/proc/self", std::format("/proc/{}", pid));
    replaceFront(std::format("/proc/{}/task/self", pid), std::format("/proc/{}/task/{}", pid, pid));
    return path;
}

// "." and ".." and doubled '/' taken out by the text, for paths that no index can resolve.
std::string normal(string_view path)
{
    std::vector<string_view> parts;
    std::size_t at = 0;
    while (at < path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const string_view part = path.substr(at, end - at);
        at = end + 1;
        if (part == "..") {
            if (!parts.empty())
                parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(part);
        }
    }
    std::string result;
    for (const string_view part : parts)
        result += "/" + std::string(part);
    return result.empty() ? "/" : result;
}

// In /proc and /dev/fd, what stands for an open file: the file itself is what counts.
bool isDescriptor(string_view path)
{
    if (!path.starts_with("/proc/"))
        return false;
    const std::size_t fd = path.find("/fd/");
    return fd != string_view::npos && isNumber(path.substr(fd + 4));
}

class Gatherer
{
public:
    Gatherer(std::span<const trace::Recording> recordings, const image::FileIndex *files) : m_recordings(recordings), m_files(files) {}

    GatheredFiles run()
    {
        findNames();
        for (const trace::Recording &recording : m_recordings) {
            for (const trace::Process &process : recording.processes) {
                for (const PathUse &use : process.paths) {
                    if (use.successes > 0 && (use.operations & operation::kList))
                        m_directories.insert(normal(withoutKernelLinks(use.path, process.pid)));
                }
            }
        }
        for (const trace::Recording &recording : m_recordings) {
            for (const trace::Process &process : recording.processes)
                gather(process);
        }
        // A directory was made where something is used below it.
        for (const auto &[name, need] : m_result.needs) {
            for (std::size_t slash = name.rfind('/', name.size() - 2); slash != std::string::npos && slash > 0; slash = name.rfind('/', slash - 1))
                m_parents.insert(name.substr(0, slash));
        }
        settleMadeNames();
        return std::move(m_result);
    }

private:
    void findNames()
    {
        std::set<std::string> opened;
        for (const trace::Recording &recording : m_recordings) {
            for (const trace::Process &process : recording.processes) {
                for (const PathUse &use : process.paths) {
                    if (use.successes == 0 || !use.path.starts_with('/'))
                        continue;
                    const std::string name = normal(withoutKernelLinks(use.path, process.pid));
                    if (use.operations & (operation::kRead | operation::kWrite | operation::kMap | operation::kExecute | operation::kConnect))
                        opened.insert(name);
                    else if (use.operations & (operation::kCreate | operation::kDelete | operation::kRename | operation::kChange))
                        m_onlyNames.insert(name);
                }
            }
        }
        for (const std::string &name : opened)
            m_onlyNames.erase(name);
    }

    bool isDirectory(const std::string &path) const
    {
        if (path == "/" || m_directories.contains(path))
            return true;
        const auto file = m_files ? m_files->find(path) : std::nullopt;
        return file && file->entry.type == image::EntryType::Directory;
    }

    // The name that AppArmor sees.
    std::string resolved(const std::string &path, int pid, bool followLast)
    {
        std::string name = normal(withoutKernelLinks(path, pid));
        if (name.starts_with("/proc/") || name.starts_with("/sys/") || name.starts_with("/dev/"))
            return name;
        if (!m_files) {
            m_result.unresolved = true;
            return name;
        }
        // Links may lead into /dev, whose links the image does not have.
        const auto resolution = m_files->resolve(path, followLast);
        if (!resolution.path.empty())
            name = normal(withoutKernelLinks("/" + resolution.path, pid));
        return name;
    }

    // Whether the process took locks, which the recording does not tie to files.
    static bool takesLocks(const trace::Process &process)
    {
        return std::ranges::any_of(process.syscalls, [](const trace::SyscallUse &use) {
            const string_view name = syscalls::nameOf(use.abi, use.number);
            if (name == "flock" || name == "lockf")
                return use.count > 0;
            if (name != "fcntl" && name != "fcntl64")
                return false;
            return std::ranges::any_of(use.arguments, [](const trace::ArgumentValues &values) {
                return values.index == 1 && std::ranges::any_of(values.counts, [](const auto &value) {
                    const std::uint64_t command = value.first & 0xffffffffU;
                    return command == F_SETLK || command == F_SETLKW || command == F_OFD_SETLK || command == F_OFD_SETLKW || command == 13 || command == 14;
                });
            });
        });
    }

    void gather(const trace::Process &process)
    {
        const bool locks = takesLocks(process);
        const std::string command = process.comm.empty() ? process.executable.substr(process.executable.rfind('/') + 1) : process.comm;
        if (process.executable.starts_with('/'))
            add(resolved(process.executable, process.pid, true), file_permission::kRead | file_permission::kMap | file_permission::kExecute, command);
        bool wrote = false;
        std::vector<std::string> readable;
        for (const PathUse &use : process.paths) {
            if (use.successes == 0 || !use.path.starts_with('/') || use.path.contains('\0'))
                continue;
            const std::uint32_t done = use.operations;
            // What is made, removed or renamed is the link itself.
            constexpr std::uint32_t kNames = operation::kDelete | operation::kRename | operation::kLink;
            const std::uint32_t onName = done & kNames;
            const std::uint32_t onFile = done & ~kNames;
            if (onName != 0)
                addUse(use, resolved(use.path, process.pid, false), onName, command);
            const std::string name = resolved(use.path, process.pid, true);
            if (onFile == 0 || isDescriptor(name))
                continue;
            const std::uint32_t permissions = addUse(use, name, onFile, command);
            noteOthers(name, process);
            if (permissions & file_permission::kWrite) {
                wrote = true;
                if (locks && !name.starts_with("/proc/") && !name.starts_with("/dev/"))
                    add(name, file_permission::kLock, command).notes.insert(std::format("{} takes locks", command));
            } else if (locks && permissions == file_permission::kRead) {
                readable.push_back(name);
            }
        }
        if (!locks || wrote)
            return;
        for (const std::string &name : readable) {
            if (!name.starts_with("/proc/") && !name.starts_with("/sys/") && !name.starts_with("/dev/") && !name.ends_with('/'))
                add(name, file_permission::kLock, command).notes.insert(std::format("{} takes locks", command));
        }
    }

    void noteOthers(string_view name, const trace::Process &process)
    {
        if (!name.starts_with("/proc/"))
            return;
        const string_view pid = name.substr(6, name.find('/', 6) - 6);
        if (isNumber(pid) && pid != std::to_string(process.pid))
            m_result.readsOthers = true;
    }

    FileNeed &add(const std::string &name, std::uint32_t permissions, const std::string &command)
    {
        FileNeed &need = m_result.needs[name];
        need.permissions |= permissions;
        if (!command.empty())
            need.commands.insert(command);
        return need;
    }

    // Adds what the operations need and returns it.
    std::uint32_t addUse(const PathUse &use, const std::string &name, std::uint32_t done, const std::string &command)
    {
        using namespace file_permission;
        const bool directory = isDirectory(name);
        const std::string asDirectory = name == "/" ? name : name + "/";
        if (done & operation::kMount) {
            m_result.mountPoints.insert(asDirectory);
            done &= ~operation::kMount;
        }
        std::uint32_t permissions = 0;
        if (done & operation::kExecute)
            permissions |= kRead | kMap | kExecute;
        if (done & operation::kMap)
            permissions |= kRead | kMap;
        if (!directory && (done & operation::kRead))
            permissions |= kRead;
        if (done & operation::kConnect)
            permissions |= kRead | kWrite;
        if (done & operation::kRename)
            permissions |= kRead | kWrite; // the old name is read and removed
        if (done & (operation::kWrite | operation::kCreate | operation::kDelete | operation::kChange))
            permissions |= kWrite;
        if (done & operation::kLink)
            permissions |= kLink | (done & operation::kCreate ? kWrite : kRead);
        if (directory) {
            const std::uint32_t onDirectory = (permissions & kWrite) | (done & (operation::kList | operation::kRead | operation::kRename) ? kRead : 0U);
            if (onDirectory != 0)
                mark(add(asDirectory, onDirectory, command), use, name);
            return 0;
        }
        if (permissions != 0)
            mark(add(name, permissions, command), use, name);
        return permissions;
    }

    void mark(FileNeed &need, const PathUse &use, const std::string &name)
    {
        if ((use.operations & (operation::kCreate | operation::kDelete | operation::kRename)) && !(m_files && m_files->contains(name)))
            need.created = true;
    }

    // What was made and is neither known as a file nor as a directory can be both.
    void settleMadeNames()
    {
        using namespace file_permission;
        FileNeeds settled;
        for (auto &[name, need] : m_result.needs) {
            const bool opened = (need.permissions & ~(kWrite | kRead)) != 0;
            if (!name.ends_with('/') && need.created && m_parents.contains(name)) {
                merge(settled[name + "/"], need);
                continue;
            }
            merge(settled[name], need);
            // mkdir, rmdir, chmod: no sign of an open file.
            if (!name.ends_with('/') && need.created && !opened && m_onlyNames.contains(name))
                merge(settled[name + "/"], need);
        }
        m_result.needs = std::move(settled);
    }

    static void merge(FileNeed &into, const FileNeed &from)
    {
        into.permissions |= from.permissions;
        into.created |= from.created;
        into.commands.insert(from.commands.begin(), from.commands.end());
        into.notes.insert(from.notes.begin(), from.notes.end());
    }

    std::span<const trace::Recording> m_recordings;
    const image::FileIndex *m_files;
    std::set<std::string> m_directories; // that were listed
    std::set<std::string> m_parents;     // of what is used
    std::set<std::string> m_onlyNames;   // made or removed, never opened
    GatheredFiles m_result;

};

} // namespace

GatheredFiles gatherFiles(std::span<const trace::Recording> recordings, const image::FileIndex *files)
{
    return Gatherer(recordings, files).run();
}

std::string escapedPattern(string_view path)
{
    std::string result;
    for (const char c : path) {
        if (string_view("*?[]{}^,\\\"").contains(c))
            result += '\\';
        result += c;
    }
    return result;
}

} // namespace whittle::apparmor
