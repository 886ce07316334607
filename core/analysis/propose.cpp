#include "analysis/propose.h"

#include "analysis/argument_rules.h"
#include "analysis/base_answer.h"
#include "analysis/base_limits.h"
#include "analysis/coverage_notes.h"
#include "analysis/evidence.h"
#include "analysis/recorded_target.h"
#include "profile/architecture.h"
#include "profile/runtime_needs.h"
#include "profile/successors.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cerrno>
#include <format>
#include <map>
#include <set>

namespace whittle::analysis {

namespace {

using profile::Action;
using profile::Decision;
using syscalls::Catalogue;
using syscalls::Syscall;

// The oldest kernel that today's C libraries run on: they cope with ENOSYS from every syscall that came later.
constexpr std::string_view kOldestKernel = "3.2";

// What the C library and the dynamic loader do at the start of every program.
constexpr std::array<std::string_view, 20> kStart = {
    "access", "arch_prctl", "brk", "close", "execve", "fstat", "getrandom", "mmap", "mprotect", "munmap", "newfstatat", "openat", "pread64",
    "prlimit64", "read", "readlink", "rseq", "set_robust_list", "set_tid_address", "write",
};
// What may come at any moment of any program, whether a recording saw it or not: its end, the return from a signal's handler, and what
// the kernel makes of an interrupted wait when a container is frozen and thawed.
constexpr std::array<std::string_view, 5> kAlways = {"exit", "exit_group", "restart_syscall", "rt_sigreturn", "sigreturn"};

enum class Why { Observed, Sibling, Runtime, Start, Union };

struct Allowed
{
    Why why = Why::Observed;
    std::string reason;
    std::optional<Limit> limit;
    std::vector<Refusal> refusals = {}; // beside a limit: calls whose answer is not to be the default one
};

struct Base
{
    std::string name;
    std::optional<Permissions> permissions; // empty: everything was let through, or the profile is not known
};

profile::Target targetOn(const trace::Recording &recording, Abi architecture)
{
    profile::Target target = targetOf(recording);
    target.architecture = architecture;
    return target;
}

// Runtimes take a number with this action only.
std::optional<std::uint32_t> errnoOf(const Decision &decision)
{
    return decision.action == Action::Errno ? std::optional<std::uint32_t>(decision.data) : std::nullopt;
}

// What recordings hold: Decision::toString().
std::optional<Decision> parseDecision(std::string_view text)
{
    constexpr std::string_view kErrno = "SCMP_ACT_ERRNO(";
    std::uint16_t number = 0;
    if (text.starts_with(kErrno) && std::from_chars(text.data() + kErrno.size(), text.data() + text.size(), number).ec == std::errc())
        return Decision{Action::Errno, number};
    for (const Action action : {Action::KillProcess, Action::KillThread, Action::Trap})
        if (text.substr(0, text.find('(')) == profile::actionName(action))
            return Decision{action, 0};
    return std::nullopt;
}

class Proposer
{
public:
    Proposer(std::span<const trace::Recording> recordings, const ProposeOptions &options)
        : m_recordings(recordings), m_options(options), m_evidence(gather(recordings))
    {}

    [[nodiscard]] Result<Proposal> propose();

private:
    [[nodiscard]] Result<> findMachine();
    [[nodiscard]] Result<> readBases();
    [[nodiscard]] Result<> addUnion();
    void addObserved();
    void replaceClone3();
    void addSuccessors();
    void addRuntimeNeeds();
    void addStart();
    void addIfFree(std::string_view name, Why why, const std::string &reason);
    void writeAllowed();
    void writeDenied();

    [[nodiscard]] Permission basePermission(const Syscall &syscall, const SyscallEvidence &evidence) const;
    [[nodiscard]] bool baseDenies(const Syscall &syscall) const;
    void limitObserved(Allowed &allowed, const Syscall &syscall, const SyscallEvidence &evidence, const Permission &base);
    void openAsBase(Allowed &allowed, const Syscall &syscall, std::span<const std::uint64_t> wanted = {}) const;
    [[nodiscard]] std::vector<Refusal> refusalsOf(const std::string &name, const Allowed &allowed) const;
    [[nodiscard]] Decision answerOf(const Syscall &syscall, const Limit *limit = nullptr) const;
    [[nodiscard]] bool existsHere(const Syscall &syscall) const;
    void addRule(std::vector<std::string> names, Action action, std::optional<std::uint32_t> errnoValue, std::string comment,
                 std::vector<profile::ArgumentCondition> args = {});

    std::span<const trace::Recording> m_recordings;
    const ProposeOptions &m_options;
    const Evidence m_evidence;
    const Catalogue &m_catalogue = Catalogue::builtIn();
    Abi m_native = Abi::X86_64;
    std::set<Abi> m_abis;
    std::vector<Base> m_bases; // by recording
    std::set<std::string> m_runtimeNames; // syscalls that arguments must not limit, because a runtime makes them too
    std::map<std::string, Allowed> m_allowed;
    std::set<std::string> m_coverage; // sorted: the order of recordings must not show
    Proposal m_proposal;
};

Result<> Proposer::findMachine()
{
    if (m_evidence.syscalls.empty())
        return fail(ErrorCode::InvalidInput, m_recordings.empty() ? "no recording was given" : "there is no syscall in the recordings");
    std::set<std::string> machines;
    for (const trace::Recording &recording : m_recordings)
        if (!recording.environment.machine.empty())
            machines.insert(recording.environment.machine);
    if (machines.size() > 1)
        return fail(ErrorCode::InvalidInput, std::format("the recordings are of different machines ({} and {}): a profile is made for one",
                                                         *machines.begin(), *std::next(machines.begin())));
    const bool arm = std::ranges::any_of(m_evidence.abis, [](Abi abi) { return abi == Abi::Aarch64 || abi == Abi::Arm; });
    const bool x86 = std::ranges::any_of(m_evidence.abis, [](Abi abi) { return abi != Abi::Aarch64 && abi != Abi::Arm; });
    if (arm && x86)
        return fail(ErrorCode::InvalidInput, "the recordings hold syscalls of x86 and of ARM machines: a profile is made for one");
    m_native = arm ? Abi::Aarch64 : Abi::X86_64;
    m_abis = m_evidence.abis;
    m_abis.insert(m_native); // the runtime's own
    return {};
}

Result<> Proposer::readBases()
{
    for (const trace::Recording &recording : m_recordings) {
        const std::string &name = recording.environment.base;
        Base base{name, std::nullopt};
        if (!name.empty() && name != "none" && !m_options.beyondBase) {
            const auto given = m_options.bases.find(name);
            const profile::Profile *known = given != m_options.bases.end() ? &given->second : profile::builtInProfile(name);
            if (known) {
                auto permissions = Permissions::create(*known, targetOn(recording, m_native));
                if (!permissions)
                    return addContext(std::move(permissions).error(), "base " + name);
                base.permissions = *std::move(permissions);
            } else {
                m_coverage.insert(std::format("The recording's base {} is not at hand: what it denied is left out, but what it allowed with certain "
                                              "arguments only is allowed with all.", name));
            }
        }
        m_bases.push_back(std::move(base));
    }
    return {};
}

Permission Proposer::basePermission(const Syscall &syscall, const SyscallEvidence &evidence) const
{
    Permission permission;
    if (m_options.beyondBase) {
        permission.kind = Permission::Kind::Allowed;
        return permission;
    }
    if (evidence.count != 0 && evidence.denied >= evidence.count)
        return permission;
    std::set<std::uint64_t> seen;
    if (const Limitable *how = limitable(syscall.name); how && evidence.arguments.contains(how->index))
        seen = evidence.arguments.at(how->index).values;
    for (const std::size_t position : evidence.recordings) {
        const Base &base = m_bases[position];
        if (!base.permissions) {
            permission.kind = Permission::Kind::Allowed;
            return permission;
        }
        for (const Abi abi : evidence.abis)
            permission.widenBy(base.permissions->of(syscall, abi, seen));
    }
    return permission;
}

bool Proposer::baseDenies(const Syscall &syscall) const
{
    if (m_options.beyondBase)
        return false;
    const auto evidence = m_evidence.syscalls.find(syscall.name);
    if (evidence != m_evidence.syscalls.end())
        return basePermission(syscall, evidence->second).kind == Permission::Kind::Denied;
    return std::ranges::all_of(m_bases, [&](const Base &base) {
        return base.permissions && std::ranges::all_of(m_abis, [&](Abi abi) {
            return base.permissions->of(syscall, abi).kind == Permission::Kind::Denied;
        });
    });
}

void Proposer::limitObserved(Allowed &allowed, const Syscall &syscall, const SyscallEvidence &evidence, const Permission &base)
{
    const bool baseLimits = base.kind == Permission::Kind::Limited;
    const Limitable *how = limitable(syscall.name);
    // Asked for none, but an unlimited rule would allow what the base was seen to deny.
    if (m_options.arguments == ArgumentRules::None && !(baseLimits && evidence.denied > 0))
        return;
    if (!how) {
        if (baseLimits) {
            allowed.limit = limitAsBase(nullptr, base);
            allowed.refusals = base.refusals;
            std::vector<const Permissions *> bases;
            for (const std::size_t position : evidence.recordings)
                if (m_bases[position].permissions)
                    bases.push_back(&*m_bases[position].permissions);
            addSeenAnswers(syscall, evidence, bases, *allowed.limit, allowed.refusals);
            if (allowed.limit->alternatives.empty()) {
                allowed.limit.reset();
                allowed.refusals.clear();
                m_coverage.insert(std::format("The base limits {} in a way that no rules of a proposal can repeat, and not all of its arguments are "
                                              "known: it is allowed with all.", syscall.name));
            }
        } else if (m_options.arguments == ArgumentRules::Observed && evidence.abis.size() == 1 && !m_runtimeNames.contains(syscall.name)) {
            allowed.limit = limitToSeen(syscall, evidence, *evidence.abis.begin());
        }
        return;
    }
    std::set<std::uint64_t> seen;
    std::vector<std::uint64_t> wanted;
    if (const std::set<std::uint64_t> *values = evidence.valuesOf(how->index)) {
        for (const std::uint64_t value : *values)
            seen.insert(value & how->mask);
        wanted.assign(seen.begin(), seen.end());
        if (m_options.arguments == ArgumentRules::Safe)
            wanted.insert(wanted.end(), how->usual.begin(), how->usual.end());
    }
    if (baseLimits)
        allowed.limit = limitAsBase(how, base, wanted);
    else if (!wanted.empty())
        allowed.limit = limitTo(*how, std::move(wanted));
    if (baseLimits)
        allowed.refusals = refusalsAsBase(*how, base, seen);
}

// As much as the bases let through, for a caller of whose arguments no more is known than which values of the limited one it wants.
void Proposer::openAsBase(Allowed &allowed, const Syscall &syscall, std::span<const std::uint64_t> wanted) const
{
    const Allowed before = allowed;
    allowed.limit.reset();
    allowed.refusals.clear();
    const Limitable *how = limitable(syscall.name);
    if (m_options.arguments == ArgumentRules::None)
        return;
    Permission base;
    const bool isKnown = !m_options.beyondBase && std::ranges::all_of(m_bases, [](const Base &one) { return one.permissions.has_value(); });
    if (isKnown)
        for (const Base &one : m_bases)
            for (const Abi abi : m_abis)
                base.widenBy(one.permissions->of(syscall, abi));
    if (isKnown && base.kind == Permission::Kind::Limited) {
        allowed.limit = limitAsBase(how, base, wanted);
        allowed.refusals = how ? refusalsAsBase(*how, base, {}) : base.refusals;
        // Of conditions that cannot be told apart only what was seen is known.
        if (allowed.limit->alternatives.empty())
            allowed = before;
    } else if (how && !wanted.empty()) {
        allowed.limit = limitTo(*how, std::vector(wanted.begin(), wanted.end()));
    }
}

void Proposer::addObserved()
{
    for (const auto &[name, evidence] : m_evidence.syscalls) {
        const Syscall &syscall = *m_catalogue.find(name);
        const Permission base = basePermission(syscall, evidence);
        if (base.kind == Permission::Kind::Denied) {
            m_proposal.notes.push_back(std::format("{} was denied by the base and stays denied: {}.", name, evidence.inWords()));
            continue;
        }
        if (evidence.denied > 0)
            m_proposal.notes.push_back(std::format("{} was denied by the base {}× of {}×, because of its arguments.", name,
                                                   groupedNumber(evidence.denied), groupedNumber(evidence.count)));
        Allowed allowed{Why::Observed, "observed in " + evidence.inWords(), std::nullopt};
        limitObserved(allowed, syscall, evidence, base);
        m_allowed.emplace(name, std::move(allowed));
    }
}

void Proposer::addIfFree(std::string_view name, Why why, const std::string &reason)
{
    const Syscall *syscall = m_catalogue.find(name);
    if (!syscall || !existsHere(*syscall) || baseDenies(*syscall))
        return;
    const auto [at, isNew] = m_allowed.try_emplace(std::string(name), Allowed{why, reason, std::nullopt});
    const bool isAnother = !isNew && why == Why::Runtime && at->second.reason.find(reason) == std::string::npos;
    if (isAnother)
        at->second.reason += "; " + reason;
    if (isNew || isAnother)
        openAsBase(at->second, *syscall); // the runtime makes it with arguments of its own
}

// Limits on clone mean nothing beside clone3, whose flags no filter sees. As Docker's default does for everybody, it is answered ENOSYS,
// and C libraries make clone. A container that may make namespaces anyway keeps it.
void Proposer::replaceClone3()
{
    const auto clone3 = m_allowed.find("clone3");
    const bool mayMakeNamespaces = std::ranges::any_of(m_recordings, [](const trace::Recording &recording) {
        return std::ranges::find(recording.environment.capabilities, "CAP_SYS_ADMIN") != recording.environment.capabilities.end();
    });
    if (clone3 == m_allowed.end() || m_options.arguments == ArgumentRules::None || mayMakeNamespaces || baseDenies(*m_catalogue.find("clone")))
        return;
    const std::string reason = std::format("{} as clone3, which is answered ENOSYS because its flags cannot be limited", clone3->second.reason);
    m_allowed.erase(clone3);
    const auto [clone, isNew] = m_allowed.try_emplace("clone", Allowed{Why::Observed, reason, std::nullopt});
    if (isNew)
        openAsBase(clone->second, *m_catalogue.find("clone"), std::array<std::uint64_t, 1>{0});
    m_proposal.notes.emplace_back("clone3 was seen; it is answered ENOSYS, as docker-default does, so that C libraries use clone, whose namespace flags can be limited.");
}

void Proposer::addSuccessors()
{
    // Of what was seen itself: a chain of successors would end anywhere.
    const std::map<std::string, Allowed> observed = m_allowed;
    for (const profile::Successor &pair : profile::successors()) {
        const Syscall *now = m_catalogue.find(pair.now);
        if (!now || !existsHere(*now) || !observed.contains(std::string(pair.old)) || m_allowed.contains(now->name) || baseDenies(*now))
            continue;
        Allowed allowed{Why::Sibling, std::format("sibling of {}, which is made instead ({})", pair.old, pair.since), std::nullopt};
        const Limitable *how = limitable(now->name);
        openAsBase(allowed, *now, how ? std::span<const std::uint64_t>(how->usual) : std::span<const std::uint64_t>());
        m_allowed.emplace(now->name, std::move(allowed));
    }
}

void Proposer::addRuntimeNeeds()
{
    for (const std::string &runtime : m_options.runtimes) {
        profile::NeedsQuery query{.runtime = runtime};
        if (m_options.noNewPrivileges)
            query.noNewPrivileges = true;
        for (const profile::RuntimeNeed &need : profile::RuntimeNeeds::builtIn().needs(query))
            addIfFree(need.syscall, Why::Runtime, "needed by " + need.reason);
    }
}

void Proposer::addStart()
{
    for (const std::string_view name : kAlways)
        addIfFree(name, Why::Start, "part of every program's signals and end");
    if (!m_evidence.partial && m_evidence.hasExec)
        return;
    for (const std::string_view name : kStart)
        addIfFree(name, Why::Start, "start of the C library, which the recording did not see");
}

Result<> Proposer::addUnion()
{
    if (!m_options.unionWith)
        return {};
    // One engine and kernel speak for all; which ones must not depend on the order of the recordings.
    const auto &speaker = *std::ranges::min_element(m_recordings, {}, [](const trace::Recording &recording) {
        return std::pair(recording.environment.engine, recording.environment.kernel);
    });
    profile::Target target = targetOn(speaker, m_native);
    for (const trace::Recording &recording : m_recordings)
        target.capabilities.insert(recording.environment.capabilities.begin(), recording.environment.capabilities.end());
    auto permissions = Permissions::create(*m_options.unionWith, target);
    if (!permissions)
        return addContext(std::move(permissions).error(), m_options.unionName);
    const std::string reason = "allowed by " + m_options.unionName;
    for (const Syscall &syscall : m_catalogue.all()) {
        Permission all;
        for (const Abi abi : m_abis)
            all.widenBy(permissions->of(syscall, abi));
        if (all.kind == Permission::Kind::Denied)
            continue;
        const auto [at, isNew] = m_allowed.try_emplace(syscall.name, Allowed{Why::Union, reason, std::nullopt});
        Allowed &entry = at->second;
        if (!isNew && !entry.limit)
            continue;
        if (!isNew)
            entry.reason += "; " + reason;
        if (all.kind == Permission::Kind::Allowed || m_options.arguments == ArgumentRules::None) {
            entry.limit.reset();
            entry.refusals.clear();
            continue;
        }
        const Limitable *how = limitable(syscall.name);
        Limit limit = limitAsBase(how, all);
        if (!how)
            limit.words = "as " + m_options.unionName + " limits it";
        auto refusals = how ? refusalsAsBase(*how, all, {}) : all.refusals;
        if (!entry.limit) {
            entry.limit = std::move(limit);
            entry.refusals = std::move(refusals);
            continue;
        }
        // Only what neither of the two lets through.
        std::erase_if(entry.refusals, [&refusals](const Refusal &own) { return !std::ranges::contains(refusals, own.conditions, &Refusal::conditions); });
        for (auto &alternative : limit.alternatives)
            if (std::ranges::find(entry.limit->alternatives, alternative) == entry.limit->alternatives.end())
                entry.limit->alternatives.push_back(std::move(alternative));
        entry.limit->words += "; " + limit.words;
    }
    return {};
}

bool Proposer::existsHere(const Syscall &syscall) const
{
    return std::ranges::any_of(m_abis, [&syscall](Abi abi) { return syscall.existsOn(abi); });
}

// What a call gets that is not let through: all of the syscall's, or with a limit those that are beyond it.
Decision Proposer::answerOf(const Syscall &syscall, const Limit *limit) const
{
    // Its flags stand in memory where no filter sees them: C libraries must take it for missing and use clone.
    if (syscall.name == "clone3")
        return {Action::Errno, ENOSYS};
    // What the program got while it was recorded, it gets again.
    std::vector<Decision> given;
    if (const auto evidence = m_evidence.syscalls.find(syscall.name); evidence != m_evidence.syscalls.end())
        for (const std::string &action : evidence->second.denialActions)
            if (const auto decision = parseDecision(action); decision && !decision->executes())
                given.push_back(*decision);
    if (given.size() == 1)
        return given.front();
    std::erase_if(given, [](const Decision &decision) { return decision.action != Action::Errno; });
    const Limitable *how = limit ? limitable(syscall.name) : nullptr;
    for (const Base &base : m_bases) {
        for (const Abi abi : m_abis) {
            if (!base.permissions || !syscall.existsOn(abi))
                continue;
            profile::Arguments call = {};
            if (how)
                call[how->index] = how->mask;
            const Decision decision = base.permissions->decide(syscall, abi, call);
            if (decision.action == Action::Errno && (how || base.permissions->of(syscall, abi).kind == Permission::Kind::Denied))
                given.push_back(decision);
        }
    }
    if (!given.empty())
        return *std::ranges::max_element(given, {}, &Decision::data);
    const bool isNew = !syscall.since.empty() && profile::compareVersions(syscall.since, kOldestKernel) > 0;
    return {Action::Errno, static_cast<std::uint16_t>(isNew && !limit ? ENOSYS : EPERM)};
}

std::vector<Refusal> Proposer::refusalsOf(const std::string &name, const Allowed &allowed) const
{
    std::vector<Refusal> refusals = allowed.refusals;
    const Limitable *how = limitable(name);
    if (how && how->isFlags())
        for (Conjunction &beyond : callsBeyond(*how, *allowed.limit))
            refusals.push_back({std::move(beyond), answerOf(*m_catalogue.find(name), &*allowed.limit)});
    std::erase_if(refusals, [](const Refusal &refusal) { return refusal.answer == Decision{Action::Errno, ENOSYS}; }); // the default
    return refusals;
}

void Proposer::addRule(std::vector<std::string> names, Action action, std::optional<std::uint32_t> errnoValue, std::string comment,
                       std::vector<profile::ArgumentCondition> args)
{
    profile::Rule rule;
    std::ranges::sort(names);
    rule.names = std::move(names);
    rule.action = action;
    rule.errnoRet = errnoValue;
    rule.comment = std::move(comment);
    rule.args = std::move(args);
    m_proposal.profile.addRule(std::move(rule));
}

void Proposer::writeAllowed()
{
    // One rule for each reason and each kind of syscall, so that a person can read the file by topics.
    struct Group
    {
        std::vector<std::string> names;
        SyscallEvidence evidence;
    };
    std::map<std::pair<Why, std::string>, Group> groups;
    for (const auto &[name, allowed] : m_allowed) {
        m_proposal.reasons.push_back({name, allowed.reason});
        if (allowed.limit)
            continue;
        const Syscall &syscall = *m_catalogue.find(name);
        const bool byTopic = allowed.why == Why::Observed || allowed.why == Why::Union;
        const std::string topic = !byTopic ? allowed.reason : syscall.groups.empty() ? std::string("other syscalls") : syscall.groups.front();
        Group &group = groups[{allowed.why, topic}];
        group.names.push_back(name);
        if (const auto evidence = m_evidence.syscalls.find(name); evidence != m_evidence.syscalls.end())
            group.evidence.add(evidence->second);
    }
    for (auto &[key, group] : groups) {
        const auto &[why, topic] = key;
        std::string comment = topic;
        if (why == Why::Observed)
            comment += ": observed in " + group.evidence.inWords();
        else if (why == Why::Union)
            comment += ": allowed by " + m_options.unionName;
        addRule(std::move(group.names), Action::Allow, std::nullopt, std::move(comment));
    }
    for (const auto &[name, allowed] : m_allowed) {
        if (!allowed.limit)
            continue;
        for (const auto &alternative : allowed.limit->alternatives)
            addRule({name}, Action::Allow, std::nullopt, std::format("{}: limited to {}", allowed.reason, allowed.limit->words), alternative);
        for (const Refusal &refusal : refusalsOf(name, allowed))
            addRule({name}, refusal.answer.action, errnoOf(refusal.answer), "beyond that limit: the answer that its callers expect", refusal.conditions);
    }
}

void Proposer::writeDenied()
{
    std::map<std::pair<Action, std::uint16_t>, std::vector<std::string>> byAnswer;
    for (const Syscall &syscall : m_catalogue.all()) {
        if (!existsHere(syscall) || m_allowed.contains(syscall.name))
            continue;
        const Decision answer = answerOf(syscall);
        byAnswer[{answer.action, answer.data}].push_back(syscall.name);
    }
    for (auto &[answer, names] : byAnswer) {
        std::string comment = "not needed: refused with an error number that its callers expect";
        if (answer.first != Action::Errno)
            comment = "refused as the base refused it while it was recorded";
        else if (answer.second == EPERM)
            comment = "not needed: refused as not permitted";
        else if (answer.second == ENOSYS)
            comment = "not needed: refused as an older kernel would, so that C libraries and programs fall back";
        addRule(std::move(names), answer.first, errnoOf({answer.first, answer.second}), std::move(comment));
    }
}

Result<Proposal> Proposer::propose()
{
    const auto known = profile::RuntimeNeeds::builtIn().runtimes();
    for (const std::string &runtime : m_options.runtimes)
        if (std::ranges::find(known, runtime) == known.end())
            return fail(ErrorCode::InvalidInput, std::format("runtime \"{}\" was never measured; known are crun and runc", runtime));
    if (auto machine = findMachine(); !machine)
        return std::unexpected(machine.error());
    if (auto bases = readBases(); !bases)
        return std::unexpected(bases.error());
    profile::Profile &profile = m_proposal.profile;
    profile.defaultAction = Action::Errno;
    profile.defaultErrnoRet = ENOSYS;
    for (const Abi abi : m_abis)
        profile.architectures.emplace_back(profile::architectureOf(abi).ociName);

    for (const std::string &runtime : m_options.runtimes)
        for (const profile::RuntimeNeed &need : profile::RuntimeNeeds::builtIn().needs({.runtime = runtime}))
            m_runtimeNames.insert(need.syscall);
    addObserved();
    replaceClone3();
    addSuccessors();
    addRuntimeNeeds();
    addStart();
    if (auto united = addUnion(); !united)
        return std::unexpected(united.error());
    writeAllowed();
    writeDenied();
    noteCoverage(m_recordings, m_evidence, m_native, m_coverage);
    m_proposal.notes.insert(m_proposal.notes.end(), m_coverage.begin(), m_coverage.end());
    return std::move(m_proposal);
}

} // namespace

Result<Proposal> propose(std::span<const trace::Recording> recordings, const ProposeOptions &options)
{
    return Proposer(recordings, options).propose();
}

} // namespace whittle::analysis
