#include "apparmor/access.h"

#include "apparmor/variables.h"
#include "apparmor/words.h"

#include <sys/mount.h>

#include <algorithm>
#include <array>
#include <climits>
#include <utility>

namespace whittle::apparmor {

namespace {

using std::string_view;

constexpr std::size_t kBits = file_permission::kCount;
constexpr std::size_t kMaxBytes = 64U << 20;

bool anyMatches(const std::vector<Pattern> &patterns, string_view text)
{
    return patterns.empty() || std::ranges::any_of(patterns, [text](const Pattern &pattern) { return pattern.matches(text); });
}

int priorityOf(const Rule &rule) { return rule.qualifiers.priority.value_or(0); }

// The answer of all rules that fit: the highest priority decides, and there a deny.
class Vote
{
public:
    void add(const Rule &rule)
    {
        if (priorityOf(rule) > m_priority) {
            m_priority = priorityOf(rule);
            m_allowed = m_denied = nullptr;
        } else if (priorityOf(rule) < m_priority) {
            return;
        }
        const Rule *&first = rule.qualifiers.deny ? m_denied : m_allowed;
        if (!first)
            first = &rule;
    }
    [[nodiscard]] bool allows() const { return m_allowed && !m_denied; }
    [[nodiscard]] RuleDecision decision() const { return {allows(), m_denied ? m_denied : m_allowed}; }

private:
    int m_priority = INT_MIN;
    const Rule *m_allowed = nullptr;
    const Rule *m_denied = nullptr;
};

// What a word of an access list stands for.
bool accessCovers(const Rule &rule, string_view access)
{
    if (rule.access.empty() || std::ranges::contains(rule.access, access))
        return true;
    const auto has = [&rule](string_view word) { return std::ranges::contains(rule.access, word); };
    if (rule.kind == RuleKind::Signal || rule.kind == RuleKind::Dbus)
        return (access == "send" && has("write")) || (access == "receive" && has("read"));
    if (rule.kind == RuleKind::Ptrace)
        return access == "trace" && has("write");
    return (access == "send" && has("write")) || (access == "receive" && has("read"));
}

bool typeFits(string_view rule, string_view type)
{
    return rule == type || (rule == "tcp" && type == "stream") || (rule == "udp" && type == "dgram") || (rule == "icmp" && type == "raw");
}

bool networkCovers(const Rule &rule, string_view family, string_view type)
{
    if (rule.names.empty())
        return true;
    const string_view first = rule.names.front();
    if (isFamily(first))
        return first == family && (rule.names.size() == 1 || typeFits(rule.names[1], type));
    // A protocol alone is that of the internet families.
    if (isProtocol(first))
        return (family == "inet" || family == "inet6") && typeFits(first, type);
    return first == type;
}

bool signalCovers(const Rule &rule, string_view signal)
{
    bool limited = false;
    for (const Condition &condition : rule.conditions) {
        if (condition.name != "set")
            continue;
        limited = true;
        if (std::ranges::contains(condition.values, signal))
            return true;
    }
    return !limited;
}

bool optionsCover(const Rule &rule, std::uint32_t flags)
{
    constexpr std::uint32_t kCommands = MS_BIND | MS_MOVE | MS_REMOUNT | MS_PRIVATE | MS_SLAVE | MS_SHARED | MS_UNBINDABLE;
    constexpr std::uint32_t kIgnored = MS_SILENT | MS_MGC_MSK;
    flags &= ~kIgnored;
    bool limited = false;
    for (const Condition &condition : rule.conditions) {
        if (!condition.name.starts_with("option"))
            continue;
        limited = true;
        std::uint32_t set = 0;
        for (const std::string &value : condition.values) {
            if (const auto option = mountOption(value))
                set |= option->set;
        }
        // "=": these and no others; "in": any of these.
        if (condition.in ? (flags & ~set) == 0 : flags == set)
            return true;
    }
    return !limited && (rule.kind == RuleKind::Remount ? (flags & MS_REMOUNT) != 0 : (flags & kCommands) == 0 || rule.conditions.empty());
}

} // namespace

struct Access::Data
{
    struct CompiledRule
    {
        const Rule *rule = nullptr;
        std::vector<Pattern> path;   // any of them; empty: everything
        std::vector<Pattern> target; // likewise
        std::vector<Pattern> peer;
        std::vector<Pattern> types;  // of mounts
    };

    const Policy *policy = nullptr;
    const Profile *profile = nullptr;
    std::vector<CompiledRule> files; // and links
    std::vector<CompiledRule> others;

    // All rules of a kind that fit.
    template <class Fits>
    RuleDecision decide(RuleKind kind, Fits fits) const
    {
        Vote vote;
        for (const CompiledRule &one : others) {
            if (one.rule->kind == RuleKind::All || (one.rule->kind == kind && fits(one)))
                vote.add(*one.rule);
        }
        return vote.decision();
    }
};

Access::Access(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Access::Access(Access &&) noexcept = default;
Access &Access::operator=(Access &&) noexcept = default;
Access::~Access() = default;

Result<Access> Access::create(const Policy &policy, const Profile &profile)
{
    auto data = std::make_unique<Data>();
    data->policy = &policy;
    data->profile = &profile;
    Variables variables(policy);
    variables.setProfileName(profile.name);
    std::size_t bytes = 0;
    const auto compile = [&](const std::string &text, std::vector<Pattern> &into, bool isPath) -> Result<> {
        auto texts = variables.expand(text, isPath);
        if (!texts)
            return std::unexpected(std::move(texts).error());
        for (const std::string &one : *texts) {
            bytes += one.size();
            if (bytes > kMaxBytes)
                return fail(ErrorCode::InvalidInput, "with the values of their variables the rules are too large");
            auto pattern = Pattern::compile(one);
            if (!pattern)
                return std::unexpected(std::move(pattern).error());
            into.push_back(*std::move(pattern));
        }
        return {};
    };
    for (const Rule &rule : profile.rules) {
        if (!rule.active || rule.kind == RuleKind::Unknown)
            continue;
        Data::CompiledRule one;
        one.rule = &rule;
        Result<> result;
        const bool isFile = rule.kind == RuleKind::File || rule.kind == RuleKind::Link;
        const bool isMount = rule.kind == RuleKind::Mount || rule.kind == RuleKind::Remount || rule.kind == RuleKind::Umount || rule.kind == RuleKind::PivotRoot;
        if (!rule.path.empty() && (isFile || isMount))
            result = compile(rule.path, one.path, true);
        if (result && rule.hasTarget && ((isFile && (rule.permissions & file_permission::kLink)) || rule.kind == RuleKind::Mount))
            result = compile(rule.target, one.target, true);
        for (const Condition &condition : rule.conditions) {
            const bool isType = isMount && condition.name.ends_with("fstype");
            const bool isOldRoot = rule.kind == RuleKind::PivotRoot && condition.name == "oldroot";
            if (condition.name != "peer" && !isType && !isOldRoot)
                continue;
            for (const std::string &value : condition.values) {
                if (result)
                    result = compile(value, isType ? one.types : isOldRoot ? one.target : one.peer, isOldRoot);
            }
        }
        if (!result)
            return std::unexpected(std::move(result).error());
        (isFile ? data->files : data->others).push_back(std::move(one));
    }
    return Access(std::move(data));
}

FileDecision Access::file(string_view path, bool owner) const
{
    using namespace file_permission;
    FileDecision decision;
    std::array<int, kBits> priorities; // of each permission: rules of a higher one take it over, and leave the others alone
    priorities.fill(INT_MIN);
    std::uint32_t allowed = 0;
    std::uint32_t denied = 0;
    const Rule *exec = nullptr;
    bool execIsLiteral = false;
    const Rule *allowing = nullptr;
    const Rule *denying = nullptr;
    const auto add = [&](const Rule &rule, std::uint32_t permissions, bool isLiteral) {
        if (permissions & kWrite)
            permissions |= kAppend;
        // Who runs as the same profile needs to map the program.
        if ((permissions & kExecute) && !rule.qualifiers.deny && rule.kind == RuleKind::File && (rule.exec.kind == ExecMode::Kind::Inherit || rule.exec.inheritFallback))
            permissions |= kMap;
        for (std::size_t bit = 0; bit < kBits; ++bit) {
            const std::uint32_t permission = permissions & (1U << bit);
            if (permission == 0)
                continue;
            if (priorityOf(rule) < priorities[bit]) {
                permissions &= ~permission;
            } else if (priorityOf(rule) > priorities[bit]) {
                priorities[bit] = priorityOf(rule);
                allowed &= ~permission;
                denied &= ~permission;
                decision.rules[bit] = nullptr;
                if (permission == kExecute)
                    exec = nullptr;
            }
            // Of rules that say the same the first is named; one that denies beats those that allow.
            if ((permissions & permission) && (!decision.rules[bit] || (rule.qualifiers.deny && !decision.rules[bit]->qualifiers.deny)))
                decision.rules[bit] = &rule;
        }
        if (permissions == 0)
            return;
        if (rule.qualifiers.deny) {
            denied |= permissions;
            denying = &rule;
            return;
        }
        allowed |= permissions;
        allowing = &rule;
        if ((permissions & kExecute) && (!exec || isLiteral || !execIsLiteral)) {
            exec = &rule;
            execIsLiteral = isLiteral;
        }
    };
    for (const Data::CompiledRule &one : m_data->files) {
        const Rule &rule = *one.rule;
        if ((rule.qualifiers.owner && !owner) || (rule.qualifiers.other && owner))
            continue;
        if (rule.path.empty() ? path.starts_with('/') : anyMatches(one.path, path))
            add(rule, rule.permissions, one.path.size() == 1 && one.path.front().isLiteral());
    }
    for (const Data::CompiledRule &one : m_data->others) {
        if (one.rule->kind == RuleKind::All)
            add(*one.rule, kRead | kWrite | kAppend | kLink | kLock | kMap | kExecute, false);
    }
    decision.allowed = allowed & ~denied;
    decision.denied = denied;
    decision.rule = decision.allowed != 0 ? allowing : denying;
    if (exec && (decision.allowed & kExecute)) {
        decision.exec = exec->exec;
        decision.execTarget = exec->target;
    }
    return decision;
}

bool Access::link(string_view path, string_view target, bool owner) const
{
    using namespace file_permission;
    Vote vote;
    bool subset = false;
    for (const Data::CompiledRule &one : m_data->files) {
        const Rule &rule = *one.rule;
        if (!(rule.permissions & kLink) || (rule.qualifiers.owner && !owner) || (rule.qualifiers.other && owner))
            continue;
        if (!anyMatches(one.path, path) || (rule.hasTarget && !anyMatches(one.target, target)))
            continue;
        vote.add(rule);
        // A plain l asks that the new name gives no more than the old one does.
        subset |= !rule.hasTarget || rule.subset;
    }
    if (!vote.allows())
        return false;
    const std::uint32_t others = ~(kLink | kAppend);
    return !subset || (file(path, owner).allowed & ~file(target, owner).allowed & others) == 0;
}

RuleDecision Access::decideCapability(string_view name) const
{
    return m_data->decide(RuleKind::Capability, [name](const Data::CompiledRule &one) { return one.rule->names.empty() || std::ranges::contains(one.rule->names, name); });
}

RuleDecision Access::decideNetwork(string_view family, string_view type, string_view access) const
{
    const RuleDecision decision = m_data->decide(RuleKind::Network, [&](const Data::CompiledRule &one) {
        return one.rule->conditions.empty() && one.rule->peer.empty() && accessCovers(*one.rule, access) && networkCovers(*one.rule, family, type);
    });
    if (decision.allowed || family != "unix")
        return decision;
    const RuleDecision asUnix = m_data->decide(RuleKind::Unix, [&](const Data::CompiledRule &one) {
        const Condition *wanted = one.rule->condition("type");
        return one.rule->condition("addr") == nullptr && one.rule->peer.empty() && accessCovers(*one.rule, access) && (!wanted || wanted->values.front() == type);
    });
    return asUnix.rule ? asUnix : decision;
}

bool Access::signal(string_view access, string_view signal, string_view peer) const
{
    return m_data->decide(RuleKind::Signal, [&](const Data::CompiledRule &one) { return accessCovers(*one.rule, access) && signalCovers(*one.rule, signal) && anyMatches(one.peer, peer); }).allowed;
}

bool Access::ptrace(string_view access, string_view peer) const
{
    return m_data->decide(RuleKind::Ptrace, [&](const Data::CompiledRule &one) { return accessCovers(*one.rule, access) && anyMatches(one.peer, peer); }).allowed;
}

bool Access::mount(const MountRequest &request) const
{
    const auto fits = [&](const Data::CompiledRule &one) {
        const bool isRemount = one.rule->kind == RuleKind::Remount;
        const std::vector<Pattern> &target = isRemount ? one.path : one.target;
        return anyMatches(target, request.target) && (isRemount || anyMatches(one.path, request.source)) && anyMatches(one.types, request.type)
            && optionsCover(*one.rule, request.flags);
    };
    return m_data->decide(RuleKind::Mount, fits).allowed || m_data->decide(RuleKind::Remount, fits).allowed;
}

bool Access::umount(string_view target) const
{
    return m_data->decide(RuleKind::Umount, [&](const Data::CompiledRule &one) { return anyMatches(one.path, target); }).allowed;
}

bool Access::pivotRoot(string_view newRoot, string_view oldRoot) const
{
    return m_data->decide(RuleKind::PivotRoot, [&](const Data::CompiledRule &one) { return anyMatches(one.path, newRoot) && anyMatches(one.target, oldRoot); }).allowed;
}

bool Access::userNamespace() const
{
    return m_data->decide(RuleKind::Userns, [](const Data::CompiledRule &) { return true; }).allowed;
}

} // namespace whittle::apparmor
