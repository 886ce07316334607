#include "apparmor/check.h"

#include "apparmor/access.h"
#include "apparmor/pattern.h"
#include "apparmor/variables.h"

#include <sys/mount.h>

#include <algorithm>
#include <array>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

using profile::Severity;
using std::string_view;

// Capabilities that open the host, as far as a container has them.
constexpr std::array kGrave = {string_view("sys_admin"), string_view("sys_module"), string_view("sys_rawio"), string_view("sys_ptrace"), string_view("sys_boot"),
                               string_view("mac_admin"), string_view("mac_override"), string_view("dac_read_search"), string_view("bpf"), string_view("sys_time")};

// How often two paths are held against each other: a hostile policy has no end of libraries.
constexpr std::size_t kMostOverlaps = 100'000;

// Files whose access is an attack in a container, whatever it runs.
struct Attack
{
    string_view path;
    std::uint32_t permissions;
    Severity severity;
    string_view message;
};
constexpr Attack kAttacks[] = {
    {"/proc/sysrq-trigger", file_permission::kWrite, Severity::High, "/proc/sysrq-trigger can be written: it restarts and crashes the host"},
    {"/proc/kcore", file_permission::kRead, Severity::High, "/proc/kcore can be read: it is the host's memory"},
    {"/proc/sys/kernel/core_pattern", file_permission::kWrite, Severity::High, "/proc/sys/kernel/core_pattern can be written: it names a program that the host executes"},
    {"/sys/kernel/security/apparmor/.replace", file_permission::kWrite, Severity::High, "/sys/kernel/security can be written: AppArmor's own policy is there"},
    {"/sys/firmware/efi/efivars/x", file_permission::kRead, Severity::Medium, "/sys/firmware can be read"},
    {"/sys/kernel/uevent_helper", file_permission::kWrite, Severity::High, "/sys can be written: uevent_helper names a program that the host executes"},
    {"/etc/shadow", file_permission::kRead, Severity::Medium, "/etc/shadow can be read"},
    {"/usr/bin/x", file_permission::kWrite, Severity::Medium, "programs below /usr/bin can be written"},
};

class Checker
{
public:
    Checker(const Policy &policy, std::vector<Finding> &findings) : m_policy(policy), m_findings(findings) {}

    void run()
    {
        for (const Profile &profile : m_policy.profiles)
            check(profile, profile.name, true);
    }

private:
    void add(Severity severity, string_view code, const SourceRange &range, std::string message, string_view explanation, string_view suggestion)
    {
        m_findings.push_back({severity, std::string(code), range, m_name, std::move(message), std::string(explanation), std::string(suggestion)});
    }

    void check(const Profile &profile, const std::string &name, bool topLevel)
    {
        m_name = name;
        const SourceRange &head = profile.nameRange;
        if (profile.hasFlag("complain"))
            add(Severity::Medium, "complain-mode", head, "the profile denies nothing: it is in complain mode", "Complain mode allows everything and writes into the log what would have been denied.",
                "Remove the flag complain once the log stays empty.");
        if (profile.hasFlag("unconfined") || profile.hasFlag("default_allow"))
            add(Severity::High, "unconfined-mode", head, "the profile confines nothing", "Its flag lets a program do what no rule denies.", "Remove the flag.");
        if (topLevel && !profile.hasFlag("attach_disconnected"))
            add(Severity::Low, "no-attach-disconnected", head, "files that are reached through descriptors from outside have no path",
                "In a container such files, of volumes for one, are refused without attach_disconnected.", "Add flags=(attach_disconnected,mediate_deleted).");
        m_mapped.clear();
        for (const Rule &rule : profile.rules) {
            if (!rule.active || rule.qualifiers.deny || rule.kind != RuleKind::File || (rule.permissions & file_permission::kMap) == 0)
                continue;
            if (auto pattern = Pattern::compile(rule.path))
                m_mapped.push_back(*std::move(pattern));
        }
        for (const Rule &rule : profile.rules) {
            if (rule.active && !rule.qualifiers.deny)
                check(rule, profile);
        }
        askAccess(profile);
        if (topLevel && !profile.isHat && !takesStopSignals(profile))
            add(Severity::Medium, "no-stop-signal", head, "the container cannot be stopped by a signal", "docker stop sends a signal from the daemon, which is unconfined; without a rule it is refused and the "
                "container is killed after the grace time.", "Add: signal (receive) peer=unconfined,");
        for (const Profile &child : profile.children)
            check(child, name + "//" + child.name, false);
    }

    bool takesStopSignals(const Profile &profile) const
    {
        const auto access = Access::create(m_policy, profile);
        return !access || access->signal("receive", "term", "unconfined");
    }

    void check(const Rule &rule, const Profile &profile)
    {
        const SourceRange &range = rule.included ? profile.nameRange : rule.range;
        switch (rule.kind) {
        case RuleKind::File: checkFile(rule, range); break;
        case RuleKind::All:
            add(Severity::High, "all-allowed", range, "everything is allowed", "\"all\" allows every access that no rule denies.", "List what is needed.");
            break;
        case RuleKind::Capability: checkCapability(rule, range); break;
        case RuleKind::Network:
            if (rule.names.empty())
                add(Severity::Medium, "all-network", range, "every kind of socket is allowed", "That includes raw packets, the kernel's cryptography (alg) and other families with a history of holes.",
                    "Name family and type: network inet stream,");
            else if (rule.names.front() == "raw" || rule.names.front() == "packet" || (rule.names.size() > 1 && rule.names.front() != "netlink" && rule.names[1] == "raw"))
                add(Severity::Medium, "raw-network", range, "raw sockets are allowed", "With CAP_NET_RAW they read and forge other containers' packets.", "Remove the rule unless the program is ping or the like.");
            break;
        case RuleKind::Mount:
            if (rule.path.empty() && !rule.hasTarget && rule.conditions.empty())
                add(Severity::High, "all-mounts", range, "every mount is allowed", "With CAP_SYS_ADMIN a mount opens the host's devices and /proc.", "Name source, type and mount point.");
            break;
        case RuleKind::Ptrace:
            if (rule.conditions.empty())
                add(Severity::Medium, "ptrace-others", range, "processes of any profile may be traced", "A traced process does what its tracer wants, with its own rights.", "Add peer=@{profile_name}.");
            break;
        case RuleKind::ChangeProfile:
            if (!rule.hasTarget || rule.target == "unconfined" || rule.target.starts_with('*') || rule.target.starts_with("**"))
                add(Severity::High, "change-profile", range, "the program may leave its profile", "change_profile to any profile, or to unconfined, ends the confinement when the program asks for it.", "Name the profile behind \"->\".");
            break;
        case RuleKind::Userns:
            add(Severity::Medium, "user-namespace", range, "user namespaces are allowed", "They open kernel code that is else for root alone.", "Remove the rule unless the program is a browser or a container engine.");
            break;
        default: break;
        }
        checkPatterns(rule, range);
    }

    void checkFile(const Rule &rule, const SourceRange &range)
    {
        using namespace file_permission;
        if (rule.path.empty()) {
            add(Severity::High, "all-files", range, "every file may be read, written and executed", "\"file\" allows every access to every path that no rule denies.", "List the paths that are needed.");
            return;
        }
        const bool everything = rule.path == "/**" || rule.path == "/{,**}" || rule.path == "/{**,}" || rule.path == "/**/" || rule.path == "/*/**" || rule.path == "/{**}";
        if (everything && (rule.permissions & (kWrite | kAppend)))
            add(Severity::High, "wide-write", range, "every file may be written", "A program that is taken over can change any file that its user may.", "Name the directories that are written.");
        else if (everything && (rule.permissions & kRead))
            add(Severity::Medium, "wide-read", range, "every file may be read", "That includes secrets and other programs' files.", "Name the directories that are read.");
        const bool wild = rule.path.find_first_of("*?[{") != std::string::npos;
        if ((rule.permissions & kExecute) && rule.exec.kind == ExecMode::Kind::Unconfined)
            add(Severity::High, "unconfined-exec", range, std::format("{} is executed without any profile", rule.path), "ux and Ux leave the confinement.", "Use ix, or px with a profile for the program.");
        else if ((rule.permissions & kExecute) && rule.exec.unconfinedFallback)
            add(Severity::Medium, "unconfined-exec", range, std::format("{} may be executed without any profile", rule.path), "pux and cux leave the confinement where there is no profile for the program.", "Use pix or cix.");
        else if ((rule.permissions & kExecute) && (rule.permissions & (kWrite | kAppend)))
            add(Severity::High, "write-and-execute", range, std::format("{} may be written and executed", rule.path), "What an attacker writes there, the program can execute.", "Keep w and x apart.");
        else if ((rule.permissions & kExecute) && wild && rule.path.contains("**"))
            add(Severity::Medium, "wide-exec", range, std::format("everything that fits {} may be executed", rule.path), "Shells and download tools that the program never uses are the tools of an attacker.", "Name the programs.");
        const bool library = rule.path.ends_with(".so") || rule.path.contains(".so.") || rule.path.ends_with(".so*");
        if (library && (rule.permissions & kRead) && !(rule.permissions & (kMap | kExecute)) && !rule.path.ends_with(".conf") && !rule.path.contains("ld.so.cache") && !rule.path.contains("ld.so.preload") && !rule.path.contains("ld.so.{") && !isMapped(rule.path))
            add(Severity::Medium, "library-without-m", range, std::format("{} may be read but not mapped", rule.path), "A shared library is mapped executable; without m the program does not start.", "Use mr.");
    }

    // Whether another rule lets files of this one be mapped: programs read a library by one name and map it by another (/lib is often /usr/lib).
    bool isMapped(const std::string &path)
    {
        const auto pattern = Pattern::compile(path);
        return pattern && std::ranges::any_of(m_mapped, [&](const Pattern &mapped) { return m_overlaps < kMostOverlaps && ++m_overlaps && mapped.overlaps(*pattern); });
    }

    void checkCapability(const Rule &rule, const SourceRange &range)
    {
        if (rule.names.empty())
            add(Severity::High, "all-capabilities", range, "every capability is allowed", "The profile then leaves it to the engine which ones the container has.", "Name those that are needed.");
        for (const std::string &name : rule.names) {
            if (std::ranges::contains(kGrave, name))
                add(Severity::High, "grave-capability", range, std::format("the capability {} is allowed", name), "A container with it can usually take over the host.", "Remove it unless the program is a part of the system.");
        }
    }

    // Patterns that the parser takes only because this kind of rule was not compiled, on a machine or for an ABI without it.
    void checkPatterns(const Rule &rule, const SourceRange &range)
    {
        if (rule.kind == RuleKind::File || rule.kind == RuleKind::Link || rule.kind == RuleKind::ChangeProfile)
            return;
        const Variables variables(m_policy);
        const auto checkOne = [&](const std::string &text) {
            const auto texts = variables.expand(text, false);
            for (const std::string &one : texts ? *texts : std::vector<std::string>()) {
                if (const auto pattern = Pattern::compile(one); !pattern) {
                    add(Severity::High, "bad-pattern", range, pattern.error().message, "apparmor_parser refuses it where the kernel knows this kind of rule.", "Balance the brackets.");
                    return;
                }
            }
        };
        checkOne(rule.path);
        checkOne(rule.target);
        for (const auto *list : {&rule.conditions, &rule.peer}) {
            for (const Condition &condition : *list) {
                for (const std::string &value : condition.values)
                    checkOne(value);
            }
        }
    }

    void askAccess(const Profile &profile)
    {
        const auto access = Access::create(m_policy, profile);
        if (!access)
            return;
        bool mayWriteProc = false;
        for (const Attack &attack : kAttacks) {
            const FileDecision decision = access->file(attack.path);
            if (!(decision.allowed & attack.permissions))
                continue;
            mayWriteProc |= attack.severity == Severity::High;
            const SourceRange &range = decision.rule && !decision.rule->included ? decision.rule->range : profile.nameRange;
            add(attack.severity, "open-to-attack", range, std::string(attack.message), "No program in a container needs this.", "Deny it, or name the paths that are needed instead.");
        }
        if (mayWriteProc)
            add(Severity::Medium, "no-deny-baseline", profile.nameRange, "Docker's own denials are missing", "Docker's default profile denies the dangerous files of /proc and /sys whatever is allowed elsewhere.",
                "Add the deny rules of docker-default, or tighten the file rules.");
        if (access->mount({"/dev/sda1", "/mnt/", "ext4", 0}) && access->capability("sys_admin"))
            add(Severity::High, "mount-allowed", profile.nameRange, "disks of the host can be mounted", "mount and CAP_SYS_ADMIN together open the host's disks.", "Add: deny mount,");
    }

    const Policy &m_policy;
    std::vector<Finding> &m_findings;
    std::string m_name;
    std::size_t m_overlaps = 0;    // looked at so far
    std::vector<Pattern> m_mapped; // of the profile at hand: paths that may be mapped
};

} // namespace

std::vector<Finding> check(std::string_view text, const ReadOptions &options)
{
    std::vector<Finding> findings;
    const ReadResult read = readPolicyText(text, options);
    for (const Problem &problem : read.problems)
        findings.push_back({Severity::Critical, "syntax", problem.range, "", problem.message, "apparmor_parser does not load the file.", ""});
    Checker(read.policy, findings).run();
    if (!read.policy.complete)
        findings.push_back({Severity::Info, "not-included", {}, "", "included files were not looked into", "What they allow is not part of these findings.", ""});
    std::ranges::stable_sort(findings, [](const Finding &one, const Finding &other) {
        return one.severity != other.severity ? one.severity > other.severity : one.range.begin < other.range.begin;
    });
    return findings;
}

} // namespace whittle::apparmor
