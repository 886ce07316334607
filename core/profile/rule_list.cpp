#include "profile/rule_list.h"

#include "profile/errno_name.h"

#include <algorithm>

namespace whittle::profile {
namespace {

/// A profile that allows everything by having neither default nor rules must say so before it gets its first rule.
void sayDefault(Profile &profile)
{
    if (!profile.defaultAction && !profile.rules.empty())
        profile.defaultAction = Action::Allow;
}

} // namespace

bool isOldForm(const Profile &profile)
{
    return !profile.rules.empty() && std::ranges::all_of(profile.rules, [](const Rule &rule) { return rule.names.empty() && rule.name.has_value(); });
}

void addName(Rule &rule, const std::string &name)
{
    if (std::ranges::contains(rule.names, name))
        return;
    const auto place = std::ranges::is_sorted(rule.names) ? std::ranges::lower_bound(rule.names, name) : rule.names.end();
    rule.names.insert(place, name);
}

Profile withRule(const Profile &profile, const Rule &rule)
{
    Profile edited = profile;
    if (auto *old = edited.find(rule.id))
        *old = rule;
    return edited;
}

Profile withAddedRule(const Profile &profile, Rule rule, std::size_t position)
{
    Profile edited = profile;
    if (isOldForm(profile) && rule.names.size() == 1 && !rule.name) {
        rule.name = std::move(rule.names.front());
        rule.names.clear();
    }
    rule.id = edited.nextId++;
    const auto place = std::min(position, edited.rules.size());
    edited.rules.insert(edited.rules.begin() + static_cast<std::ptrdiff_t>(place), std::move(rule));
    sayDefault(edited);
    return edited;
}

Profile withoutRules(const Profile &profile, std::span<const RuleId> rules)
{
    Profile edited = profile;
    // Without its last rule and a default action it would be no filter at all, which is not what was asked for.
    sayDefault(edited);
    std::erase_if(edited.rules, [&](const Rule &rule) { return std::ranges::contains(rules, rule.id); });
    return edited;
}

Profile withMovedRules(const Profile &profile, std::span<const RuleId> rules, std::size_t position)
{
    Profile edited = profile;
    const auto isMoved = [&](const Rule &rule) { return std::ranges::contains(rules, rule.id); };
    const auto middle = edited.rules.begin() + static_cast<std::ptrdiff_t>(std::min(position, edited.rules.size()));
    std::stable_partition(edited.rules.begin(), middle, [&](const Rule &rule) { return !isMoved(rule); });
    std::stable_partition(middle, edited.rules.end(), isMoved);
    return edited;
}

Profile withSplitRule(const Profile &profile, RuleId id, std::span<const std::string> names)
{
    const Rule *old = profile.find(id);
    if (!old)
        return profile;
    Rule stays = *old;
    Rule leaves = *old;
    std::erase_if(stays.names, [&](const std::string &name) { return std::ranges::contains(names, name); });
    std::erase_if(leaves.names, [&](const std::string &name) { return !std::ranges::contains(names, name); });
    if (old->name)
        (std::ranges::contains(names, *old->name) ? stays : leaves).name.reset();
    if (stays.allNames().empty() || leaves.allNames().empty())
        return profile;
    Profile edited = withRule(profile, stays);
    const auto place = std::ranges::find(edited.rules, id, &Rule::id) - edited.rules.begin();
    return withAddedRule(edited, std::move(leaves), static_cast<std::size_t>(place) + 1);
}

bool sayTheSame(const Rule &a, const Rule &b)
{
    Rule left = a;
    left.names = b.names;
    left.name = b.name;
    left.comment = b.comment;
    left.members = b.members;
    // Members that Whittle has no field for may mean something to somebody.
    return left.sameAs(b) && a.members.unknown == b.members.unknown;
}

Profile withJoinedRules(const Profile &profile, std::span<const RuleId> rules)
{
    Profile edited = profile;
    const auto isMeant = [&](const Rule &rule) { return std::ranges::contains(rules, rule.id); };
    const auto first = std::ranges::find_if(edited.rules, isMeant);
    if (first == edited.rules.end())
        return profile;
    Rule joined = *first;
    bool any = false;
    std::erase_if(edited.rules, [&](const Rule &rule) {
        if (!isMeant(rule) || rule.id == joined.id || !sayTheSame(joined, rule))
            return false;
        for (const auto &name : rule.allNames())
            addName(joined, name);
        if (!rule.comment.empty() && rule.comment != joined.comment)
            joined.comment += (joined.comment.empty() ? "" : "; ") + rule.comment;
        any = true;
        return true;
    });
    if (!any)
        return profile;
    // The old form has room for one name alone.
    if (joined.name) {
        addName(joined, *joined.name);
        joined.name.reset();
    }
    return withRule(edited, joined);
}

Profile withDefaultAnswer(const Profile &profile, Action action, std::optional<std::uint32_t> errnoRet)
{
    Profile edited = profile;
    const bool oldSpelling = profile.defaultAction == Action::Kill && action == Action::KillThread;
    if (!oldSpelling)
        edited.defaultAction = action;
    edited.defaultErrnoRet = errnoRet;
    if (edited.defaultErrnoName && profile.defaultErrnoRet != errnoRet)
        edited.defaultErrnoName = errnoRet ? std::optional(errnoText(*errnoRet)) : std::nullopt;
    return edited;
}

} // namespace whittle::profile
