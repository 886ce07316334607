#include "imports/document_parts.h"
#include "imports/scan.h"

#include <algorithm>
#include <format>
#include <map>

// The members are those of slimtoolkit/slim, pkg/report/container_report.go; older ones lack some of them.
namespace whittle::imports {

namespace {

namespace operation = trace::path_operation;

const OrderedJson &member(const OrderedJson &json, const char *name)
{
    static const OrderedJson none;
    if (!json.is_object())
        return none;
    const auto found = json.find(name);
    return found == json.end() ? none : *found;
}

std::string text(const OrderedJson &json) { return json.is_string() ? json.get<std::string>() : std::string(); }

std::uint64_t number(const OrderedJson &json)
{
    return json.is_number_unsigned() ? json.get<std::uint64_t>() : json.is_number_integer() ? static_cast<std::uint64_t>(std::max<std::int64_t>(0, json.get<std::int64_t>())) : 0;
}

std::optional<std::int64_t> pidOf(std::string_view key)
{
    const auto pid = takeNumber<std::int64_t>(key);
    return key.empty() ? pid : std::nullopt;
}

class CreportReader
{
public:
    CreportReader(Gatherer &gatherer, DocumentResult &result) : m_gatherer(gatherer), m_result(result) {}

    void read(const OrderedJson &json)
    {
        const OrderedJson &monitors = member(json, "monitors");
        readStart(member(json, "start_command"));
        if (const std::string release = text(member(member(json, "system"), "release")); !release.empty())
            m_gatherer.environment.kernel = release;
        readProcesses(member(monitors, "fan"));
        readSyscalls(member(monitors, "pt"));
        readActivity(member(member(monitors, "pt"), "fs_activity"));
        readFiles(member(member(json, "image"), "files"));
    }

private:
    void readStart(const OrderedJson &start)
    {
        std::vector<std::string> &command = m_gatherer.subject.command;
        if (const std::string name = text(member(start, "app_name")); !name.empty() && command.empty()) {
            command.push_back(name);
            if (const OrderedJson &words = member(start, "app_args"); words.is_array()) {
                for (const OrderedJson &word : words)
                    command.push_back(text(word));
            }
        }
        m_gatherer.subject.user = text(member(start, "app_user"));
    }

    void readProcesses(const OrderedJson &fan)
    {
        if (const OrderedJson &processes = member(fan, "processes"); processes.is_object()) {
            for (const auto &[key, info] : processes.items()) {
                const auto pid = pidOf(key);
                if (!pid)
                    continue;
                const Gatherer::ProcessId id = m_gatherer.process(*pid);
                trace::Process &process = m_gatherer.details(id);
                process.comm = text(member(info, "name"));
                process.executable = text(member(info, "path"));
                if (const auto parent = number(member(info, "ppid")); parent > 0 && std::in_range<std::int64_t>(parent) && processes.contains(std::to_string(parent)))
                    m_gatherer.addChild(m_gatherer.process(static_cast<std::int64_t>(parent)), *pid);
            }
        }
        if (const OrderedJson &main = member(fan, "main_process"); main.is_object())
            m_main = m_gatherer.process(static_cast<std::int64_t>(number(member(main, "pid")) & 0x7fffffff));
        const OrderedJson &files = member(fan, "process_files");
        if (!files.is_object())
            return;
        for (const auto &[key, paths] : files.items()) {
            const auto pid = pidOf(key);
            if (!pid || !paths.is_object())
                continue;
            const Gatherer::ProcessId process = m_gatherer.process(*pid);
            for (const auto &[path, info] : paths.items()) {
                std::uint32_t operations = 0;
                if (number(member(info, "reads")) > 0)
                    operations |= operation::kRead;
                if (number(member(info, "writes")) > 0)
                    operations |= operation::kWrite;
                if (number(member(info, "execs")) > 0)
                    operations |= operation::kExecute;
                addPath(process, path, operations == 0 ? operation::kRead : operations, std::max<std::uint64_t>(1, number(member(info, "event_count"))));
            }
        }
    }

    // The tracer of DockerSlim counts for all processes together.
    void readSyscalls(const OrderedJson &pt)
    {
        const std::string architecture = text(member(pt, "arch_name"));
        const auto abi = parseAbi(architecture == "amd64" || architecture.empty() ? "x86_64" : architecture == "arm64" ? "aarch64" : architecture);
        const OrderedJson &stats = member(pt, "syscall_stats");
        if (!stats.is_object())
            return;
        if (!abi) {
            m_result.notes.push_back(std::format("the syscalls are of the architecture \"{}\", which Whittle does not know", architecture));
            m_result.passedOver += stats.size();
            return;
        }
        for (const auto &[key, info] : stats.items()) {
            const std::string name = text(member(info, "name"));
            const std::uint64_t count = std::max<std::uint64_t>(1, number(member(info, "count")));
            const NameId id = SyscallNames::instance().find(name);
            CallKey call;
            if (id != kUnknownName && SyscallNames::instance().at(id).number(*abi) >= 0) {
                call = CallKey::named(id, known(*abi));
            } else if (id != kUnknownName) {
                call = CallKey::named(id); // of a compatible ABI
            } else {
                const auto value = member(info, "num").is_number() ? std::optional(number(member(info, "num"))) : std::nullopt;
                if (!value || *value >= kX32Bit) {
                    ++m_result.passedOver;
                    continue;
                }
                call = CallKey::numbered(static_cast<std::uint32_t>(*value), known(*abi));
            }
            m_gatherer.count(main(), call, count, 0);
            ++m_result.understood;
        }
    }

    void readActivity(const OrderedJson &activity)
    {
        if (!activity.is_object())
            return;
        for (const auto &[path, info] : activity.items()) {
            if (m_paths.contains(path))
                continue;
            const std::uint64_t all = std::max<std::uint64_t>(1, number(member(info, "ops_all")));
            const std::uint64_t looked = number(member(info, "ops_checkfile"));
            addPath(main(), path, looked > 0 && looked >= all ? operation::kStat : operation::kRead, all);
        }
    }

    void readFiles(const OrderedJson &files)
    {
        if (!files.is_array())
            return;
        for (const OrderedJson &file : files) {
            const std::string path = text(member(file, "file_path"));
            const OrderedJson &flags = member(file, "flags");
            std::uint32_t operations = 0;
            const auto has = [&flags](const char *letter) { return member(flags, letter).is_boolean() && member(flags, letter).get<bool>(); };
            if (has("R"))
                operations |= operation::kRead;
            if (has("W"))
                operations |= operation::kWrite;
            if (has("X"))
                operations |= operation::kExecute;
            if (path.empty() || operations == 0 || m_paths.contains(path))
                continue;
            addPath(main(), path, operations, 1);
        }
    }

    void addPath(Gatherer::ProcessId process, const std::string &path, std::uint32_t operations, std::uint64_t times)
    {
        if (!path.starts_with('/') || path.contains('\0')) {
            ++m_result.passedOver;
            return;
        }
        m_gatherer.addPath(process, m_gatherer.path(path), operations, 0, 0, times);
        m_paths.emplace(path, true);
        ++m_result.understood;
    }

    Gatherer::ProcessId main()
    {
        if (m_main == Gatherer::kNone)
            m_main = m_gatherer.process(0);
        return m_main;
    }

    Gatherer &m_gatherer;
    DocumentResult &m_result;
    Gatherer::ProcessId m_main = Gatherer::kNone;
    std::map<std::string, bool> m_paths;
};

} // namespace

void addCreport(const OrderedJson &json, Gatherer &gatherer, DocumentResult &result)
{
    result.kind = "report of DockerSlim";
    CreportReader(gatherer, result).read(json);
}

} // namespace whittle::imports
