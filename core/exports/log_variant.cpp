#include "exports/log_variant.h"

#include "exports/decision_losses.h"
#include "profile/filter.h"

#include <algorithm>

namespace whittle::exports {

namespace {

using profile::Action;
using profile::Profile;

constexpr std::string_view kLogFlag = "SECCOMP_FILTER_FLAG_LOG";

bool isExecuted(Action action) { return action == Action::Allow || action == Action::Log; }

Profile withLogFlag(Profile profile)
{
    // Runtimes that are told no flags set this one.
    if (!profile.flags)
        profile.flags = {"SECCOMP_FILTER_FLAG_SPEC_ALLOW"};
    if (!std::ranges::contains(*profile.flags, kLogFlag))
        profile.flags->emplace_back(kLogFlag);
    return profile;
}

Profile loggingInstead(Profile profile)
{
    const auto toLog = [](Action &action, auto &errnoRet, auto &errnoName) {
        if (isExecuted(action))
            return;
        action = Action::Log;
        errnoRet.reset();
        errnoName.reset();
    };
    if (profile.defaultAction)
        toLog(*profile.defaultAction, profile.defaultErrnoRet, profile.defaultErrnoName);
    for (profile::Rule &rule : profile.rules)
        toLog(rule.action, rule.errnoRet, rule.errnoName);
    return profile;
}

Profile loggingEverything(Profile profile)
{
    profile.defaultAction = Action::Log;
    profile.defaultErrnoRet.reset();
    profile.defaultErrnoName.reset();
    profile.rules.clear();
    return profile;
}

} // namespace

std::optional<LogMode> parseLogMode(std::string_view text)
{
    if (text == "as-written")
        return LogMode::AsWritten;
    if (text == "refusals")
        return LogMode::Refusals;
    if (text == "instead")
        return LogMode::Instead;
    if (text == "everything")
        return LogMode::Everything;
    return std::nullopt;
}

OptionDescription logOption()
{
    return {std::string(kLogOption), "What is logged",
            "as-written: what the profile says; refusals: what it refuses, too; instead: nothing is refused, what would have been is logged; everything: "
            "every call is executed and logged",
            {"as-written", "refusals", "instead", "everything"}, "as-written"};
}

Result<LogVariant> logVariant(const Profile &profile, LogMode mode, const profile::Target &target)
{
    switch (mode) {
    case LogMode::AsWritten: return LogVariant{profile, {}};
    case LogMode::Refusals: return LogVariant{withLogFlag(profile), {}};
    case LogMode::Everything: return LogVariant{loggingEverything(profile), {}};
    case LogMode::Instead: break;
    }
    LogVariant variant{loggingInstead(profile), {}};
    const auto resolved = profile::resolve(profile, target);
    if (!resolved)
        return std::unexpected(resolved.error());
    const auto before = profile::compile(profile, target);
    if (!before)
        return std::unexpected(before.error());
    const auto after = profile::compile(variant.profile, target);
    if (!after)
        return std::unexpected(after.error());
    // Calls of ABIs that are not listed stay killed: no rule speaks of them.
    const auto promised = [&before](Abi abi, int number, const profile::Arguments &arguments) {
        const profile::Decision decision = before->decide(abi, number, arguments);
        return decision.executes() || !std::ranges::contains(before->abis(), abi) ? decision : profile::Decision{Action::Log, 0};
    };
    variant.losses = decisionLosses(*resolved, target.architecture, promised, deciderOf(*after));
    return variant;
}

} // namespace whittle::exports
