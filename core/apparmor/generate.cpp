#include "apparmor/generate.h"

#include "apparmor/access.h"
#include "apparmor/file_needs.h"
#include "apparmor/policy.h"
#include "apparmor/recorded_sockets.h"
#include "apparmor/words.h"
#include "base/resource.h"
#include "base/text.h"
#include "syscalls/tables.h"

#include <nlohmann/json.hpp>

#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <set>
#include <utility>

namespace whittle::apparmor {

namespace {

using std::string_view;
namespace operation = trace::path_operation;

// A pattern as it stands in a rule: in quotes where a blank or a character of the grammar would end it.
std::string written(const std::string &pattern)
{
    bool odd = std::ranges::any_of(pattern, [](unsigned char c) { return c <= ' ' || c == '"' || c == '!' || c == '#' || c >= 0x7f; });
    // A comma is part of a pattern only between characters of it.
    for (std::size_t comma = pattern.find(','); comma != std::string::npos; comma = pattern.find(',', comma + 1))
        odd |= comma == 0 || pattern[comma - 1] == '\\' || comma + 1 == pattern.size() || pattern[comma + 1] == ',';
    if (!odd)
        return pattern;
    std::string text = "\"";
    for (const char c : pattern) {
        if (static_cast<unsigned char>(c) < ' ' || c == 0x7f)
            text += std::format("\\{:03o}", static_cast<unsigned char>(c));
        else
            text += c;
    }
    return text + "\"";
}

// Of a comment: one line, whatever the names are.
std::string oneLine(const std::string &text)
{
    std::string result;
    for (const char c : text)
        result += static_cast<unsigned char>(c) < ' ' || c == 0x7f ? ' ' : c;
    return toUtf8(result);
}

std::string listed(const std::set<std::string> &names)
{
    constexpr std::size_t kShown = 3;
    std::string text;
    std::size_t count = 0;
    for (const std::string &name : names) {
        if (count++ == kShown)
            return text + ", …";
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

class Writer
{
public:
    Writer(std::span<const trace::Recording> recordings, const GenerateOptions &options)
        : m_recordings(recordings), m_options(options), m_rules(nlohmann::json::parse(resource("apparmor/rules.json"), nullptr, false))
    {
    }

    Generated run()
    {
        observe();
        const GatheredFiles files = gatherFiles(m_recordings, m_options.files);
        m_needs = generaliseFiles(files.needs, m_options.generalise.value_or(defaultGeneralisation()), m_pids);
        addStart();
        head();
        fileSections();
        capabilities();
        network();
        signals();
        ptrace(files);
        mounts(files);
        denials(files);
        m_result.text += "}\n";
        if (files.unresolved)
            m_result.notes.emplace_back("the image was not at hand, so symbolic links were not followed: rules may miss the names that links lead to");
        for (const trace::Recording &recording : m_recordings) {
            if (!recording.complete)
                m_result.notes.emplace_back("a recording is not complete; what it does not show is denied");
        }
        return std::move(m_result);
    }

private:
    void observe()
    {
        for (const trace::Recording &recording : m_recordings) {
            for (const trace::Process &process : recording.processes) {
                m_pids.insert(process.pid);
                for (const trace::SyscallUse &use : process.syscalls)
                    observe(process, use);
                for (const trace::PathUse &use : process.paths)
                    m_usesUnix |= (use.operations & operation::kConnect) != 0 && use.successes > 0;
            }
        }
    }

    void observe(const trace::Process &process, const trace::SyscallUse &use)
    {
        const string_view name = syscalls::nameOf(use.abi, use.number);
        if (name == "socket" || name == "socketpair") {
            addSockets(use, m_sockets);
        } else if (name == "kill" || name == "tkill" || name == "tgkill") {
            if (const auto *values = valuesOf(use, name == "tgkill" ? 2 : 1)) {
                for (const auto &[number, count] : values->counts)
                    m_signals.insert(static_cast<unsigned>(number & 0xffffffffU));
            } else {
                m_anySignal = true;
            }
        } else if (name == "rt_sigqueueinfo" || name == "rt_tgsigqueueinfo" || name == "pidfd_send_signal") {
            m_anySignal = true;
        } else if (name == "ptrace" || name == "process_vm_readv" || name == "process_vm_writev") {
            m_traces.insert(process.comm);
        }
    }

    void addStart()
    {
        for (const auto &one : m_rules.value("start", nlohmann::json::array())) {
            FileNeed &need = m_needs[one.at("path").get<std::string>()];
            for (const char c : one.at("mode").get<std::string>())
                need.permissions |= c == 'w' ? file_permission::kWrite : file_permission::kRead;
            need.isPattern = true;
            need.notes.insert(one.at("why").get<std::string>());
            m_start.insert(one.at("path").get<std::string>());
        }
    }

    void line(const std::string &rule, const std::string &why)
    {
        constexpr std::size_t kColumn = 56;
        std::string text = "  " + rule;
        if (!why.empty()) {
            text.resize(std::max(text.size() + 1, kColumn), ' ');
            text += "# " + oneLine(why);
        }
        m_result.text += text + "\n";
        ++m_result.rules;
    }

    void section(string_view title) { m_result.text += std::format("\n  # {}\n", title); }

    void head()
    {
        std::set<std::string> subjects;
        for (const trace::Recording &recording : m_recordings) {
            std::string subject = recording.subject.image;
            if (subject.empty() && !recording.subject.command.empty())
                subject = recording.subject.command.front();
            if (!subject.empty())
                subjects.insert(oneLine(subject));
        }
        std::string &text = m_result.text;
        text += std::format("# AppArmor profile of {}, made from {} recording{}.\n", subjects.empty() ? "a program" : listed(subjects), m_recordings.size(), m_recordings.size() == 1 ? "" : "s");
        text += "# What was seen is allowed, everything else is denied. Load it and use it:\n"
                "#   apparmor_parser -r -W FILE\n";
        text += std::format("#   docker run --security-opt \"apparmor={}\" …\n\n", oneLine(m_options.name));
        if (m_options.pinAbi)
            text += "abi <abi/3.0>,\n\n";
        text += "@{PROC}=/proc/\n"
                "@{pid}={[1-9],[1-9][0-9],[1-9][0-9][0-9],[1-9][0-9][0-9][0-9],[1-9][0-9][0-9][0-9][0-9],[1-9][0-9][0-9][0-9][0-9][0-9],[1-4][0-9][0-9][0-9][0-9][0-9][0-9]}\n"
                "@{tid}=@{pid}\n\n";
        const bool plain = std::ranges::all_of(m_options.name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; });
        text += std::format("profile {} flags=(attach_disconnected,mediate_deleted{}) {{\n", plain ? m_options.name : '"' + escapedPattern(m_options.name) + '"', m_options.complain ? ",complain" : "");
    }

    void fileSections()
    {
        using namespace file_permission;
        constexpr std::array kTitles = {
            string_view("Programs: executed, and run under this same profile"), string_view("Libraries: read and mapped"), string_view("Files that are read"),
            string_view("Directories that are listed or changed"), string_view("Files that are written, made or removed"), string_view("/proc and /sys"),
            string_view("Devices"), string_view("What every container needs from its start"),
        };
        std::array<std::vector<std::pair<std::string, const FileNeed *>>, kTitles.size()> groups;
        for (const auto &[name, need] : m_needs) {
            std::size_t group = 2;
            if (m_start.contains(name))
                group = 7;
            else if (name.starts_with("@{PROC}") || name.starts_with("/sys/"))
                group = 5;
            else if (name.starts_with("/dev/") && !name.starts_with("/dev/shm/"))
                group = 6;
            else if (need.permissions & kExecute)
                group = 0;
            else if (need.permissions & kWrite)
                group = name.ends_with('/') ? 3 : 4;
            else if (name.ends_with('/'))
                group = 3;
            else if (need.permissions & kMap)
                group = 1;
            groups[group].emplace_back(name, &need);
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (groups[i].empty())
                continue;
            section(kTitles[i]);
            for (const auto &[name, need] : groups[i])
                fileRule(name, *need);
        }
    }

    void fileRule(const std::string &name, const FileNeed &need)
    {
        ExecMode exec;
        exec.kind = ExecMode::Kind::Inherit;
        std::string why = listed(need.commands);
        for (const std::string &note : need.notes)
            why += (why.empty() ? "" : "; ") + note;
        line(std::format("{} {},", written(withUsr(name)), permissionText(need.permissions, exec)), why);
    }

    // Without the image the merged /usr is the one link that nearly all images have.
    std::string withUsr(const std::string &name) const
    {
        if (m_options.files)
            return name;
        for (const string_view top : {"/bin/", "/sbin/", "/lib/", "/lib64/", "/lib32/"}) {
            if (name.starts_with(top))
                return "/{usr/,}" + name.substr(1);
        }
        return name;
    }

    void capabilities()
    {
        const auto used = usedCapabilities(m_recordings, m_options.files);
        if (used.empty())
            return;
        section("Capabilities: of those that the container has, the used ones");
        for (const auto &[name, why] : used) {
            line(std::format("capability {},", name), why);
            m_result.capabilities.push_back(name);
        }
    }

    void network()
    {
        std::set<std::string> unixTypes;
        if (m_usesUnix)
            m_sockets.emplace(AF_UNIX, SOCK_STREAM);
        if (m_sockets.empty())
            return;
        section("Sockets, by family and type");
        for (const auto &[family, type] : m_sockets) {
            const std::string name = socketName(family, type);
            if (name.empty())
                continue;
            line(std::format("network {},", name), "");
            if (family == AF_UNIX)
                unixTypes.emplace(socketTypes()[type]);
        }
        for (const std::string &type : unixTypes) {
            line(std::format("unix (create, bind, listen, shutdown, getattr, setattr, getopt, setopt) type={},", type), "own sockets");
            line(std::format("unix (accept, connect, send, receive) type={} peer=(label=@{{profile_name}}),", type), "among own processes");
        }
    }

    void signals()
    {
        section("Signals: stopping the container, and among its own processes");
        for (const auto &one : m_rules.value("signalPeers", nlohmann::json::array()))
            line(std::format("signal (receive) peer={},", one.at("peer").get<std::string>()), one.at("why").get<std::string>());
        if (m_anySignal) {
            line("signal (send, receive) peer=@{profile_name},", "sent in a way that does not show which");
            return;
        }
        std::string set;
        for (const unsigned number : m_signals) {
            std::string name;
            if (number == 0)
                name = "exists";
            else if (number < signalNames().size() && !signalNames()[number].empty())
                name = signalNames()[number];
            else if (number >= 32 && number <= 64)
                name = std::format("rtmin+{}", number - 32);
            if (!name.empty())
                set += (set.empty() ? "" : ", ") + name;
        }
        if (!set.empty())
            line(std::format("signal (send, receive) set=({}) peer=@{{profile_name}},", set), "");
    }

    void ptrace(const GatheredFiles &files)
    {
        if (m_traces.empty() && !files.readsOthers)
            return;
        section("Processes that look at each other");
        if (!m_traces.empty())
            line("ptrace (trace, tracedby, read, readby) peer=@{profile_name},", listed(m_traces));
        else
            line("ptrace (read, readby) peer=@{profile_name},", "files of other processes in /proc");
    }

    void mounts(const GatheredFiles &files)
    {
        if (files.mountPoints.empty())
            return;
        section("Mounts");
        for (const std::string &point : files.mountPoints) {
            line(std::format("mount -> {},", written(escapedPattern(point))), "");
            line(std::format("umount {},", written(escapedPattern(point))), "");
        }
    }

    // What Docker's own profile denies, so that neither an included file nor a later edit opens it; not what was seen to be needed.
    void denials(const GatheredFiles &files)
    {
        if (!m_options.baselineDenials)
            return;
        section("Denied whatever is allowed above, as Docker's own profile does");
        if (files.mountPoints.empty())
            line("deny mount,", "");
        if (std::ranges::none_of(m_sockets, [](const auto &socket) { return socket.first == AF_ALG; }))
            line("deny network alg,", "the kernel's cryptography (CVE-2026-31431)");
        for (const auto &one : m_rules.value("denials", nlohmann::json::array())) {
            const std::string rule = one.at("rule").get<std::string>();
            if (!contradicts(rule, files.needs))
                line(rule, one.at("why").get<std::string>());
            else
                m_result.notes.push_back(std::format("left out, because the recorded program does it: {}", rule));
        }
    }

    static bool contradicts(const std::string &rule, const FileNeeds &needs)
    {
        const auto policy = readPolicy("@{PROC}=/proc/\nprofile p {\n  " + rule + "\n}\n");
        if (!policy)
            return true;
        const auto access = Access::create(*policy, policy->profiles.front());
        return !access || std::ranges::any_of(needs, [&access](const auto &need) { return (access->file(need.first).denied & need.second.permissions) != 0; });
    }

    std::span<const trace::Recording> m_recordings;
    const GenerateOptions &m_options;
    nlohmann::json m_rules;
    Generated m_result;
    FileNeeds m_needs;
    std::set<std::string> m_start;
    std::set<int> m_pids;
    Sockets m_sockets;
    bool m_usesUnix = false;
    std::set<unsigned> m_signals;
    bool m_anySignal = false;
    std::set<std::string> m_traces;
};

} // namespace

Result<Generated> generate(std::span<const trace::Recording> recordings, const GenerateOptions &options)
{
    if (recordings.empty())
        return fail(ErrorCode::InvalidInput, "no recording to make a profile from");
    if (options.name.empty() || options.name.starts_with(':') || std::ranges::any_of(options.name, [](unsigned char c) { return c < ' ' || c == 0x7f; }))
        return fail(ErrorCode::InvalidInput, "a profile's name has no control characters, does not start with ':' and is not empty");
    Generated result = Writer(recordings, options).run();
    // Ours to find, not the user's.
    if (const auto read = readPolicy(result.text); !read)
        return fail(ErrorCode::Unsupported, "the profile that was made cannot be read again: " + read.error().message);
    return result;
}

} // namespace whittle::apparmor
