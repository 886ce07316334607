#include "profile/edit.h"

#include "profile/rule_list.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <cerrno>
#include <set>

namespace whittle::profile {
namespace {

constexpr std::string_view kClone3 = "clone3";

bool executes(Action action)
{
    return action == Action::Allow || action == Action::Log;
}

bool takesErrno(Action action)
{
    return action == Action::Errno;
}

Action normal(Action action)
{
    return action == Action::Kill ? Action::KillThread : action;
}

std::uint32_t errnoOf(const Profile &profile, Action action, const std::optional<std::uint32_t> &errnoRet)
{
    return takesErrno(action) ? errnoRet.value_or(profile.defaultErrnoRet.value_or(EPERM)) : 0;
}

bool gives(const Profile &profile, const Rule &rule, const Answer &answer)
{
    // A rule's errno is its own or EPERM; the profile's default errno is for the default action alone.
    const auto errnoOfRule = takesErrno(rule.action) ? rule.errnoRet.value_or(EPERM) : 0U;
    return normal(rule.action) == normal(answer.action) && (!takesErrno(rule.action) || errnoOfRule == errnoOf(profile, answer.action, answer.errnoRet));
}

bool isPlain(const Rule &rule)
{
    return rule.args.empty() && rule.includes.isEmpty() && rule.excludes.isEmpty();
}

bool isDefault(const Profile &profile, const Answer &answer)
{
    if (!profile.defaultAction)
        return answer.action == Action::Allow && profile.rules.empty();
    return normal(*profile.defaultAction) == normal(answer.action)
        && errnoOf(profile, *profile.defaultAction, std::nullopt) == errnoOf(profile, answer.action, answer.errnoRet);
}

/// Takes the names out of the rules that `which` picks; rules that lose their last name go.
template <class Which>
void removeNames(Profile &profile, const std::set<std::string, std::less<>> &names, Which which)
{
    std::erase_if(profile.rules, [&](Rule &rule) {
        if (!which(rule))
            return false;
        const auto before = rule.allNames().size();
        std::erase_if(rule.names, [&](const std::string &name) { return names.contains(name); });
        if (rule.name && names.contains(*rule.name))
            rule.name.reset();
        const auto after = rule.allNames().size();
        return after == 0 && before != 0;
    });
}

void addNames(Profile &profile, const std::set<std::string, std::less<>> &names, const Answer &answer)
{
    const auto named = [&](const std::string &name) {
        return std::ranges::any_of(profile.rules, [&](const Rule &rule) { return isPlain(rule) && gives(profile, rule, answer) && std::ranges::contains(rule.allNames(), name); });
    };
    std::vector<std::string> missing;
    std::ranges::copy_if(names, std::back_inserter(missing), [&](const std::string &name) { return !named(name); });
    if (missing.empty())
        return;
    // The longest plain list is where a person would write it; a commented rule may be about something else, so it comes second.
    Rule *home = nullptr;
    for (auto &rule : profile.rules) {
        if (!isPlain(rule) || !gives(profile, rule, answer) || (rule.name && !rule.name->empty()) || rule.names.empty())
            continue;
        const auto score = [](const Rule &r) { return std::pair(r.comment.empty(), r.names.size()); };
        if (!home || score(rule) > score(*home))
            home = &rule;
    }
    if (home) {
        for (const auto &name : missing)
            addName(*home, name);
        return;
    }
    Rule rule;
    rule.action = answer.action;
    if (takesErrno(answer.action))
        rule.errnoRet = errnoOf(profile, answer.action, answer.errnoRet);
    if (!isOldForm(profile)) {
        rule.names = std::move(missing);
        profile.addRule(std::move(rule));
        return;
    }
    for (auto &name : missing) {
        Rule single = rule;
        single.name = std::move(name);
        profile.addRule(std::move(single));
    }
}

} // namespace

Profile withAnswer(const Profile &profile, std::span<const std::string> syscalls, const Answer &answer)
{
    const std::set<std::string, std::less<>> names(syscalls.begin(), syscalls.end());
    Profile edited = profile;
    removeNames(edited, names, [&](const Rule &rule) { return !isPlain(rule) || !gives(profile, rule, answer); });
    // A profile that allows everything by having neither default nor rules must say so before it gets its first rule.
    if (!edited.defaultAction)
        edited.defaultAction = Action::Allow;
    if (!isDefault(edited, answer))
        addNames(edited, names, answer);
    return edited;
}

Profile withoutSyscalls(const Profile &profile, std::span<const std::string> syscalls)
{
    const std::set<std::string, std::less<>> names(syscalls.begin(), syscalls.end());
    Profile edited = profile;
    removeNames(edited, names, [](const Rule &rule) { return executes(rule.action); });
    if (!edited.defaultAction)
        edited.defaultAction = Action::Allow;
    const auto denied = [&](const std::string &name) {
        return std::ranges::any_of(edited.rules, [&](const Rule &rule) { return isPlain(rule) && !executes(rule.action) && std::ranges::contains(rule.allNames(), name); });
    };
    std::vector<std::string> unanswered;
    for (const auto &name : names) {
        if (denied(name))
            continue;
        if (name == kClone3)
            edited = withAnswer(edited, std::array{name}, {Action::Errno, ENOSYS});
        else if (executes(*edited.defaultAction))
            unanswered.push_back(name);
    }
    if (!unanswered.empty())
        edited = withAnswer(edited, unanswered, {Action::Errno, EPERM});
    return edited;
}

std::vector<SideEffect> sideEffects(const Filter &before, const Filter &after, std::span<const std::string> edited)
{
    std::vector<SideEffect> effects;
    for (const Abi abi : kAllAbis) {
        if (!std::ranges::contains(before.abis(), abi) && !std::ranges::contains(after.abis(), abi))
            continue;
        for (const auto &syscall : syscalls::Catalogue::builtIn().all()) {
            if (!syscall.existsOn(abi) || std::ranges::contains(edited, syscall.name))
                continue;
            const auto was = before.decide(abi, syscall.number(abi));
            const auto is = after.decide(abi, syscall.number(abi));
            if (was != is)
                effects.push_back({abi, syscall.name, was, is});
        }
    }
    return effects;
}

} // namespace whittle::profile
