#include "exports/exporters.h"

#include "base/printable.h"
#include "exports/log_variant.h"
#include "exports/plain_profile.h"
#include "exports/systemd_policy.h"
#include "profile/compare.h"
#include "profile/errno_name.h"
#include "profile/libseccomp_names.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <cerrno>
#include <format>
#include <map>
#include <set>

// Source: systemd.exec(5) of systemd 257. Lists of syscalls know no arguments, and one list serves every architecture.
namespace whittle::exports {

namespace {

using profile::Action;
using profile::Decision;

constexpr std::size_t kUnitColumns = 116;
constexpr std::size_t kFewestOfGroup = 2; // a group stands for so many names at least

// What the target's filter answers one syscall, as far as a list can say it.
struct ListedSyscall
{
    bool allowed = false;
    bool logged = false;   // where it is executed
    std::string refusal;   // "EACCES", "kill"
};

std::string refusalWord(const Decision &decision)
{
    switch (decision.action) {
    case Action::Errno: return decision.data == 0 ? "EPERM" : profile::errnoText(decision.data);
    case Action::Notify:
    case Action::Trace: return "ENOSYS"; // what the kernel says where nobody listens
    default: return "kill";
    }
}

class UnitWriter
{
public:
    UnitWriter(const PlainProfile &plain, const Request &request) : m_plain(plain), m_request(request), m_machine(request.target.architecture) {}

    std::string write(std::vector<Loss> &losses);

private:
    void ask();
    void writeList(const std::string &key, const std::string &prefix, std::vector<std::string> words);
    [[nodiscard]] std::vector<std::string> withGroups(const std::set<std::string> &names) const;
    void writeFilter();
    void writeLog();
    void writeArchitectures();
    void writeSettings(std::vector<Loss> &losses);
    [[nodiscard]] bool defaultAllows() const { return executesAction(*m_plain.profile.defaultAction); }
    [[nodiscard]] bool isOnMachine(const syscalls::Syscall &syscall) const
    {
        return std::ranges::any_of(m_plain.filter.abis(), [&](Abi abi) { return syscall.existsOn(abi); });
    }

    const PlainProfile &m_plain;
    const Request &m_request;
    Abi m_machine;
    std::map<std::string, ListedSyscall> m_listed; // every syscall of the filter's ABIs that systemd's libseccomp knows
    std::string m_text;
};

void UnitWriter::ask()
{
    const bool limitedAllowed = m_request.option("limited") == "allow";
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!isOnMachine(syscall) || !libseccompHasName(syscall.name) || !profile::libseccompKnows(m_request.target.libseccomp, syscall.name))
            continue;
        // One list serves all: the machine's own ABI decides where it has the call.
        const Abi abi = syscall.existsOn(m_machine) ? m_machine : *std::ranges::find_if(m_plain.filter.abis(), [&](Abi one) { return syscall.existsOn(one); });
        bool some = false;
        bool all = true;
        bool logged = true;
        std::optional<Decision> refusal;
        for (const profile::Arguments &arguments : profile::interestingArguments(m_plain.profile, syscall.name)) {
            const Decision decision = m_plain.filter.decide(abi, syscall.number(abi), arguments);
            some = some || decision.executes();
            all = all && decision.executes();
            logged = logged && decision.action != Action::Allow;
            if (!decision.executes() && !refusal)
                refusal = decision;
        }
        m_listed[syscall.name] = {all || (some && limitedAllowed), logged, refusal ? refusalWord(*refusal) : std::string()};
    }
}

void UnitWriter::writeList(const std::string &key, const std::string &prefix, std::vector<std::string> words)
{
    std::string line;
    for (const std::string &word : words) {
        if (!line.empty() && line.size() + word.size() + 1 > kUnitColumns) {
            m_text += line + "\n";
            line.clear();
        }
        line += line.empty() ? key + "=" + prefix + word : " " + word;
    }
    if (!line.empty())
        m_text += line + "\n";
}

// Groups where every syscall of theirs that the machine has is named, the largest first; what is left by its name.
std::vector<std::string> UnitWriter::withGroups(const std::set<std::string> &names) const
{
    std::map<std::string, std::set<std::string>> groups;
    std::set<std::string> inexact;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!isOnMachine(syscall))
            continue;
        for (const std::string &group : syscall.groups) {
            if (names.contains(syscall.name))
                groups[group].insert(syscall.name);
            else
                inexact.insert(group);
        }
    }
    std::vector<std::string> words;
    std::set<std::string> left = names;
    for (;;) {
        const std::string *best = nullptr;
        std::size_t most = kFewestOfGroup - 1;
        for (const auto &[group, members] : groups) {
            if (inexact.contains(group))
                continue;
            const auto covered = static_cast<std::size_t>(std::ranges::count_if(members, [&left](const std::string &name) { return left.contains(name); }));
            if (covered > most) {
                most = covered;
                best = &group;
            }
        }
        if (!best)
            break;
        for (const std::string &name : groups[*best])
            left.erase(name);
        words.push_back(*best);
    }
    std::ranges::sort(words);
    words.insert(words.end(), left.begin(), left.end());
    return words;
}

void UnitWriter::writeFilter()
{
    std::set<std::string> allowed;
    std::map<std::string, std::set<std::string>> refused; // by what they get
    for (const auto &[name, listed] : m_listed) {
        if (listed.allowed)
            allowed.insert(name);
        else
            refused[listed.refusal].insert(name);
    }
    if (defaultAllows()) {
        if (refused.empty())
            return;
        const auto commonest = std::ranges::max_element(refused, {}, [](const auto &one) { return one.second.size(); });
        writeList("SystemCallFilter", "~", withGroups(commonest->second));
        for (const auto &[word, names] : refused) {
            std::vector<std::string> words;
            for (const std::string &name : names)
                words.push_back(name + ":" + word);
            if (word != commonest->first)
                writeList("SystemCallFilter", "~", std::move(words));
        }
        m_text += "SystemCallErrorNumber=" + commonest->first + "\n";
        return;
    }
    const profile::Profile &profile = m_plain.profile;
    const std::string standard = refusalWord({*profile.defaultAction, static_cast<std::uint16_t>(profile.defaultErrnoRet.value_or(EPERM))});
    writeList("SystemCallFilter", "", withGroups(allowed));
    if (allowed.empty())
        m_text += "SystemCallFilter=@default\n"; // taken away again below
    // systemd adds this group to every list of what is allowed.
    std::vector<std::string> taken;
    for (const std::string &name : systemdGroup("@default")) {
        const auto listed = m_listed.find(name);
        if (listed != m_listed.end() && !listed->second.allowed && listed->second.refusal == standard)
            taken.push_back(name);
    }
    if (!taken.empty()) {
        m_text += "# Of @default, which every such list brings:\n";
        writeList("SystemCallFilter", "~", std::move(taken));
    }
    std::vector<std::string> others;
    for (const auto &[word, names] : refused) {
        for (const std::string &name : names) {
            if (word != standard)
                others.push_back(name + ":" + word);
        }
    }
    std::ranges::sort(others);
    writeList("SystemCallFilter", "~", std::move(others));
    m_text += "SystemCallErrorNumber=" + standard + "\n";
}

void UnitWriter::writeLog()
{
    std::set<std::string> logged;
    std::set<std::string> silent;
    for (const auto &[name, listed] : m_listed)
        (listed.allowed && !listed.logged ? silent : logged).insert(name);
    if (m_plain.profile.defaultAction == Action::Log) {
        // An empty list would mean nothing at all.
        if (silent.empty())
            writeList("SystemCallLog", "", withGroups(logged));
        else
            writeList("SystemCallLog", "~", withGroups(silent));
        return;
    }
    std::erase_if(logged, [this](const std::string &name) { return !m_listed[name].allowed; });
    writeList("SystemCallLog", "", withGroups(logged));
}

void UnitWriter::writeArchitectures()
{
    static const std::map<Abi, std::string> names = {{Abi::X86_64, "x86-64"}, {Abi::X32, "x32"}, {Abi::I386, "x86"}, {Abi::Aarch64, "arm64"}, {Abi::Arm, "arm"}};
    std::string words = "native";
    for (const auto &[abi, name] : names) {
        if (abi != m_machine && std::ranges::contains(m_plain.filter.abis(), abi))
            words += " " + name;
    }
    m_text += "SystemCallArchitectures=" + words + "\n";
}

// A value of a unit file: % is the beginning of a specifier, and a line ends it.
std::string unitValue(std::string_view text)
{
    std::string value;
    for (const char c : printable(text)) {
        value += c;
        if (c == '%')
            value += c;
    }
    return value;
}

// A mount point with its options as one word; empty for a path that the unit's quoting has no way to say.
std::string unitMount(const std::string &path, const std::string &options)
{
    const auto isOdd = [](unsigned char c) { return c < 0x20 || c == 0x7f || std::string_view(":\"'\\").contains(static_cast<char>(c)); };
    if (std::ranges::any_of(path, isOdd))
        return {};
    std::string word;
    for (const char c : path)
        word += c == '%' ? "%%" : std::string(1, c);
    word += ":" + options;
    return path.contains(' ') ? '"' + word + '"' : word;
}

void UnitWriter::writeSettings(std::vector<Loss> &losses)
{
    const tuning::ContainerSettings &settings = m_request.settings;
    std::string capabilities;
    for (const std::string &capability : m_request.target.capabilities)
        capabilities += (capabilities.empty() ? "" : " ") + capability;
    m_text += "CapabilityBoundingSet=" + capabilities + "\n";
    if (settings.noNewPrivileges)
        m_text += "NoNewPrivileges=yes\n";
    if (settings.readOnlyRoot)
        m_text += "ProtectSystem=strict\n";
    for (const tuning::Tmpfs &tmpfs : settings.tmpfs) {
        std::string options = tuning::tmpfsOptions(tmpfs);
        // What engines mount where nothing else is said.
        options += std::string(options.empty() ? "" : ",") + "nosuid" + (tmpfs.executable ? "" : ",noexec");
        if (const std::string mount = unitMount(tmpfs.path, options); !mount.empty())
            m_text += "TemporaryFileSystem=" + mount + "\n";
        else
            losses.push_back({std::format("the file system in memory at {}: a unit cannot name such a path", printable(tmpfs.path)), {}});
    }
    if (!settings.user.empty()) {
        const std::size_t colon = settings.user.find(':');
        m_text += "User=" + unitValue(std::string_view(settings.user).substr(0, colon)) + "\n";
        if (colon != std::string::npos)
            m_text += "Group=" + unitValue(std::string_view(settings.user).substr(colon + 1)) + "\n";
    }
    if (!settings.appArmorProfile.empty())
        m_text += "AppArmorProfile=" + unitValue(settings.appArmorProfile) + "\n";
    if (!settings.image.empty())
        losses.push_back({std::format("the image {}: a unit runs what is installed on the machine", printable(settings.image)), {}});
}

std::string UnitWriter::write(std::vector<Loss> &losses)
{
    ask();
    m_text = std::format("# {}: made by Whittle {} for {}. Groups are those of systemd 257.\n"
                         "# Put it into /etc/systemd/system/NAME.service.d/ and run systemctl daemon-reload.\n[Service]\n",
                         printable(m_request.name), WHITTLE_VERSION, abiName(m_machine));
    writeFilter();
    writeLog();
    writeArchitectures();
    writeSettings(losses);
    return m_text;
}

Result<Exported> writeSystemdUnit(const Request &request)
{
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{{}, {}, plain->notes};
    std::vector<Loss> others;
    exported.content = UnitWriter(*plain, request).write(others);
    auto theirs = systemdDecider(exported.content, request.target.architecture);
    if (!theirs)
        return std::unexpected(std::move(theirs).error());
    exported.losses = decisionLosses(plain->profile, request.target.architecture, deciderOf(plain->filter), *theirs);
    exported.losses.insert(exported.losses.end(), others.begin(), others.end());
    addFlagLosses(plain->profile, "systemd", exported.losses);
    const syscalls::Syscall *exec = syscalls::Catalogue::builtIn().find("execve");
    if (exec && !(*theirs)(request.target.architecture, exec->number(request.target.architecture), {}).executes())
        exported.losses.push_back({"systemd executes the service under the filter, which refuses that, so that nothing starts", {"execve"}});
    return exported;
}

} // namespace

Exporter systemdExporter()
{
    return {{.id = "systemd",
             .title = "systemd drop-in",
             .description = "a drop-in for a service: SystemCallFilter=, SystemCallErrorNumber=, SystemCallArchitectures=, CapabilityBoundingSet=",
             .sources = {Source::Profile},
             .suffix = ".conf",
             .syntax = "INI Files",
             .usesSettings = true,
             .options = {{"limited", "Syscalls allowed with some arguments", "lists know no arguments; allow: with all of them; deny: with none", {"allow", "deny"}, "allow"},
                         logOption()},
             .limits = {"Conditions on arguments.", "Different answers on the architectures of one machine.", "ENOSYS for syscalls that have no name yet.",
                        "Raising SIGSYS without ending the process, a tracer, a listener."}},
            writeSystemdUnit};
}

} // namespace whittle::exports
