#include "tuning/propose_settings.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <optional>
#include <set>

namespace whittle::tuning {

namespace {

namespace operation = trace::path_operation;

constexpr std::uint32_t kWriting = operation::kWrite | operation::kCreate | operation::kDelete | operation::kRename | operation::kLink | operation::kChange;
constexpr std::uint32_t kUsing = operation::kRead | operation::kExecute | operation::kMap;
constexpr std::uint32_t kNamesItself = operation::kDelete | operation::kRename | operation::kLink; // a link in its last place is not followed
constexpr std::uint32_t kSetId = 06000;
constexpr std::uint32_t kUsualTmpfs = 01777;
constexpr std::size_t kNamed = 3; // in reasons; the rest is counted

bool isBelow(const std::string &path, const std::string &directory)
{
    return directory == "/" || path == directory || (path.starts_with(directory) && path[directory.size()] == '/');
}

std::string directoryOf(const std::string &path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

std::string some(const std::set<std::string> &names)
{
    std::string text;
    std::size_t shown = 0;
    for (const std::string &name : names) {
        if (shown++ == kNamed)
            return text + std::format(" and {} more", names.size() - kNamed);
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

class Proposer
{
public:
    Proposer(std::span<const trace::Recording> recordings, const SettingsOptions &options) : m_recordings(recordings), m_options(options) {}

    SettingsProposal run()
    {
        capabilities();
        privileges();
        gatherPaths();
        root();
        user();
        for (const trace::Recording &recording : m_recordings) {
            if (!recording.complete)
                note("the recording was cut: what came after is not known");
            if (std::ranges::any_of(recording.probes, [](const trace::ProbeResult &probe) { return !probe.passed; }))
                note("probes failed in the recording: what they would have shown is not known");
            if (recording.subject.kind != "image")
                note("recorded outside of a container: its user's rights are taken for those of a container");
        }
        return std::move(m_result);
    }

private:
    void reason(std::string setting, std::string why) { m_result.reasons.push_back({std::move(setting), std::move(why)}); }
    void note(std::string text)
    {
        if (!std::ranges::contains(m_result.notes, text))
            m_result.notes.push_back(std::move(text));
    }

    void capabilities()
    {
        m_result.settings.capabilities.emplace();
        reason("cap_drop ALL", "no capability is given that nothing was seen of");
        m_result.needs = neededCapabilities(m_recordings, m_options.files);
        for (const CapabilityNeed &need : m_result.needs) {
            const std::string why = std::format("{}: {}", confidenceName(need.confidence), need.evidence.front().text);
            if (need.confidence >= m_options.least) {
                m_result.settings.capabilities->insert(need.name);
                reason("cap_add " + need.name, why);
            } else {
                note(std::format("{} may be needed ({})", need.name, why));
            }
        }
        if (!m_options.files)
            note("without the image it is not known whose files are read and written: CAP_DAC_OVERRIDE and CAP_FOWNER may be missing");
    }

    // ---- no-new-privileges -----------------------------------------------------------------------------------------

    std::optional<image::IndexedFile> fileAt(const std::string &path) const
    {
        return m_options.files ? m_options.files->find(m_options.files->resolve(path).path) : std::nullopt;
    }

    void privileges()
    {
        std::set<std::string> gained;
        for (const trace::Recording &recording : m_recordings) {
            for (const trace::Process &process : recording.processes) {
                const trace::Process *parent = process.parent < 0 ? nullptr : recording.process(process.parent);
                // Root again below a process that was not: nothing but an executed file gives that.
                const bool belowOther = process.uid == 0 && parent && parent->uid != 0 && !wasRoot(recording, *parent);
                const bool wasOther = process.uid == 0 && process.firstUid && (!parent || !wasRoot(recording, *parent));
                if (belowOther || wasOther)
                    gained.insert(std::format("{} became root", process.comm));
                for (const trace::PathUse &use : process.paths) {
                    if ((use.operations & operation::kExecute) == 0 || use.successes == 0)
                        continue;
                    const auto file = fileAt(use.path);
                    if (!file)
                        continue;
                    // For root the bits of a file of root give nothing that it has not.
                    const bool setId = (file->entry.mode & kSetId) != 0 && !(process.uid == 0 && file->entry.uid == 0);
                    if (setId)
                        gained.insert(std::format("{} has its owner's or group's rights", use.path));
                    if (file->entry.xattrs.contains("security.capability"))
                        gained.insert(std::format("{} has capabilities of its own", use.path));
                }
            }
        }
        m_result.settings.noNewPrivileges = gained.empty();
        reason("no-new-privileges", gained.empty() ? "no executed program had rights to give" : "not set: " + some(gained));
    }

    static bool wasRoot(const trace::Recording &recording, const trace::Process &process)
    {
        const trace::Process *at = &process;
        for (std::size_t steps = 0; at && steps <= recording.processes.size(); ++steps) {
            if (at->uid == 0 || at->firstUid == 0U)
                return true;
            at = at->parent < 0 ? nullptr : recording.process(at->parent);
        }
        return false;
    }

    // ---- read-only root --------------------------------------------------------------------------------------------

    // The name under which the file really lies.
    std::string realPath(const std::string &path, bool followLast) const
    {
        if (!m_options.files)
            return path;
        const std::string resolved = m_options.files->resolve(path, followLast).path;
        return "/" + resolved;
    }

    bool isElsewhere(const std::string &path) const
    {
        for (const char *own : {"/dev", "/proc", "/sys"}) {
            if (isBelow(path, own))
                return true;
        }
        return std::ranges::any_of(m_options.volumes, [&](const std::string &volume) { return isBelow(path, volume); });
    }

    void gatherPaths()
    {
        for (const trace::Recording &recording : m_recordings) {
            for (const trace::Process &process : recording.processes) {
                for (const trace::PathUse &use : process.paths) {
                    if (use.successes == 0 || use.path.empty() || use.path.front() != '/')
                        continue;
                    const std::string path = realPath(use.path, (use.operations & kNamesItself) == 0);
                    if (use.operations & operation::kCreate)
                        m_created.insert(path);
                    if (use.operations & kUsing)
                        m_used.insert(path);
                    if ((use.operations & kWriting) != 0 && !isElsewhere(path)) {
                        m_written[path] |= use.operations;
                        m_writers[path].insert(process.comm);
                    }
                }
            }
        }
        // A file that was made and read again was not there before, whoever says otherwise.
        for (const std::string &path : m_created) {
            if (!existsInImage(path))
                m_used.erase(path);
        }
    }

    bool existsInImage(const std::string &path) const { return m_options.files && m_options.files->contains(path); }

    // The nearest directory that is there before anything runs.
    std::string homeOf(const std::string &path) const
    {
        std::string directory = directoryOf(path);
        while (directory != "/") {
            const bool there = m_options.files ? existsInImage(directory) : !m_created.contains(directory);
            if (there)
                break;
            directory = directoryOf(directory);
        }
        return directory;
    }

    // Files that a tmpfs over the directory would take away from the programs.
    std::set<std::string> hiddenBy(const std::string &directory) const
    {
        std::set<std::string> hidden;
        for (auto path = m_used.lower_bound(directory); path != m_used.end() && path->starts_with(directory); ++path) {
            if (*path != directory && isBelow(*path, directory) && (!m_options.files || existsInImage(*path)))
                hidden.insert(*path);
        }
        // What is changed in its place was there, too.
        for (auto written = m_written.lower_bound(directory); written != m_written.end() && written->first.starts_with(directory); ++written) {
            const auto &[path, operations] = *written;
            const bool there = m_options.files ? isFileOfImage(path) : (operations & operation::kCreate) == 0 && (operations & operation::kWrite) != 0;
            if (path != directory && isBelow(path, directory) && there && (operations & (operation::kWrite | operation::kChange)) != 0)
                hidden.insert(path);
        }
        return hidden;
    }

    bool isFileOfImage(const std::string &path) const
    {
        const auto file = fileAt(path);
        return file && file->entry.type == image::EntryType::Regular && file->entry.size > 0;
    }

    void root()
    {
        std::map<std::string, std::set<std::string>> homes; // directory → what is written there
        for (const auto &[path, operations] : m_written) {
            // Changing a directory's own mode or owner is done to the tmpfs in its place.
            const auto file = fileAt(path);
            const bool directory = operations == operation::kChange && file && file->entry.type == image::EntryType::Directory;
            homes[directory ? path : homeOf(path)].insert(path);
        }
        std::map<std::string, std::string> obstacles;
        for (const auto &[directory, paths] : homes) {
            if (directory == "/")
                obstacles[directory] = std::format("{} is written in the root directory", some(paths));
            else if (const auto hidden = hiddenBy(directory); !hidden.empty())
                obstacles[directory] = std::format("{} is written beside {}, which a tmpfs would hide; a volume would not", some(paths), some(hidden));
        }
        m_result.settings.readOnlyRoot = obstacles.empty();
        if (obstacles.empty()) {
            reason("read-only root", homes.empty() ? "nothing was written" : "all that was written lies below a tmpfs");
        } else {
            std::string why;
            for (const auto &[directory, text] : obstacles)
                why += (why.empty() ? "not set: " : "; ") + text;
            reason("read-only root", why);
        }
        for (const auto &[directory, paths] : homes) {
            // One that lies below another gets a mount of its own: it was there before, and the other one's is empty.
            if (obstacles.contains(directory))
                continue;
            Tmpfs mount{.path = directory};
            if (const auto file = fileAt(directory); file && file->entry.type == image::EntryType::Directory) {
                if ((file->entry.mode & 07777U) != kUsualTmpfs)
                    mount.mode = static_cast<std::uint32_t>(file->entry.mode & 07777U);
                if (file->entry.uid != 0)
                    mount.uid = file->entry.uid;
                if (file->entry.gid != 0)
                    mount.gid = file->entry.gid;
            }
            std::set<std::string> writers;
            for (const std::string &path : paths)
                writers.insert(m_writers[path].begin(), m_writers[path].end());
            reason("tmpfs " + directory, std::format("{} by {}", some(paths), some(writers)));
            m_result.settings.tmpfs.push_back(std::move(mount));
        }
        if (!m_options.files && !homes.empty())
            note("without the image it is only guessed which files a tmpfs would hide");
    }

    // ---- user ------------------------------------------------------------------------------------------------------

    void user()
    {
        std::set<std::string> asRoot;
        std::set<unsigned> others;
        std::set<std::string> users;
        for (const trace::Recording &recording : m_recordings) {
            users.insert(recording.subject.user);
            for (const trace::Process &process : recording.processes) {
                if (process.uid == 0 || process.firstUid == 0U)
                    asRoot.insert(process.comm);
                if (process.uid != 0)
                    others.insert(process.uid);
            }
        }
        const auto &capabilities = *m_result.settings.capabilities;
        const bool droppedRights = capabilities.contains("CAP_SETUID") || capabilities.contains("CAP_SETGID");
        if (asRoot.empty() && !droppedRights && others.size() == 1) {
            const std::string &asked = *users.begin();
            m_result.settings.user = users.size() == 1 && !asked.empty() ? asked : std::to_string(*others.begin());
            reason("user", "nothing ran as root");
        } else if (asRoot.empty()) {
            reason("user", others.empty() ? "the image's: no process was recorded" : "the image's: several users ran, and some were chosen by a process with root's rights");
        } else {
            reason("user", std::format("the image's: {} ran as root", some(asRoot)));
            if (capabilities.empty())
                note("nothing that was seen needs root's rights; try another user (--user 65534), and measure");
        }
    }

    std::span<const trace::Recording> m_recordings;
    const SettingsOptions &m_options;
    SettingsProposal m_result;
    std::map<std::string, std::uint32_t> m_written; // path → operations
    std::map<std::string, std::set<std::string>> m_writers;
    std::set<std::string> m_created;
    std::set<std::string> m_used;
};

} // namespace

Result<SettingsProposal> proposeSettings(std::span<const trace::Recording> recordings, const SettingsOptions &options)
{
    if (recordings.empty())
        return fail(ErrorCode::InvalidInput, "there is no recording to propose settings from");
    return Proposer(recordings, options).run();
}

} // namespace whittle::tuning
