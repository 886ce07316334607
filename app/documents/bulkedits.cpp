#include "documents/bulkedits.h"

#include "analysis/propose.h"
#include "documents/profiledocument.h"
#include "profile/edit_rules.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace whittle::app {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::BulkEdit)
};

const char *sourceOf(BulkKind kind)
{
    return kind == BulkKind::TakePodman ? "podman-default" : "docker-default";
}

/// Whether a recording made the syscall, and whether every such call was one that its base denied.
struct Seen
{
    bool any = false;
    bool onlyDenied = true;
};

Seen seenOnAnyAbi(const Evidence &evidence, const syscalls::Syscall &syscall)
{
    Seen seen;
    for (const Abi abi : kAllAbis) {
        const auto *found = syscall.existsOn(abi) ? evidence.of(abi, syscall.number(abi)) : nullptr;
        if (!found || found->count == 0)
            continue;
        seen.any = true;
        std::uint64_t denied = 0;
        for (const auto &[action, count] : found->denials)
            denied += count;
        seen.onlyDenied &= denied >= found->count;
    }
    seen.onlyDenied &= seen.any;
    return seen;
}

/// What a proposal from the attached recordings allows: what was seen, and what starting and ending takes beside it.
Result<std::set<std::string>> proposed(const Evidence &evidence)
{
    std::vector<trace::Recording> recordings;
    for (const auto &open : evidence.recordings()) {
        // Paths weigh most, and a proposal of syscalls reads none.
        trace::Recording light;
        light.subject = open.recording->subject;
        light.environment = open.recording->environment;
        light.denials = open.recording->denials;
        light.complete = open.recording->complete;
        for (const auto &process : open.recording->processes) {
            trace::Process copy;
            copy.id = process.id;
            copy.parent = process.parent;
            copy.comm = process.comm;
            copy.executable = process.executable;
            copy.beginningMissed = process.beginningMissed;
            copy.ownFilter = process.ownFilter;
            copy.syscalls = process.syscalls;
            light.processes.push_back(std::move(copy));
        }
        recordings.push_back(std::move(light));
    }
    analysis::ProposeOptions options;
    options.beyondBase = true;
    const auto proposal = analysis::propose(recordings, options);
    if (!proposal)
        return std::unexpected(proposal.error());
    std::set<std::string> names;
    for (const auto &rule : proposal->profile.rules)
        if (rule.action == profile::Action::Allow || rule.action == profile::Action::Log)
            for (auto &name : rule.allNames())
                names.insert(std::move(name));
    return names;
}

bool inScope(const std::vector<std::string> &scope, const std::string &name)
{
    return scope.empty() || std::ranges::contains(scope, name);
}

BulkPlan planAllowSeen(const ProfileDocument &document, const std::vector<std::string> &scope)
{
    BulkPlan plan;
    const auto &all = syscallsOf(document.view().abi);
    const auto &answers = document.decisions().answers();
    std::vector<std::string> limited;
    std::vector<std::string> denied;
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto seen = seenOnAnyAbi(document.evidence(), *all[i]);
        if (!inScope(scope, all[i]->name) || !seen.any || answers[i].standing == analysis::Standing::Allowed)
            continue;
        if (answers[i].standing == analysis::Standing::Limited)
            limited.push_back(all[i]->name);
        else if (seen.onlyDenied)
            denied.push_back(all[i]->name);
        else
            plan.syscalls.push_back(all[i]->name);
    }
    plan.step = Text::tr("Allow %n syscalls that the recordings used", nullptr, static_cast<int>(plan.syscalls.size()));
    QStringList reasons;
    if (!limited.empty())
        reasons << Text::tr("%n keep their argument conditions.", nullptr, static_cast<int>(limited.size()));
    if (!denied.empty())
        reasons << Text::tr("%n stay denied, as they were while the recordings were made.", nullptr, static_cast<int>(denied.size()));
    plan.keptReason = reasons.join(QLatin1Char(' '));
    plan.kept = std::move(limited);
    plan.kept.insert(plan.kept.end(), denied.begin(), denied.end());
    return plan;
}

Result<BulkPlan> planDenyUnseen(const ProfileDocument &document, const std::vector<std::string> &scope)
{
    BulkPlan plan;
    if (!document.evidence().isEmpty()) {
        const auto needed = proposed(document.evidence());
        if (!needed)
            return std::unexpected(needed.error());
        const auto &all = syscallsOf(document.view().abi);
        const auto &answers = document.decisions().answers();
        for (std::size_t i = 0; i < answers.size(); ++i) {
            if (!inScope(scope, all[i]->name) || answers[i].standing == analysis::Standing::Denied || seenOnAnyAbi(document.evidence(), *all[i]).any)
                continue;
            (needed->contains(all[i]->name) ? plan.kept : plan.syscalls).push_back(all[i]->name);
        }
    }
    plan.step = Text::tr("Deny %n syscalls that were never seen", nullptr, static_cast<int>(plan.syscalls.size()));
    if (!plan.kept.empty())
        plan.keptReason = Text::tr("%n stay: containers start and end with them, or newer C libraries make them in place of what was seen.", nullptr, static_cast<int>(plan.kept.size()));
    return plan;
}

BulkPlan planTake(const ProfileDocument &document, BulkKind kind, const std::vector<std::string> &scope)
{
    BulkPlan plan;
    plan.everything = scope.empty();
    const auto *source = profile::builtInProfile(sourceOf(kind));
    const auto &all = syscallsOf(document.view().abi);
    const auto &answers = document.decisions().answers();
    const auto theirs = source ? Decisions::of(*source, document.view()) : nullptr;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!inScope(scope, all[i]->name))
            continue;
        const bool differs = !theirs || i >= answers.size() || i >= theirs->answers().size() || answers[i] != theirs->answers()[i];
        // Two that are both limited may be so by other arguments.
        const bool byArguments = !differs && answers[i].argumentsMatter;
        if (differs || byArguments)
            plan.syscalls.push_back(all[i]->name);
    }
    // 32-bit x86 programs make sockets through socketcall, where libseccomp puts the conditions of socket as well: without the rule of
    // the source for it they would contradict each other, and the profile would not load.
    if (!plan.everything && std::ranges::contains(plan.syscalls, "socket"))
        plan.syscalls.emplace_back("socketcall");
    const int count = static_cast<int>(plan.syscalls.size());
    if (kind == BulkKind::TakePodman)
        plan.step = plan.everything ? Text::tr("Take all rules from Podman's default") : Text::tr("Take %n syscalls from Podman's default", nullptr, count);
    else
        plan.step = plan.everything ? Text::tr("Take all rules from Docker's default") : Text::tr("Take %n syscalls from Docker's default", nullptr, count);
    return plan;
}

} // namespace

Result<BulkPlan> planBulkEdit(const ProfileDocument &document, BulkKind kind, const std::vector<std::string> &scope)
{
    switch (kind) {
    case BulkKind::AllowSeen:
        return planAllowSeen(document, scope);
    case BulkKind::DenyUnseen:
        return planDenyUnseen(document, scope);
    case BulkKind::TakeDocker:
    case BulkKind::TakePodman:
        break;
    }
    return planTake(document, kind, scope);
}

void applyBulkEdit(ProfileDocument &document, BulkKind kind, const BulkPlan &plan)
{
    if (plan.syscalls.empty())
        return;
    switch (kind) {
    case BulkKind::AllowSeen:
        document.change(plan.step, profile::withAnswer(document.profile(), plan.syscalls, {profile::Action::Allow, std::nullopt}), plan.syscalls);
        return;
    case BulkKind::DenyUnseen:
        document.change(plan.step, profile::withoutSyscalls(document.profile(), plan.syscalls), plan.syscalls);
        return;
    case BulkKind::TakeDocker:
    case BulkKind::TakePodman:
        break;
    }
    const auto *source = profile::builtInProfile(sourceOf(kind));
    if (!source)
        return;
    document.change(plan.step, plan.everything ? profile::withAllRulesFrom(document.profile(), *source) : profile::withRulesFrom(document.profile(), *source, plan.syscalls), plan.syscalls);
}

} // namespace whittle::app
