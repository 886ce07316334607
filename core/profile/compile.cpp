#include "profile/architecture.h"
#include "profile/enosys_stub.h"
#include "profile/filter.h"
#include "profile/libseccomp_names.h"
#include "profile/resolve.h"

#include "base/file_descriptor.h"
#include "base/trial_process.h"

#include <seccomp.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cctype>
#include <chrono>
#include <cstring>
#include <format>
#include <map>
#include <memory>
#include <set>

// The only place that makes filters with libseccomp's C interface.
namespace whittle::profile {

namespace {

constexpr std::uint32_t kMaxArguments = 6;
constexpr unsigned kLatestApi = 7; // what libseccomp may assume of the kernel: everything, filters are only made here
// Different rules that are handed to libseccomp, whose time grows with their square. The kernel takes 4096 instructions, and there are
// some 500 names; more rules than this fit into no filter.
constexpr std::size_t kMostRules = 5000;
// The processor time that libseccomp may take over the rules of syscalls that have several with conditions on different arguments.
constexpr std::chrono::seconds kMostSeconds(10);
// Rule sets above this are laid out as a binary tree, as runc does: same answers, fewer steps.
constexpr std::size_t kTreeAbove = 32;

struct ContextDeleter
{
    void operator()(void *context) const { seccomp_release(context); }
};
using ContextPointer = std::unique_ptr<void, ContextDeleter>;

Result<> refuse(std::string path, std::string reason)
{
    return fail(ErrorCode::InvalidInput, std::move(path) + ": " + std::move(reason));
}

// The word that a filter returns. Data above 16 bits is cut as runc cuts it.
std::uint32_t actionWord(Action action, std::optional<std::uint32_t> errnoRet)
{
    const std::uint32_t data = errnoRet.value_or(EPERM) & 0xffffU;
    switch (action) {
    case Action::KillProcess: return SCMP_ACT_KILL_PROCESS;
    case Action::KillThread:
    case Action::Kill: return SCMP_ACT_KILL_THREAD;
    case Action::Trap: return SCMP_ACT_TRAP;
    case Action::Errno: return SCMP_ACT_ERRNO(data);
    case Action::Notify: return SCMP_ACT_NOTIFY;
    case Action::Trace: return SCMP_ACT_TRACE(data);
    case Action::Log: return SCMP_ACT_LOG;
    case Action::Allow: return SCMP_ACT_ALLOW;
    }
    return SCMP_ACT_KILL_THREAD;
}

bool takesErrno(Action action)
{
    return action == Action::Errno || action == Action::Trace;
}

scmp_compare comparison(Operator op)
{
    switch (op) {
    case Operator::NE: return SCMP_CMP_NE;
    case Operator::LT: return SCMP_CMP_LT;
    case Operator::LE: return SCMP_CMP_LE;
    case Operator::EQ: return SCMP_CMP_EQ;
    case Operator::GE: return SCMP_CMP_GE;
    case Operator::GT: return SCMP_CMP_GT;
    case Operator::MaskedEq: return SCMP_CMP_MASKED_EQ;
    }
    return SCMP_CMP_EQ;
}

// crun takes the name with or without its prefix, in any case.
const Architecture *architectureFor(const std::string &name, Runtime runtime)
{
    if (runtime == Runtime::Runc)
        return findArchitecture(name);
    std::string upper = name;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return findArchitecture(upper.starts_with("SCMP_ARCH_") ? upper : "SCMP_ARCH_" + upper);
}

std::string ruleFailure(int error)
{
    switch (error) {
    case EEXIST: return "another rule has the same conditions and a different action; the container would not start";
    case EINVAL: return "libseccomp takes no rule like this (errno values end at 4095)";
    case EACCES: return "repeats the default action";
    case ENOMEM: return "the filter is too large for libseccomp";
    default: return std::format("libseccomp refuses the rule: {}", std::strerror(error));
    }
}

// What libseccomp is told in one call.
struct RuleKey
{
    int number = 0;
    std::uint32_t action = 0;
    std::vector<std::array<std::uint64_t, 4>> conditions;

    auto operator<=>(const RuleKey &) const = default;
};
struct LibseccompRule
{
    int number = 0;
    std::uint32_t action = 0;
    std::vector<scmp_arg_cmp> conditions;
    std::string path; // of the rule in the profile
    std::string name;
};

class Compiler
{
public:
    Compiler(const ResolvedProfile &resolved, const Target &target)
        : m_profile(resolved.profile)
        , m_origins(resolved.origins)
        , m_target(target)
    {
    }

    Result<Filter> compile();

private:
    Result<> start();
    Result<> addArchitectures();
    Result<> checkFlags() const;
    Result<> collectRule(const Rule &rule, const std::string &path);
    Result<> collectName(const std::string &name, std::uint32_t action, std::span<const scmp_arg_cmp> conditions, const std::string &path);
    [[nodiscard]] ContextPointer makeContext() const;
    Result<> checkTime() const;
    Result<> addRules();
    Result<std::vector<scmp_arg_cmp>> conditionsOf(const Rule &rule, const std::string &path) const;
    Result<bpf::Program> program() const;
    std::string readableForm() const;
    [[nodiscard]] bool stubIsWanted() const;
    [[nodiscard]] std::size_t nameCount() const;
    [[nodiscard]] std::vector<std::string> knownNames() const;

    const Profile &m_profile;
    const std::vector<std::size_t> &m_origins;
    const Target &m_target;
    ContextPointer m_context;
    std::uint32_t m_default = 0;
    std::vector<std::uint32_t> m_tokens;
    std::vector<Abi> m_abis;
    std::set<RuleKey> m_added;
    std::vector<LibseccompRule> m_rules;
};

Result<> Compiler::start()
{
    const Action action = *m_profile.defaultAction;
    if (action == Action::Notify)
        return refuse("defaultAction", "SCMP_ACT_NOTIFY cannot be the default action");
    if (m_target.runtime == Runtime::Crun && m_profile.defaultErrnoRet && !takesErrno(action))
        return refuse("defaultErrnoRet", std::format("crun takes no error number with {}", actionName(action)));
    static const bool apiIsSet = seccomp_api_set(kLatestApi) == 0;
    if (!apiIsSet)
        return fail(ErrorCode::Unsupported, "libseccomp is too old");
    m_default = actionWord(action, m_profile.defaultErrnoRet);
    m_context.reset(seccomp_init(m_default));
    if (!m_context)
        return refuse("defaultAction", "libseccomp takes no such default action (errno values end at 4095)");
    if (nameCount() > kTreeAbove)
        seccomp_attr_set(m_context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
    return {};
}

// One as ours is before its first rule.
ContextPointer Compiler::makeContext() const
{
    ContextPointer context(seccomp_init(m_default));
    for (const std::uint32_t token : m_tokens)
        seccomp_arch_add(context.get(), token);
    if (!std::ranges::contains(m_tokens, seccomp_arch_native()))
        seccomp_arch_remove(context.get(), SCMP_ARCH_NATIVE);
    return context;
}

Result<> Compiler::addArchitectures()
{
    const auto add = [this](const Architecture &architecture) {
        if (std::ranges::contains(m_tokens, architecture.token))
            return 0;
        const int error = -seccomp_arch_add(m_context.get(), architecture.token);
        if (error != 0 && error != EEXIST)
            return error;
        m_tokens.push_back(architecture.token);
        if (architecture.abi)
            m_abis.push_back(*architecture.abi);
        return 0;
    };
    // The filter starts with this machine's architecture in it; it is to have the target's.
    const Architecture &native = architectureOf(m_target.architecture);
    if (native.token != seccomp_arch_native()) {
        seccomp_arch_add(m_context.get(), native.token);
        seccomp_arch_remove(m_context.get(), SCMP_ARCH_NATIVE);
    }
    add(native);
    for (std::size_t i = 0; i < m_profile.architectures.size(); ++i) {
        const std::string &name = m_profile.architectures[i];
        const Architecture *architecture = architectureFor(name, m_target.runtime);
        if (!architecture)
            return refuse(std::format("architectures[{}]", i), std::format("unknown architecture \"{}\"", name));
        if (const int error = add(*architecture))
            return refuse(std::format("architectures[{}]", i), error == EDOM
                ? std::format("{} has another byte order than the machine", name)
                : std::format("libseccomp refuses {}: {}", name, std::strerror(error)));
    }
    return {};
}

Result<> Compiler::checkFlags() const
{
    static constexpr std::array<std::string_view, 4> kFlags = {
        "SECCOMP_FILTER_FLAG_TSYNC", "SECCOMP_FILTER_FLAG_LOG", "SECCOMP_FILTER_FLAG_SPEC_ALLOW",
        "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV",
    };
    if (!m_profile.flags)
        return {};
    for (std::size_t i = 0; i < m_profile.flags->size(); ++i) {
        if (!std::ranges::contains(kFlags, (*m_profile.flags)[i]))
            return refuse(std::format("flags[{}]", i), std::format("unknown flag \"{}\"", (*m_profile.flags)[i]));
    }
    return {};
}

Result<std::vector<scmp_arg_cmp>> Compiler::conditionsOf(const Rule &rule, const std::string &path) const
{
    std::vector<scmp_arg_cmp> conditions;
    for (std::size_t i = 0; i < rule.args.size(); ++i) {
        const ArgumentCondition &condition = rule.args[i];
        if (m_target.runtime == Runtime::Crun && i >= kMaxArguments)
            break;
        if (condition.index >= kMaxArguments)
            return fail(ErrorCode::InvalidInput, std::format("{}.args[{}].index: syscalls have arguments 0 to 5, not {}", path, i, condition.index));
        conditions.push_back({condition.index, comparison(condition.op), condition.value, condition.valueTwo});
    }
    return conditions;
}

Result<> Compiler::collectName(const std::string &name, std::uint32_t action, std::span<const scmp_arg_cmp> conditions, const std::string &path)
{
    if (!libseccompKnows(m_target.libseccomp, name))
        return {};
    const int number = seccomp_syscall_resolve_name(name.c_str());
    if (number == __NR_SCMP_ERROR)
        return {};
    // Repeating a rule changes nothing but the time it takes.
    RuleKey key{number, action, {}};
    for (const scmp_arg_cmp &condition : conditions)
        key.conditions.push_back({condition.arg, static_cast<std::uint64_t>(condition.op), condition.datum_a, condition.datum_b});
    if (!m_added.insert(std::move(key)).second)
        return {};
    if (m_added.size() > kMostRules)
        return refuse(path, "the profile has more rules than a filter can hold");
    m_rules.push_back({number, action, {conditions.begin(), conditions.end()}, path, name});
    return {};
}

int add(void *context, const LibseccompRule &rule)
{
    return -seccomp_rule_add_array(context, rule.action, rule.number, static_cast<unsigned>(rule.conditions.size()), rule.conditions.data());
}

// libseccomp 2.6 builds a tree of each syscall's rules, which may grow without measure where they look at different arguments: three rules were
// seen to take it longer than anybody waits. It cannot be stopped, so sets like that are tried by a process that can.
Result<> Compiler::checkTime() const
{
    struct Set
    {
        std::vector<const LibseccompRule *> rules;
        std::set<unsigned> arguments;
    };
    std::map<int, Set> sets;
    for (const LibseccompRule &rule : m_rules) {
        if (rule.conditions.empty())
            continue;
        Set &set = sets[rule.number];
        set.rules.push_back(&rule);
        for (const scmp_arg_cmp &condition : rule.conditions)
            set.arguments.insert(condition.arg);
    }
    std::erase_if(sets, [](const auto &entry) { return entry.second.rules.size() < 2 || entry.second.arguments.size() < 2; });
    if (sets.empty())
        return {};
    // All of them together, so that many are not many times the limit.
    const auto fast = endsInTime(kMostSeconds, [&] {
        const ContextPointer context = makeContext();
        for (const auto &[number, set] : sets) {
            for (const LibseccompRule *rule : set.rules)
                (void)add(context.get(), *rule);
        }
        std::size_t size = 0;
        (void)seccomp_export_bpf_mem(context.get(), nullptr, &size);
    });
    if (!fast)
        return std::unexpected(fast.error());
    if (*fast)
        return {};
    std::size_t count = 0;
    std::string names;
    for (const auto &[number, set] : sets) {
        count += set.rules.size();
        if (!names.empty())
            names += ", ";
        names += set.rules.back()->name;
    }
    return refuse(sets.begin()->second.rules.back()->path, std::format("{}: libseccomp does not build their {} rules, which look at several arguments, within {} seconds", names, count, kMostSeconds.count()));
}

Result<> Compiler::addRules()
{
    for (const LibseccompRule &rule : m_rules) {
        if (const int error = add(m_context.get(), rule))
            return refuse(rule.path, rule.name + ": " + ruleFailure(error));
    }
    return {};
}

Result<> Compiler::collectRule(const Rule &rule, const std::string &path)
{
    const bool isCrun = m_target.runtime == Runtime::Crun;
    if (isCrun && rule.errnoRet && !takesErrno(rule.action))
        return refuse(path + ".errnoRet", std::format("crun takes no error number with {}", actionName(rule.action)));
    // runc tells the listener's number by write, so the listener cannot be asked about it.
    if (!isCrun && rule.action == Action::Notify && std::ranges::contains(rule.names, "write"))
        return refuse(path, "SCMP_ACT_NOTIFY cannot be used for write");
    const std::uint32_t action = actionWord(rule.action, rule.errnoRet);
    if (!isCrun && action != m_default && std::ranges::contains(rule.names, ""))
        return refuse(path + ".names", "an empty string is no syscall; runc refuses it");
    if (action == m_default)
        return {};
    const auto conditions = conditionsOf(rule, path);
    if (!conditions)
        return std::unexpected(conditions.error());
    std::array<unsigned, kMaxArguments> uses = {};
    for (const scmp_arg_cmp &condition : *conditions)
        ++uses[condition.arg];
    // Runtimes split a rule that has two conditions on one argument: each condition becomes a rule of its own.
    const bool splits = std::ranges::any_of(uses, [](unsigned count) { return count > 1; });
    for (const std::string &name : rule.names) {
        const std::size_t step = splits ? 1 : std::max<std::size_t>(conditions->size(), 1);
        std::size_t from = 0;
        do {
            const auto part = std::span(*conditions).subspan(from, std::min(step, conditions->size() - from));
            auto added = collectName(name, action, part, path);
            if (!added)
                return added;
            from += step;
        } while (from < conditions->size());
    }
    return {};
}

Result<bpf::Program> Compiler::program() const
{
    static_assert(sizeof(bpf::Instruction) == 8);
    std::size_t size = 0;
    int error = -seccomp_export_bpf_mem(m_context.get(), nullptr, &size);
    bpf::Program program;
    if (error == 0) {
        program.resize(size / sizeof(bpf::Instruction));
        error = -seccomp_export_bpf_mem(m_context.get(), program.data(), &size);
    }
    if (error != 0)
        return fail(ErrorCode::InvalidInput, std::format("the filter cannot be made: {}", std::strerror(error)), error);
    return program;
}

std::string Compiler::readableForm() const
{
    const FileDescriptor file(::memfd_create("whittle-pfc", MFD_CLOEXEC));
    if (!file || seccomp_export_pfc(m_context.get(), file.get()) != 0)
        return {};
    std::string text(static_cast<std::size_t>(::lseek(file.get(), 0, SEEK_END)), '\0');
    const ssize_t count = ::pread(file.get(), text.data(), text.size(), 0);
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
}

bool Compiler::stubIsWanted() const
{
    const Action action = *m_profile.defaultAction;
    return m_target.runtime == Runtime::Runc && action != Action::Allow && action != Action::Log && action != Action::Trace;
}

std::size_t Compiler::nameCount() const
{
    std::size_t count = 0;
    for (const Rule &rule : m_profile.rules)
        count += rule.names.size();
    return count;
}

std::vector<std::string> Compiler::knownNames() const
{
    std::vector<std::string> names;
    for (const Rule &rule : m_profile.rules)
        std::ranges::copy_if(rule.names, std::back_inserter(names), [this](const std::string &name) { return libseccompKnows(m_target.libseccomp, name); });
    std::ranges::sort(names);
    const auto repeated = std::ranges::unique(names);
    names.erase(repeated.begin(), repeated.end());
    return names;
}

Result<Filter> Compiler::compile()
{
    for (const auto step : {&Compiler::start, &Compiler::addArchitectures}) {
        auto done = (this->*step)();
        if (!done)
            return std::unexpected(std::move(done).error());
    }
    if (auto flags = checkFlags(); !flags)
        return std::unexpected(std::move(flags).error());
    for (std::size_t i = 0; i < m_profile.rules.size(); ++i) {
        auto added = collectRule(m_profile.rules[i], std::format("syscalls[{}]", m_origins[i]));
        if (!added)
            return std::unexpected(std::move(added).error());
    }
    if (auto inTime = checkTime(); !inTime)
        return std::unexpected(std::move(inTime).error());
    if (auto added = addRules(); !added)
        return std::unexpected(std::move(added).error());
    auto filter = program();
    if (!filter)
        return std::unexpected(std::move(filter).error());
    bpf::Program whole = stubIsWanted() ? enosysStub(m_tokens, knownNames()) : bpf::Program();
    whole.insert(whole.end(), filter->begin(), filter->end());
    if (auto valid = bpf::validate(whole); !valid)
        return addContext(std::move(valid).error(), "the kernel would not load the filter");
    return Filter(std::move(whole), m_abis, readableForm());
}

// What a container without a filter has: everything, on every ABI of the machine.
Filter noFilter(Abi architecture)
{
    std::vector<Abi> abis = {Abi::X86_64, Abi::X32, Abi::I386};
    if (architecture == Abi::Aarch64)
        abis = {Abi::Aarch64, Abi::Arm};
    return Filter({{0x06, 0, 0, SCMP_ACT_ALLOW}}, std::move(abis), "# no filter\n");
}

} // namespace

Result<Filter> compile(const Profile &profile, const Target &target)
{
    if (target.architecture != Abi::X86_64 && target.architecture != Abi::Aarch64)
        return fail(ErrorCode::InvalidInput, std::format("{} is the ABI of a call, not of a machine", abiName(target.architecture)));
    if (!target.libseccomp.empty() && !isLibseccompVersion(target.libseccomp))
        return fail(ErrorCode::InvalidInput, std::format("libseccomp \"{}\" is not known; the oldest that is: {}", target.libseccomp, oldestLibseccompVersion()));
    auto resolved = resolveWithPlaces(profile, target);
    if (!resolved)
        return std::unexpected(std::move(resolved).error());
    if (resolved->disabled)
        return noFilter(target.architecture);
    return Compiler(*resolved, target).compile();
}

} // namespace whittle::profile
