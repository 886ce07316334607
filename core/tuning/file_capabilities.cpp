#include "tuning/capability_finder.h"

#include "syscalls/tables.h"

#include <algorithm>
#include <format>

namespace whittle::tuning {

namespace {

namespace operation = trace::path_operation;

constexpr std::uint32_t kMayRead = 4;
constexpr std::uint32_t kMayWrite = 2;
constexpr std::uint32_t kSticky = 01000;
constexpr std::uint32_t kChangesDirectory = operation::kCreate | operation::kDelete | operation::kRename | operation::kLink;

std::string parentOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

bool mayBeForeign(std::uint64_t value)
{
    const auto id = static_cast<std::uint32_t>(value);
    return id != 0 && id != 0xffffffffU;
}

} // namespace

FileCapabilities::Calls FileCapabilities::callsOf(const trace::Process &process)
{
    Calls calls;
    for (const trace::SyscallUse &use : process.syscalls) {
        const std::string_view name = syscalls::nameOf(use.abi, use.number);
        if (!outcomeOf(use, name).any)
            continue;
        if (name.contains("chown")) {
            const unsigned index = name == "fchownat" ? 2 : 1;
            const auto values = std::ranges::find(use.arguments, index, &trace::ArgumentValues::index);
            calls.gives = calls.gives || values == use.arguments.end()
                || std::ranges::any_of(values->counts, [](const auto &value) { return mayBeForeign(value.first); });
        }
        calls.changesModes = calls.changesModes || name.contains("chmod");
        calls.setsTimes = calls.setsTimes || name.starts_with("utime") || name.starts_with("futimes");
        calls.setsAttributes = calls.setsAttributes || name.contains("xattr");
    }
    return calls;
}

std::optional<image::IndexedFile> FileCapabilities::fileAt(const std::string &path) const
{
    if (!m_files || path.empty() || path.front() != '/')
        return std::nullopt;
    return m_files->find(m_files->resolve(path).path);
}

bool FileCapabilities::refusesRoot(const std::string &path, std::uint32_t permission) const
{
    const auto file = fileAt(path);
    if (!file)
        return false;
    const unsigned shift = file->entry.uid == 0 ? 6 : file->entry.gid == 0 ? 3 : 0;
    return (file->entry.mode & permission << shift) == 0;
}

void FileCapabilities::run(const ProcessView &view, const NeedFn &need)
{
    if (view.privilege == Privilege::No)
        return;
    const trace::Process &process = view.process;
    // A process that gave its user away used some of its files afterwards, without the rights of root.
    const Confidence strong = process.uid == 0 ? Confidence::Likely : Confidence::Possible;
    const Calls calls = callsOf(process);
    for (const trace::PathUse &use : process.paths) {
        if (use.successes == 0)
            continue;
        const bool changed = (use.operations & operation::kChange) != 0;
        const bool writes = (use.operations & operation::kWrite) != 0;
        const bool reads = (use.operations & (operation::kRead | operation::kList)) != 0;
        const std::string parent = parentOf(use.path);
        if ((use.operations & kChangesDirectory) != 0 && refusesRoot(parent, kMayWrite) && !m_changed.contains(parent))
            need("CAP_DAC_OVERRIDE", strong, std::format("{} changes the directory {}, which is another user's", process.comm, parent));
        if (writes && refusesRoot(use.path, kMayWrite) && !m_changed.contains(use.path))
            need("CAP_DAC_OVERRIDE", strong, std::format("{} writes {}, which its mode allows to others alone", process.comm, use.path));
        else if (reads && refusesRoot(use.path, kMayRead) && !m_changed.contains(use.path))
            need("CAP_DAC_READ_SEARCH", strong, std::format("{} reads {}, which its mode allows to others alone", process.comm, use.path));
        if ((use.operations & (operation::kDelete | operation::kRename)) != 0) {
            const auto file = fileAt(use.path);
            const auto directory = fileAt(parent);
            if (file && directory && (directory->entry.mode & kSticky) != 0 && file->entry.uid != 0 && directory->entry.uid != 0)
                need("CAP_FOWNER", strong, std::format("{} removes {} of another user from a sticky directory", process.comm, use.path));
        }
        if (!changed)
            continue;
        const auto file = fileAt(use.path);
        const bool foreign = file && file->entry.uid != 0;
        if (foreign && calls.gives && !calls.changesModes && !calls.setsTimes)
            need("CAP_CHOWN", strong, std::format("{} changes the owner of {}, which is another user's", process.comm, use.path));
        if (foreign && (calls.changesModes || calls.setsTimes || calls.setsAttributes))
            need("CAP_FOWNER", strong, std::format("{} changes {}, which is another user's", process.comm, use.path));
        else if (calls.gives && calls.changesModes && use.successes > 1)
            need("CAP_FOWNER", Confidence::Possible, std::format("{} changes owner and mode of {}; the mode needs it where the owner comes first", process.comm, use.path));
        if (calls.gives)
            m_changed.insert(use.path);
    }
    if (!calls.gives || process.uid != 0)
        return;
    // What it gave away and uses all the same. The order is not known, so nothing is certain.
    for (const trace::PathUse &use : process.paths) {
        if (use.successes == 0 || (use.operations & ~(operation::kStat | operation::kChange)) == 0)
            continue;
        for (std::string directory = parentOf(use.path); directory != "/"; directory = parentOf(directory)) {
            if (m_changed.contains(directory) && (use.operations & kChangesDirectory) != 0) {
                need("CAP_DAC_OVERRIDE", Confidence::Likely, std::format("{} changes {} in a directory that was given to another user", process.comm, use.path));
                break;
            }
        }
        if (m_changed.contains(use.path) && (use.operations & operation::kWrite) != 0)
            need("CAP_DAC_OVERRIDE", Confidence::Possible, std::format("{} writes {}, which was given to another user", process.comm, use.path));
    }
}

} // namespace whittle::tuning
