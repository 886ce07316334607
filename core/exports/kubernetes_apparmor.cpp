#include "exports/exporters.h"

#include "apparmor/access.h"
#include "apparmor/policy.h"
#include "apparmor/words.h"
#include "exports/apparmor.h"
#include "exports/yaml_text.h"

#include <algorithm>
#include <cctype>
#include <format>
#include <map>
#include <set>

// The operator makes a policy of lists: executables "ixr", libraries "mr", read-only paths "r" with a denial of "wlk", write-only paths "wlk"
// with a denial of "r", the others "rwlk"; it denies what Docker's profile denies, and includes abstractions/base.
// Source: kubernetes-sigs/security-profiles-operator, api/apparmorprofile/v1 and its tests' expected policies.
namespace whittle::exports {

namespace {

using apparmor::Policy;
using apparmor::RuleKind;
namespace permission = apparmor::file_permission;

constexpr std::uint32_t kWriting = permission::kWrite | permission::kAppend;

// apparmor.d/tunables, for a policy that is read without them.
constexpr std::string_view kTunables = "@{PROC}=/proc/\n@{pid}=[1-9]*\n@{pids}=[1-9]*\n@{tid}=[1-9]*\n@{sys}=/sys/\n@{run}=/run/ /var/run/\n@{HOME}=/home/*/ /root/\n"
                                       "@{HOMEDIRS}=/home/\n@{multiarch}=*-linux-gnu*\n";

apparmor::ReadResult readWithTunables(std::string_view text)
{
    apparmor::PolicyFiles files;
    files.read = [](const std::string &name, bool magic) -> std::optional<std::string> {
        if (!magic)
            return std::nullopt;
        return std::string(name == "tunables/global" ? kTunables : std::string_view());
    };
    return apparmor::readPolicyText(text, {.files = &files});
}

// What the API takes as a path: ^/([a-zA-Z0-9_./*?+@ -]|@\{[a-zA-Z0-9_]+\})*$
bool isObjectPath(std::string_view path)
{
    if (!path.starts_with('/'))
        return false;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const auto c = static_cast<unsigned char>(path[i]);
        if (c == '@' && path.substr(i).starts_with("@{")) {
            const std::size_t end = path.find('}', i);
            const std::string_view name = path.substr(i + 2, end == std::string_view::npos ? 0 : end - i - 2);
            if (name.empty() || !std::ranges::all_of(name, [](unsigned char one) { return std::isalnum(one) != 0 || one == '_'; }))
                return false;
            i = end;
            continue;
        }
        if (std::isalnum(c) == 0 && !std::string_view("_./*?+@ -").contains(static_cast<char>(c)))
            return false;
    }
    return true;
}

constexpr std::size_t kMostSpellings = 32; // of one rule

// The paths that {a,b} stands for, as the object has no word for it; empty where they are too many or do not end. Variables stay.
std::vector<std::string> spelledOut(const std::string &path)
{
    std::size_t open = std::string::npos;
    for (std::size_t i = 0; i < path.size() && open == std::string::npos; ++i) {
        if (path[i] == '\\')
            ++i;
        else if (path[i] == '{' && (i == 0 || path[i - 1] != '@'))
            open = i;
    }
    if (open == std::string::npos)
        return {path};
    std::vector<std::string> alternatives(1);
    std::size_t depth = 1;
    std::size_t at = open + 1;
    for (; at < path.size(); ++at) {
        const char c = path[at];
        depth += c == '{' ? 1U : 0U;
        depth -= c == '}' ? 1U : 0U;
        if (depth == 0)
            break;
        if (c == ',' && depth == 1)
            alternatives.emplace_back();
        else
            alternatives.back() += c;
    }
    if (depth != 0)
        return {};
    std::vector<std::string> all;
    for (const std::string &alternative : alternatives) {
        const auto rest = spelledOut(path.substr(0, open) + alternative + path.substr(at + 1));
        if (rest.empty() || all.size() + rest.size() > kMostSpellings)
            return {};
        all.insert(all.end(), rest.begin(), rest.end());
    }
    return all;
}

struct AbstractProfile
{
    std::set<std::string> executables;
    std::set<std::string> libraries;
    std::set<std::string> readOnly;
    std::set<std::string> writeOnly;
    std::set<std::string> readWrite;
    std::set<std::string> capabilities;
    bool tcp = false;
    bool udp = false;
    bool raw = false;
    std::set<std::string> ptraceAccess;
    std::string ptracePeer;
    std::set<std::string> lost;    // rules, as text
    std::set<std::string> widened; // rules that apply to more than they did
};

class AbstractMaker
{
public:
    AbstractMaker(std::string_view text, const apparmor::Profile &profile) : m_text(text), m_profile(profile) {}

    AbstractProfile make()
    {
        for (const apparmor::Rule &rule : m_profile.rules) {
            if (rule.active && !rule.included)
                add(rule);
        }
        // One list a path: a denial of another list's would take away what this one gives.
        for (const std::string &path : m_files.readWrite) {
            m_files.readOnly.erase(path);
            m_files.writeOnly.erase(path);
        }
        for (auto it = m_files.writeOnly.begin(); it != m_files.writeOnly.end();) {
            if (m_files.readOnly.erase(*it) == 0) {
                ++it;
                continue;
            }
            m_files.readWrite.insert(*it);
            it = m_files.writeOnly.erase(it);
        }
        return std::move(m_files);
    }

private:
    std::string textOf(const apparmor::Rule &rule) const { return std::string(m_text.substr(rule.range.begin, rule.range.end - rule.range.begin)); }
    void lose(const apparmor::Rule &rule) { m_files.lost.insert(textOf(rule)); }

    void add(const apparmor::Rule &rule)
    {
        if (rule.qualifiers.deny || rule.qualifiers.audit || rule.qualifiers.other || rule.qualifiers.priority)
            return lose(rule);
        switch (rule.kind) {
        case RuleKind::File: return addFile(rule);
        case RuleKind::Capability: return addCapabilities(rule);
        case RuleKind::Network: return addNetwork(rule);
        case RuleKind::Ptrace: return addPtrace(rule);
        default: return lose(rule);
        }
    }

    void addFile(const apparmor::Rule &rule)
    {
        std::string path = rule.path;
        if (path.starts_with("@{PROC}"))
            path.replace(0, std::string_view("@{PROC}").size(), "/proc");
        const bool executes = (rule.permissions & permission::kExecute) != 0;
        const bool inherits = rule.exec.kind == apparmor::ExecMode::Kind::Inherit && !rule.exec.unconfinedFallback;
        const std::vector<std::string> paths = spelledOut(path);
        if (paths.empty() || !std::ranges::all_of(paths, isObjectPath) || rule.hasTarget || (executes && !inherits))
            return lose(rule);
        if (rule.qualifiers.owner)
            m_files.widened.insert(textOf(rule));
        const auto addTo = [&paths](std::set<std::string> &list) { list.insert(paths.begin(), paths.end()); };
        if (executes)
            addTo(m_files.executables);
        if ((rule.permissions & permission::kMap) != 0)
            addTo(m_files.libraries);
        const bool reads = (rule.permissions & permission::kRead) != 0;
        if ((rule.permissions & kWriting) != 0)
            addTo(reads ? m_files.readWrite : m_files.writeOnly);
        else if (reads && !executes && (rule.permissions & permission::kMap) == 0)
            addTo(m_files.readOnly);
        if ((rule.permissions & kWriting) == 0 && (rule.permissions & (permission::kLock | permission::kLink)) != 0)
            lose(rule);
    }

    void addCapabilities(const apparmor::Rule &rule)
    {
        if (rule.names.empty()) {
            for (const std::string_view name : apparmor::capabilityNames())
                m_files.capabilities.emplace(name);
        }
        m_files.capabilities.insert(rule.names.begin(), rule.names.end());
    }

    void addNetwork(const apparmor::Rule &rule)
    {
        if (!rule.conditions.empty() || !rule.peer.empty() || !rule.access.empty())
            return lose(rule);
        const auto says = [&rule](std::string_view word) { return std::ranges::contains(rule.names, word); };
        const bool inet = rule.names.empty() || says("inet") || says("inet6") || says("tcp") || says("udp");
        const bool anyType = !says("stream") && !says("dgram") && !says("raw") && !says("tcp") && !says("udp") && !says("seqpacket") && !says("rdm") && !says("packet");
        if (!inet && !(rule.names.size() == 1 && says("raw")))
            return lose(rule);
        if (says("tcp") || (inet && (says("stream") || anyType)))
            m_files.tcp = true;
        if (says("udp") || (inet && (says("dgram") || anyType)))
            m_files.udp = true;
        if (says("raw") || (inet && anyType))
            m_files.raw = true;
        // The operator's words are for both families and, raw, for all.
        if (says("inet") || says("inet6") || says("raw"))
            m_files.widened.insert(textOf(rule));
        if (rule.names.empty())
            lose(rule);
    }

    void addPtrace(const apparmor::Rule &rule)
    {
        std::string peer;
        for (const apparmor::Condition &condition : rule.conditions) {
            if (condition.name != "peer" || condition.values.size() != 1)
                return lose(rule);
            peer = condition.values.front();
        }
        if (!m_files.ptraceAccess.empty() && m_files.ptracePeer != peer)
            return lose(rule);
        m_files.ptracePeer = peer;
        if (rule.access.empty())
            m_files.ptraceAccess = {"read", "readby", "trace", "tracedby"};
        m_files.ptraceAccess.insert(rule.access.begin(), rule.access.end());
    }

    std::string_view m_text;
    const apparmor::Profile &m_profile;
    AbstractProfile m_files;
};

// The file rules that the operator makes of the lists.
std::string operatorsPolicy(const AbstractProfile &lists)
{
    std::string text = "profile made {\n";
    const auto add = [&text](const std::set<std::string> &paths, std::string_view allowed, std::string_view denied) {
        for (const std::string &path : paths) {
            text += std::format("  \"{}\" {},\n", path, allowed);
            if (!denied.empty())
                text += std::format("  deny \"{}\" {},\n", path, denied);
        }
    };
    add(lists.executables, "ixr", {});
    add(lists.libraries, "mr", {});
    add(lists.readOnly, "r", "wlk");
    add(lists.writeOnly, "wlk", "r");
    add(lists.readWrite, "rwlk", {});
    return std::string(kTunables) + text + "}\n";
}

// Asks both policies about every path that a rule names without a pattern.
Result<std::vector<Loss>> fileLosses(const Policy &policy, const apparmor::Profile &profile, const AbstractProfile &lists)
{
    const std::string text = operatorsPolicy(lists);
    const auto made = apparmor::readPolicy(text);
    if (!made)
        return std::unexpected(made.error());
    const auto before = apparmor::Access::create(policy, profile);
    if (!before)
        return std::unexpected(before.error());
    const auto after = apparmor::Access::create(*made, made->profiles.front());
    if (!after)
        return std::unexpected(after.error());
    std::map<std::string, std::vector<std::string>> found;
    for (const apparmor::Rule &rule : profile.rules) {
        if (rule.kind != RuleKind::File || !rule.path.starts_with('/') || rule.path.find_first_of("*?[]{}@\\^") != std::string::npos)
            continue;
        const std::uint32_t mine = before->file(rule.path).allowed;
        std::uint32_t theirs = after->file(rule.path).allowed;
        if ((theirs & permission::kWrite) != 0 && (mine & permission::kAppend) == 0)
            theirs &= ~permission::kAppend;
        if (const std::uint32_t less = mine & ~theirs & ~((theirs & permission::kWrite) != 0 ? permission::kAppend : 0U))
            found[std::format("no more allowed ({})", apparmor::permissionText(less, {apparmor::ExecMode::Kind::Inherit}))].push_back(rule.path);
        if (const std::uint32_t more = theirs & ~mine)
            found[std::format("allowed besides ({})", apparmor::permissionText(more, {apparmor::ExecMode::Kind::Inherit}))].push_back(rule.path);
    }
    std::vector<Loss> losses;
    for (auto &[what, paths] : found) {
        std::ranges::sort(paths);
        const auto repeated = std::ranges::unique(paths);
        paths.erase(repeated.begin(), repeated.end());
        losses.push_back({what, std::move(paths)});
    }
    return losses;
}

void writePathList(YAML::Emitter &out, const char *key, const std::set<std::string> &paths)
{
    writeYamlList(out, key, {paths.begin(), paths.end()});
}

std::string objectOf(const std::string &name, bool complain, const AbstractProfile &lists)
{
    YAML::Emitter out;
    out.SetIndent(2);
    const auto begin = [&out](const char *key) { out << YAML::Key << key << YAML::Value << YAML::BeginMap; };
    out << YAML::BeginMap;
    writeYamlPair(out, "apiVersion", "security-profiles-operator.x-k8s.io/v1");
    writeYamlPair(out, "kind", "AppArmorProfile");
    begin("metadata");
    writeYamlPair(out, "name", name);
    out << YAML::EndMap;
    begin("spec");
    writeYamlPair(out, "mode", complain ? "Complain" : "Enforce");
    begin("abstract");
    begin("executable");
    writePathList(out, "allowedExecutables", lists.executables);
    writePathList(out, "allowedLibraries", lists.libraries);
    out << YAML::EndMap;
    begin("filesystem");
    writePathList(out, "readOnlyPaths", lists.readOnly);
    writePathList(out, "writeOnlyPaths", lists.writeOnly);
    writePathList(out, "readWritePaths", lists.readWrite);
    out << YAML::EndMap;
    begin("network");
    out << YAML::Key << "allowRaw" << YAML::Value << lists.raw;
    begin("allowedProtocols");
    out << YAML::Key << "allowTcp" << YAML::Value << lists.tcp << YAML::Key << "allowUdp" << YAML::Value << lists.udp;
    out << YAML::EndMap << YAML::EndMap;
    if (!lists.capabilities.empty()) {
        begin("capability");
        writePathList(out, "allowedCapabilities", lists.capabilities);
        out << YAML::EndMap;
    }
    if (!lists.ptraceAccess.empty()) {
        begin("ptrace");
        writePathList(out, "allowedAccess", lists.ptraceAccess);
        if (!lists.ptracePeer.empty())
            writeYamlPair(out, "peer", lists.ptracePeer);
        out << YAML::EndMap;
    }
    out << YAML::EndMap << YAML::EndMap << YAML::EndMap;
    return out.c_str();
}

Result<Exported> writeKubernetesAppArmor(const Request &request)
{
    Exported exported;
    const auto text = policyTextOf(request, exported.notes);
    if (!text)
        return std::unexpected(text.error());
    const apparmor::ReadResult read = readWithTunables(*text);
    if (!read.problems.empty())
        return fail(ErrorCode::InvalidInput, std::format("line {}, column {}: {}", read.problems.front().range.line, read.problems.front().range.column, read.problems.front().message));
    if (read.policy.profiles.empty())
        return fail(ErrorCode::InvalidInput, "the policy has no profile");
    const apparmor::Profile &profile = read.policy.profiles.front();
    AbstractProfile lists = AbstractMaker(*text, profile).make();
    const auto isPeerCharacter = [](unsigned char c) { return std::isalnum(c) != 0 || std::string_view("_./*?-@{}").contains(static_cast<char>(c)); };
    if (!std::ranges::all_of(lists.ptracePeer, isPeerCharacter)) {
        lists.lost.insert("ptrace peer=" + lists.ptracePeer);
        lists.ptraceAccess.clear();
    }

    if (!lists.lost.empty())
        exported.losses.push_back({"rules that the object has no place for", {lists.lost.begin(), lists.lost.end()}});
    if (!lists.widened.empty())
        exported.losses.push_back({"rules that apply to more there: to files of every owner, to both internet families", {lists.widened.begin(), lists.widened.end()}});
    auto files = fileLosses(read.policy, profile, lists);
    if (!files)
        return std::unexpected(std::move(files).error());
    exported.losses.insert(exported.losses.end(), files->begin(), files->end());
    std::vector<std::string> others;
    for (const apparmor::Include &include : profile.includes) {
        if (include.name != "abstractions/base" && include.name != "tunables/global")
            others.push_back(include.name);
    }
    if (!others.empty())
        exported.losses.push_back({"what these files include", std::move(others)});
    if (std::ranges::none_of(profile.includes, [](const apparmor::Include &include) { return include.name == "abstractions/base"; }))
        exported.losses.push_back({"the operator's policy includes abstractions/base, which the profile does not", {}});
    if (!profile.children.empty() || read.policy.profiles.size() > 1)
        exported.losses.push_back({"other profiles of the policy: an object is one profile", {}});
    exported.notes.emplace_back("the operator adds denials of its own, those of Docker's default profile");
    exported.content = yamlComment("Made by Whittle " WHITTLE_VERSION ". Apply it with kubectl; the Security Profiles Operator loads it on every node.")
        + objectOf(kubernetesName(profile.name), profile.hasFlag("complain"), lists) + "\n";
    return exported;
}

} // namespace

Exporter kubernetesAppArmorExporter()
{
    return {{.id = "kubernetes-apparmor",
             .title = "Kubernetes AppArmorProfile",
             .description = "an object of the Security Profiles Operator: lists of executables, libraries, paths, capabilities",
             .sources = {Source::Recording, Source::AppArmor},
             .suffix = ".yaml",
             .syntax = "YAML",
             .options = {{"name", "Name", "of the profile; empty: after the image or program", {}, ""},
                         {"complain", "Complain", "log what would be denied, and allow it", {"no", "yes"}, "no"}},
             .limits = {"Denials, owner, patterns with [] and {}, other transitions than ix.", "Signals, mounts, unix sockets, D-Bus, limits.",
                        "Networks but the internet's."}},
            writeKubernetesAppArmor};
}

} // namespace whittle::exports
