#include "exports/systemd_policy.h"

#include "base/bpf.h"
#include "profile/architecture.h"
#include "profile/errno_name.h"
#include "syscalls/catalogue.h"

#include <seccomp.h>

#include <algorithm>
#include <charconv>
#include <format>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace whittle::exports {

namespace {

using profile::Arguments;
using profile::Decision;

struct SeccompReleaser
{
    void operator()(void *context) const { seccomp_release(context); }
};
using SeccompContext = std::unique_ptr<void, SeccompReleaser>;

// What one name of a list gets; empty: what the list itself means.
using ListEntry = std::optional<std::uint32_t>;

struct SyscallList
{
    bool given = false;
    bool allows = false; // the list names what is allowed (or logged); false: what is not
    std::map<std::string, ListEntry> entries;
};

struct UnitPolicy
{
    SyscallList filter;
    SyscallList log;
    std::uint32_t refusal = SCMP_ACT_KILL_PROCESS;
    std::optional<std::set<Abi>> architectures;
};

std::vector<std::string_view> wordsOfLine(std::string_view text)
{
    std::vector<std::string_view> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        if (end > 0)
            words.push_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return words;
}

std::optional<std::uint32_t> refusalOf(std::string_view text)
{
    if (text == "kill")
        return SCMP_ACT_KILL_PROCESS;
    std::optional<unsigned> number = profile::errnoNumber(text);
    if (!number) {
        unsigned value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error == std::errc() && end == text.data() + text.size())
            number = value;
    }
    if (!number || *number == 0 || *number > 4095)
        return std::nullopt;
    return SCMP_ACT_ERRNO(*number);
}

Result<> addLine(std::string_view value, bool isFilter, SyscallList &list)
{
    const bool inverted = value.starts_with('~');
    if (inverted)
        value.remove_prefix(1);
    if (!list.given) {
        list.given = true;
        list.allows = !inverted;
        if (list.allows && isFilter) {
            for (const std::string &name : systemdGroup("@default"))
                list.entries[name] = std::nullopt;
        }
    }
    for (const std::string_view word : wordsOfLine(value)) {
        const std::size_t colon = word.find(':');
        const std::string name(word.substr(0, colon));
        ListEntry entry;
        if (colon != std::string_view::npos) {
            entry = refusalOf(word.substr(colon + 1));
            if (!entry || !inverted)
                return fail(ErrorCode::InvalidInput, std::format("systemd does not take \"{}\"", word));
        }
        const std::vector<std::string> names = name.starts_with('@') ? systemdGroup(name) : std::vector{name};
        if (names.empty())
            return fail(ErrorCode::InvalidInput, std::format("systemd has no group \"{}\"", name));
        for (const std::string &one : names) {
            if (!name.starts_with('@') && !libseccompHasName(one))
                return fail(ErrorCode::InvalidInput, std::format("libseccomp has no syscall \"{}\"", one));
            // A plain word adds to a list of its own kind and takes from one of the other; a refusal of its own always adds.
            if (inverted != list.allows || entry)
                list.entries[one] = entry;
            else
                list.entries.erase(one);
        }
    }
    return {};
}

std::optional<Abi> systemdArchitecture(std::string_view word, Abi machine)
{
    if (word == "native")
        return machine;
    if (word == "x86-64")
        return Abi::X86_64;
    if (word == "x32")
        return Abi::X32;
    if (word == "x86")
        return Abi::I386;
    if (word == "arm64")
        return Abi::Aarch64;
    if (word == "arm")
        return Abi::Arm;
    return std::nullopt;
}

Result<UnitPolicy> readUnit(std::string_view unit, Abi machine)
{
    UnitPolicy policy;
    while (!unit.empty()) {
        const std::string_view line = unit.substr(0, unit.find('\n'));
        unit.remove_prefix(std::min(unit.size(), line.size() + 1));
        const std::size_t equals = line.find('=');
        if (line.starts_with('#') || equals == std::string_view::npos)
            continue;
        const std::string_view key = line.substr(0, equals);
        const std::string_view value = line.substr(equals + 1);
        if (key == "SystemCallFilter" || key == "SystemCallLog") {
            const bool isFilter = key == "SystemCallFilter";
            if (auto added = addLine(value, isFilter, isFilter ? policy.filter : policy.log); !added)
                return std::unexpected(std::move(added).error());
        } else if (key == "SystemCallErrorNumber") {
            const auto refusal = refusalOf(value);
            if (!refusal)
                return fail(ErrorCode::InvalidInput, std::format("systemd does not take the error \"{}\"", value));
            policy.refusal = *refusal;
        } else if (key == "SystemCallArchitectures") {
            policy.architectures.emplace();
            for (const std::string_view word : wordsOfLine(value)) {
                const auto abi = systemdArchitecture(word, machine);
                if (!abi)
                    return fail(ErrorCode::InvalidInput, std::format("systemd has no architecture \"{}\"", word));
                policy.architectures->insert(*abi);
            }
        }
    }
    return policy;
}

Result<bpf::Program> exported(const SeccompContext &context)
{
    std::size_t size = 0;
    bpf::Program program;
    int error = seccomp_export_bpf_mem(context.get(), nullptr, &size);
    if (error == 0) {
        program.resize(size / sizeof(bpf::Instruction));
        error = seccomp_export_bpf_mem(context.get(), program.data(), &size);
    }
    if (error != 0)
        return fail(ErrorCode::InvalidInput, "libseccomp makes no filter of what systemd would load");
    return program;
}

SeccompContext contextFor(Abi abi, std::uint32_t standard)
{
    SeccompContext context(seccomp_init(standard));
    const std::uint32_t token = profile::architectureOf(abi).token;
    if (context && token != seccomp_arch_native()) {
        seccomp_arch_add(context.get(), token);
        seccomp_arch_remove(context.get(), SCMP_ARCH_NATIVE);
    }
    return context;
}

// One filter that speaks of one architecture and lets calls of all others pass.
Result<bpf::Program> filterFor(Abi abi, const SyscallList &list, std::uint32_t standard, std::uint32_t listed)
{
    const SeccompContext context = contextFor(abi, standard);
    if (!context || seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_ALLOW) != 0)
        return fail(ErrorCode::InvalidInput, "libseccomp makes no filter");
    for (const auto &[name, entry] : list.entries) {
        const int number = seccomp_syscall_resolve_name(name.c_str());
        const std::uint32_t action = entry.value_or(listed);
        // What an architecture does not have, and what repeats the default, is passed over.
        if (number != __NR_SCMP_ERROR && action != standard)
            seccomp_rule_add_exact(context.get(), action, number, 0);
    }
    return exported(context);
}

Result<bpf::Program> filterOfArchitectures(const std::set<Abi> &allowed, Abi machine)
{
    const SeccompContext context = contextFor(machine, SCMP_ACT_ALLOW);
    if (!context)
        return fail(ErrorCode::InvalidInput, "libseccomp makes no filter");
    for (const Abi abi : abisOf(machine)) {
        if (abi != machine && allowed.contains(abi))
            seccomp_arch_add(context.get(), profile::architectureOf(abi).token);
    }
    return exported(context);
}

} // namespace

bool libseccompHasName(const std::string &name)
{
    return seccomp_syscall_resolve_name(name.c_str()) != __NR_SCMP_ERROR;
}

std::vector<std::string> systemdGroup(std::string_view group)
{
    std::vector<std::string> names;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (std::ranges::contains(syscall.groups, group))
            names.push_back(syscall.name);
    }
    return names;
}

Result<Decider> systemdDecider(std::string_view unit, Abi machine)
{
    const auto policy = readUnit(unit, machine);
    if (!policy)
        return std::unexpected(policy.error());
    std::vector<bpf::Program> programs;
    const auto add = [&programs](Result<bpf::Program> program) -> Result<> {
        if (!program)
            return std::unexpected(std::move(program).error());
        programs.push_back(*std::move(program));
        return {};
    };
    if (policy->architectures) {
        if (auto added = add(filterOfArchitectures(*policy->architectures, machine)); !added)
            return std::unexpected(std::move(added).error());
    }
    for (const Abi abi : abisOf(machine)) {
        const SyscallList &filter = policy->filter;
        if (filter.given && (filter.allows || !filter.entries.empty())) {
            const std::uint32_t standard = filter.allows ? policy->refusal : SCMP_ACT_ALLOW;
            if (auto added = add(filterFor(abi, filter, standard, filter.allows ? SCMP_ACT_ALLOW : policy->refusal)); !added)
                return std::unexpected(std::move(added).error());
        }
        const SyscallList &log = policy->log;
        if (log.given && (log.allows || !log.entries.empty())) {
            const std::uint32_t standard = log.allows ? SCMP_ACT_ALLOW : SCMP_ACT_LOG;
            if (auto added = add(filterFor(abi, log, standard, log.allows ? SCMP_ACT_LOG : SCMP_ACT_ALLOW)); !added)
                return std::unexpected(std::move(added).error());
        }
    }
    return [programs = std::move(programs)](Abi abi, int number, const Arguments &arguments) {
        bpf::SeccompData data;
        data.number = static_cast<std::int32_t>(static_cast<std::uint32_t>(number) | (abi == Abi::X32 ? kX32Bit : 0U));
        data.arch = auditArch(abi);
        data.arguments = arguments;
        // As the kernel does it: the strictest of all filters, which is the smallest as a signed number.
        std::uint32_t result = SCMP_ACT_ALLOW;
        for (const bpf::Program &program : programs) {
            const std::uint32_t one = bpf::run(program, data);
            if (static_cast<std::int32_t>(one & 0xffff0000U) < static_cast<std::int32_t>(result & 0xffff0000U))
                result = one;
        }
        return profile::decisionOf(result);
    };
}

} // namespace whittle::exports
