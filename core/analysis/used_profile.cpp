#include "analysis/used_profile.h"

#include "profile/architecture.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <map>
#include <set>
#include <utility>

namespace whittle::analysis {

namespace {

struct Use
{
    std::uint64_t count = 0;
    std::uint64_t denied = 0;
    std::string action; // of the most frequent denial
    std::uint64_t actionCount = 0;
};

// "SCMP_ACT_ERRNO(38)": what a decision is written as. Only an errno is an answer that a rule of another profile can give again.
std::optional<std::uint32_t> errnoOf(std::string_view action)
{
    constexpr std::string_view kBegin = "SCMP_ACT_ERRNO(";
    std::uint32_t number = 0;
    if (!action.starts_with(kBegin))
        return std::nullopt;
    action.remove_prefix(kBegin.size());
    const auto [end, error] = std::from_chars(action.data(), action.data() + action.size(), number);
    return error == std::errc() && end != action.data() && number > 0 && number < 4096 ? std::optional(number) : std::nullopt;
}

} // namespace

profile::Profile usedProfile(const trace::Recording &recording)
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    std::map<std::string, Use> uses;
    std::set<Abi> abis;
    for (const trace::SyscallSummary &summary : trace::summarise(recording)) {
        abis.insert(summary.abi);
        if (const auto *syscall = catalogue.find(summary.abi, summary.number))
            uses[syscall->name].count += summary.count;
    }
    for (const trace::Denial &denial : recording.denials) {
        const auto *syscall = catalogue.find(denial.abi, denial.number);
        if (!syscall)
            continue;
        abis.insert(denial.abi);
        Use &use = uses[syscall->name];
        use.denied += denial.count;
        if (denial.count > use.actionCount) {
            use.action = denial.action;
            use.actionCount = denial.count;
        }
    }
    profile::Profile profile;
    profile.defaultAction = profile::Action::Errno;
    profile.defaultErrnoRet = EPERM;
    if (abis.empty())
        abis.insert(parseAbi(recording.environment.machine).value_or(nativeAbi()));
    for (const Abi abi : abis)
        profile.architectures.emplace_back(profile::architectureOf(abi).ociName);
    profile::Rule allowed;
    std::map<std::uint32_t, profile::Rule> answered;
    for (const auto &[name, use] : uses) {
        if (use.count > use.denied) {
            allowed.names.push_back(name);
        } else if (const auto number = errnoOf(use.action); number && *number != EPERM) {
            profile::Rule &rule = answered[*number];
            rule.action = profile::Action::Errno;
            rule.errnoRet = *number;
            rule.names.push_back(name);
        }
    }
    if (!allowed.names.empty())
        profile.addRule(std::move(allowed));
    for (auto &[number, rule] : answered)
        profile.addRule(std::move(rule));
    // runc answers ENOSYS to whatever is newer than the newest syscall that a profile names; here "not used" is to look the same for all.
    profile::Rule newer;
    newer.action = profile::Action::Errno;
    newer.errnoRet = EPERM;
    newer.comment = "Not used; named so that runc answers them like the others";
    for (const auto &syscall : catalogue.all()) {
        const bool isNewer = std::ranges::any_of(abis, [&](Abi abi) {
            const auto isPast = [&](const auto &entry) { return catalogue.find(entry.first)->number(abi) < syscall.number(abi); };
            return syscall.existsOn(abi) && std::ranges::all_of(uses, isPast);
        });
        if (isNewer)
            newer.names.push_back(syscall.name);
    }
    if (!newer.names.empty())
        profile.addRule(std::move(newer));
    return profile;
}

} // namespace whittle::analysis
