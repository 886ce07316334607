#include "exports/plain_profile.h"

#include "analysis/comparison_report.h"
#include "formats/seccomp_json.h"
#include "profile/architecture.h"
#include "profile/resolve.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <format>
#include <iterator>
#include <set>

namespace whittle::exports {

namespace {

using profile::Action;
using profile::Profile;
using profile::Rule;

constexpr std::size_t kArgumentsOfSyscalls = 6;

bool hasErrno(Action action) { return action == Action::Errno || action == Action::Trace; }

// crun takes names without the prefix, in any case; every reader takes the whole name.
std::string wholeName(const std::string &architecture)
{
    std::string upper = architecture;
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (!upper.starts_with("SCMP_ARCH_"))
        upper.insert(0, "SCMP_ARCH_");
    return profile::findArchitecture(upper) ? upper : architecture;
}

// A rule with two conditions on one argument is one rule for each condition, as runtimes read it.
std::vector<Rule> splitRule(Rule rule)
{
    std::array<unsigned, kArgumentsOfSyscalls> uses = {};
    for (const profile::ArgumentCondition &condition : rule.args) {
        if (condition.index < uses.size())
            ++uses[condition.index];
    }
    if (std::ranges::none_of(uses, [](unsigned count) { return count > 1; }))
        return {std::move(rule)};
    std::vector<Rule> rules;
    for (const profile::ArgumentCondition &condition : rule.args) {
        Rule one = rule;
        one.args = {condition};
        rules.push_back(std::move(one));
    }
    return rules;
}

std::vector<std::string> withoutRepetition(const std::vector<std::string> &names)
{
    std::set<std::string_view> seen;
    std::vector<std::string> result;
    for (const std::string &name : names) {
        if (!name.empty() && seen.insert(name).second)
            result.push_back(name);
    }
    return result;
}

std::vector<std::string> leftOutNotes(const Profile &profile, const profile::ResolvedProfile &resolved, const profile::Target &target)
{
    const std::size_t count = profile.rules.size() - resolved.origins.size();
    if (count == 0)
        return {};
    return {std::format("conditions are decided for {}: rules of the profile that do not hold there and are left out: {}", analysis::inWords(target), count)};
}

} // namespace

bool executesAction(Action action)
{
    return action == Action::Allow || action == Action::Log;
}

Result<PlainProfile> plainProfile(const Request &request)
{
    const profile::Target &target = request.target;
    const auto resolved = profile::resolveWithPlaces(*request.profile, target);
    if (!resolved)
        return std::unexpected(resolved.error());
    auto filter = profile::compile(*request.profile, target);
    if (!filter)
        return std::unexpected(std::move(filter).error());

    PlainProfile plain{resolved->profile, *std::move(filter), leftOutNotes(*request.profile, *resolved, target)};
    Profile &profile = plain.profile;
    profile.members = {};
    if (!hasErrno(*profile.defaultAction))
        profile.defaultErrnoRet.reset();
    for (std::string &name : profile.architectures)
        name = wholeName(name);
    // Without a filter programs of every ABI run.
    if (resolved->disabled)
        std::ranges::transform(abisOf(target.architecture), std::back_inserter(profile.architectures), [](Abi abi) { return std::string(profile::architectureOf(abi).ociName); });
    profile.architectures = withoutRepetition(profile.architectures);
    profile.rules.clear();
    bool hadComments = false;
    for (Rule rule : resolved->profile.rules) {
        hadComments = hadComments || !rule.comment.empty();
        rule.comment.clear();
        rule.names = withoutRepetition(rule.names);
        if (rule.names.empty())
            continue;
        if (!hasErrno(rule.action))
            rule.errnoRet.reset();
        if (rule.args.size() > kArgumentsOfSyscalls && target.runtime == profile::Runtime::Crun)
            rule.args.resize(kArgumentsOfSyscalls);
        for (Rule &one : splitRule(std::move(rule)))
            profile.rules.push_back(std::move(one));
    }
    if (hadComments)
        plain.notes.emplace_back("the comments of rules have no place in this form");
    return plain;
}

Result<std::vector<Loss>> lossesWhenReadAs(const PlainProfile &plain, const Profile &read, const profile::Target &machine, const profile::Target &reader)
{
    auto filter = profile::compile(read, reader);
    if (!filter)
        return addContext(std::move(filter).error(), "what was written would be refused");
    return decisionLosses(plain.profile, machine.architecture, deciderOf(plain.filter), deciderOf(*std::move(filter)));
}

Result<std::vector<Loss>> lossesOfText(const PlainProfile &plain, std::string_view json, const profile::Target &machine, const profile::Target &reader)
{
    const auto read = formats::readSeccompJson(json);
    if (!read)
        return addContext(read.error(), "what was written cannot be read");
    return lossesWhenReadAs(plain, read->profile, machine, reader);
}

Result<PlainProfile> plainProfileWithStub(const Request &request)
{
    auto plain = plainProfile(request);
    if (!plain || request.target.runtime == profile::Runtime::Crun)
        return plain;
    profile::Target bare = request.target;
    bare.rules = profile::EngineRules::Containerd; // nothing is left to resolve
    // From the same rules as what follows: libseccomp lays filters out by how many names there are.
    auto complete = profile::compile(plain->profile, bare);
    if (!complete)
        return std::unexpected(std::move(complete).error());
    plain->filter = *std::move(complete);
    bare.runtime = profile::Runtime::Crun;
    // crun makes the same filter without anything in front of it.
    const auto filter = profile::compile(plain->profile, bare);
    if (!filter)
        return std::unexpected(filter.error());
    const auto whole = plain->filter.program();
    const auto tail = filter->program();
    if (tail.size() > whole.size() || !std::ranges::equal(whole.subspan(whole.size() - tail.size()), tail))
        return fail(ErrorCode::Unsupported, "what the runtime puts in front of the filter cannot be told apart from it");
    plain->stub = whole.size() - tail.size();
    return plain;
}

Decider withoutListener(const profile::Filter &filter)
{
    return [filter](Abi abi, int number, const profile::Arguments &arguments) {
        const profile::Decision decision = filter.decide(abi, number, arguments);
        const bool nobodyAnswers = decision.action == Action::Notify || decision.action == Action::Trace;
        return nobodyAnswers ? profile::Decision{Action::Errno, ENOSYS} : decision;
    };
}

void addFlagLosses(const Profile &profile, std::string_view loader, std::vector<Loss> &losses)
{
    if (!profile.flags)
        return;
    for (const std::string &flag : *profile.flags) {
        // It changes nothing for a filter that is loaded before there are threads.
        if (flag == "SECCOMP_FILTER_FLAG_TSYNC")
            continue;
        losses.push_back({std::format("{} loads the filter without {}{}", loader, flag,
                                      flag == "SECCOMP_FILTER_FLAG_LOG" ? ": refusals leave no trace in the log" : ""), {}});
    }
}

} // namespace whittle::exports
