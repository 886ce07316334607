#include "slim/reports.h"

#include "base/text.h"
#include "image/file_index.h"
#include "image/run_config.h"
#include "slim/package_databases.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

// The members and their types are those of slimtoolkit/slim, pkg/report/container_report.go (slim 1.40, mint 1.41).
namespace whittle::slim {

namespace {

using Json = nlohmann::ordered_json;
using image::EntryType;
namespace operation = trace::path_operation;

constexpr std::uint32_t kReading = operation::kRead | operation::kMap;
constexpr std::uint32_t kWriting = operation::kWrite | operation::kCreate | operation::kDelete | operation::kRename | operation::kLink | operation::kChange;
constexpr std::uint32_t kLooking = operation::kStat | operation::kList | operation::kChdir;

// What the processes of a recording did with one path, in sum.
struct PathActivity
{
    std::uint32_t operations = 0;
    std::uint64_t count = 0;
    std::uint64_t looked = 0;
    std::map<std::string, Json> pids;
};

std::string archName(const std::string &machine)
{
    return machine == "x86_64" ? "amd64" : machine;
}

// "-rwxr-xr-x" as Go writes modes: letters for the type and the special bits in front.
std::string modeText(const image::Entry &entry)
{
    std::string text;
    switch (entry.type) {
    case EntryType::Directory: text = "d"; break;
    case EntryType::SymbolicLink: text = "L"; break;
    case EntryType::Fifo: text = "p"; break;
    case EntryType::BlockDevice: text = "D"; break;
    case EntryType::CharacterDevice: text = "Dc"; break;
    case EntryType::Regular:
    case EntryType::HardLink: break;
    }
    if (entry.mode & 04000)
        text += 'u';
    if (entry.mode & 02000)
        text += 'g';
    if (entry.mode & 01000)
        text += 't';
    if (text.empty())
        text = "-";
    for (int bit = 8; bit >= 0; --bit)
        text += (entry.mode >> bit & 1) != 0 ? "xwr"[bit % 3] : '-';
    return text;
}

class Writer
{
public:
    explicit Writer(const ReportInput &input) : m_input(input), m_recording(input.result.recording)
    {
        for (const trace::Process &process : m_recording.processes) {
            for (const trace::PathUse &use : process.paths) {
                PathActivity &activity = m_activity[use.path];
                activity.operations |= use.successes > 0 ? use.operations : 0;
                activity.count += use.count;
                activity.looked += (use.operations & kLooking) != 0 ? use.count : 0;
                activity.pids[std::to_string(process.pid)] = Json::object();
            }
        }
    }

    std::string write()
    {
        const Json report = {
            {"start_command", startCommand()}, {"sensor", {{"version", "whittle " WHITTLE_VERSION}, {"args", Json::array()}}},
            {"system", system()},              {"monitors", {{"fan", fan()}, {"pt", pt()}}},
            {"image", {{"files", files()}}},
        };
        return report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
    }

private:
    Json startCommand() const
    {
        const auto config = image::parseRunConfig(m_input.fat.configText());
        std::vector<std::string> words = m_recording.subject.command;
        if (config && words.empty()) {
            words = config->entrypoint;
            words.insert(words.end(), config->command.begin(), config->command.end());
        }
        Json json = {{"app_name", words.empty() ? "" : toUtf8(words.front())}};
        const auto add = [&json](const char *name, const std::vector<std::string> &list, std::size_t from) {
            if (list.size() <= from)
                return;
            json[name] = Json::array();
            for (std::size_t i = from; i < list.size(); ++i)
                json[name].push_back(toUtf8(list[i]));
        };
        add("app_args", words, 1);
        if (config) {
            add("app_entrypoint", config->entrypoint, 0);
            add("app_cmd", config->command, 0);
            if (!config->user.empty())
                json["app_user"] = toUtf8(config->user);
        }
        return json;
    }

    Json system() const
    {
        Distribution distribution;
        for (const char *path : {"etc/os-release", "usr/lib/os-release"}) {
            const auto found = m_input.fat.files().resolve(path);
            if (const auto text = found.exists ? m_input.fat.files().content(found.path, 1 << 20) : Result<std::string>(); text && !text->empty()) {
                distribution = parseOsRelease(*text);
                break;
            }
        }
        return {{"type", "Linux"},
                {"release", toUtf8(m_recording.environment.kernel)},
                {"distro", {{"name", toUtf8(distribution.id)}, {"version", toUtf8(distribution.version)}, {"display_name", toUtf8(distribution.name)}}}};
    }

    Json processInfo(const trace::Process &process) const
    {
        const trace::Process *parent = process.parent < 0 ? nullptr : m_recording.process(process.parent);
        return {{"pid", process.pid},
                {"name", toUtf8(process.comm)},
                {"path", toUtf8(process.executable)},
                {"cmd", toUtf8(joined(process.argv, " "))},
                {"cwd", toUtf8(m_recording.subject.workingDirectory)},
                {"root", "/"},
                {"ppid", parent == nullptr ? 0 : parent->pid}};
    }

    // Files that were opened, as fanotify would have seen them.
    Json fan() const
    {
        Json processes = Json::object();
        Json files = Json::object();
        std::uint64_t events = 0;
        for (const trace::Process &process : m_recording.processes) {
            const std::string pid = std::to_string(process.pid);
            processes[pid] = processInfo(process);
            for (const trace::PathUse &use : process.paths) {
                if (use.successes == 0 || (use.operations & (kReading | operation::kWrite | operation::kExecute)) == 0)
                    continue;
                Json info = {{"event_count", use.successes}, {"first_eid", ++events}};
                if (use.operations & kReading)
                    info["reads"] = use.successes;
                if (use.operations & operation::kWrite)
                    info["writes"] = use.successes;
                if (use.operations & operation::kExecute)
                    info["execs"] = use.successes;
                files[pid][toUtf8(use.path)] = std::move(info);
            }
        }
        Json json = {{"monitor_pid", 0}, {"monitor_ppid", 0}, {"event_count", events}, {"main_process", nullptr}};
        if (!m_recording.processes.empty())
            json["main_process"] = processInfo(m_recording.processes.front());
        json["processes"] = std::move(processes);
        json["process_files"] = std::move(files);
        return json;
    }

    // Numbers name calls of the native ABI alone, as readers expect; calls of others count under their names.
    Json pt() const
    {
        const Abi native = parseAbi(m_recording.environment.machine).value_or(nativeAbi());
        Json stats = Json::object();
        std::uint64_t total = 0;
        for (const trace::SyscallSummary &summary : trace::summarise(m_recording)) {
            const syscalls::Syscall *known = syscalls::Catalogue::builtIn().find(summary.abi, summary.number);
            const int number = summary.abi == native || known == nullptr || !known->existsOn(native) ? summary.number : known->number(native);
            const std::string key = std::to_string(number);
            total += summary.count;
            if (stats.contains(key))
                stats[key]["count"] = stats[key]["count"].get<std::uint64_t>() + summary.count;
            else
                stats[key] = {{"num", number}, {"name", syscalls::Catalogue::builtIn().nameOf(summary.abi, summary.number)}, {"count", summary.count}};
        }
        Json activity = Json::object();
        for (const auto &[path, seen] : m_activity) {
            if (seen.operations == 0)
                continue;
            Json pids = Json::object();
            for (const auto &[pid, nothing] : seen.pids)
                pids[pid] = nothing;
            activity[toUtf8(path)] = {{"ops_all", seen.count}, {"ops_checkfile", seen.looked}, {"syscalls", Json::object()}, {"pids", std::move(pids)}, {"is_subdir", false}};
        }
        return {{"enabled", true},
                {"arch_name", archName(m_recording.environment.machine)},
                {"syscall_count", total},
                {"syscall_num", stats.size()},
                {"syscall_stats", std::move(stats)},
                {"fs_activity", std::move(activity)}};
    }

    // What stays, with what was done to it.
    Json files() const
    {
        Json list = Json::array();
        for (const auto &[path, kept] : m_input.result.selection.kept) {
            const auto file = m_input.fat.files().find(path);
            if (!file)
                continue;
            const image::Entry &entry = file->entry;
            const bool isFile = entry.type == EntryType::Regular || entry.type == EntryType::HardLink;
            Json json = {{"file_type", isFile ? "file" : entry.type == EntryType::Directory ? "dir" : entry.type == EntryType::SymbolicLink ? "symlink" : "unknown"},
                         {"file_path", "/" + toUtf8(path)},
                         {"mode", modeText(entry)}};
            if (entry.type == EntryType::SymbolicLink)
                json["link_ref"] = toUtf8(entry.linkTarget);
            Json flags = Json::object();
            if (const auto seen = m_activity.find("/" + path); seen != m_activity.end()) {
                if (seen->second.operations & kReading)
                    flags["R"] = true;
                if (seen->second.operations & kWriting)
                    flags["W"] = true;
                if (seen->second.operations & operation::kExecute)
                    flags["X"] = true;
            }
            if (!flags.empty())
                json["flags"] = std::move(flags);
            if (isFile)
                json["data_type"] = dataType(path);
            json["file_size"] = kept.size;
            list.push_back(std::move(json));
        }
        return list;
    }

    // In a few words, from the first bytes.
    std::string dataType(const std::string &path) const
    {
        std::array<char, 64> begin{};
        const auto size = m_input.fat.files().read(path, 0, begin);
        if (!size || *size == 0)
            return "empty";
        const std::string_view bytes(begin.data(), *size);
        if (bytes.starts_with("\x7f" "ELF") && bytes.size() > 18) {
            static constexpr std::array<const char *, 5> kTypes = {"ELF", "ELF relocatable", "ELF executable", "ELF shared object", "ELF core file"};
            const auto type = static_cast<unsigned char>(bytes[5] == 2 ? bytes[17] : bytes[16]);
            return type < kTypes.size() ? kTypes[type] : kTypes[0];
        }
        if (bytes.starts_with("#!"))
            return "script";
        const bool isText = std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; });
        return isText ? "text" : "data";
    }

    const ReportInput &m_input;
    const trace::Recording &m_recording;
    std::map<std::string, PathActivity> m_activity;
};

} // namespace

std::string writeCreport(const ReportInput &input)
{
    return Writer(input).write();
}

} // namespace whittle::slim
