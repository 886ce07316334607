#include "profile/edit_rules.h"

#include "profile/edit.h"
#include "profile/rule_list.h"

#include <algorithm>
#include <cerrno>
#include <set>

namespace whittle::profile {
namespace {

void removeName(Rule &rule, const std::string &syscall)
{
    std::erase(rule.names, syscall);
    if (rule.name == syscall)
        rule.name.reset();
}

/// In a profile of the old form new rules have it too.
Rule inFormOf(const Profile &profile, Rule rule)
{
    if (isOldForm(profile) && rule.names.size() == 1 && !rule.name) {
        rule.name = std::move(rule.names.front());
        rule.names.clear();
    }
    return rule;
}

Answer defaultAnswer(const Profile &profile)
{
    // Without a default action and rules a profile is no filter at all.
    const Action action = profile.defaultAction.value_or(Action::Allow);
    if (action == Action::Errno)
        return {action, profile.defaultErrnoRet.value_or(EPERM)};
    return {action, std::nullopt};
}

} // namespace

bool names(const Rule &rule, std::string_view syscall)
{
    return rule.name == syscall || std::ranges::contains(rule.names, syscall);
}

std::vector<Rule> rulesOf(const Profile &profile, std::string_view syscall)
{
    std::vector<Rule> rules;
    std::ranges::copy_if(profile.rules, std::back_inserter(rules), [&](const Rule &rule) { return names(rule, syscall); });
    return rules;
}

Profile withRules(const Profile &profile, const std::string &syscall, std::span<const Rule> rules)
{
    Profile edited = profile;
    edited.rules.clear();
    std::size_t behind = std::string::npos; // where rules without a home go
    std::set<RuleId> placed;
    const auto add = [&edited](Rule rule) {
        rule.id = edited.nextId++;
        edited.rules.push_back(std::move(rule));
    };
    for (const Rule &old : profile.rules) {
        if (!names(old, syscall)) {
            edited.rules.push_back(old);
            continue;
        }
        const auto wanted = std::ranges::find(rules, old.id, &Rule::id);
        const auto all = old.allNames();
        if (wanted == rules.end() || (wanted->allNames() != all && all.size() > 1)) {
            Rule rest = old;
            removeName(rest, syscall);
            if (!rest.allNames().empty())
                edited.rules.push_back(std::move(rest));
            if (wanted != rules.end())
                add(inFormOf(profile, *wanted));
        } else {
            edited.rules.push_back(*wanted);
        }
        placed.insert(old.id);
        behind = edited.rules.size();
    }
    std::vector<Rule> added;
    for (const Rule &rule : rules) {
        if (placed.contains(rule.id))
            continue;
        added.push_back(inFormOf(profile, rule));
        added.back().id = edited.nextId++;
    }
    const auto place = behind == std::string::npos ? edited.rules.end() : edited.rules.begin() + static_cast<std::ptrdiff_t>(behind);
    edited.rules.insert(place, added.begin(), added.end());
    // A profile that allows everything by having neither default nor rules must say so before it gets its first rule.
    if (!edited.defaultAction && !edited.rules.empty())
        edited.defaultAction = Action::Allow;
    return edited;
}

Profile withRulesFrom(const Profile &profile, const Profile &source, std::span<const std::string> syscalls)
{
    const std::set<std::string, std::less<>> wanted(syscalls.begin(), syscalls.end());
    const bool sameDefault = defaultAnswer(profile).action == defaultAnswer(source).action && defaultAnswer(profile).errnoRet == defaultAnswer(source).errnoRet;
    Profile edited = profile;
    if (!edited.defaultAction)
        edited.defaultAction = Action::Allow;
    std::set<std::string, std::less<>> unnamed = wanted;
    for (const Rule &rule : source.rules)
        for (const auto &name : rule.allNames())
            unnamed.erase(name);

    // Names that a rule of ours has already, and that the same rule over there has too, stay where they are.
    for (Rule &rule : edited.rules) {
        const auto stays = [&](const std::string &name) {
            return !wanted.contains(name) || std::ranges::any_of(source.rules, [&](const Rule &theirs) { return names(theirs, name) && sayTheSame(theirs, rule); });
        };
        std::erase_if(rule.names, [&](const std::string &name) { return !stays(name); });
        if (rule.name && !stays(*rule.name))
            rule.name.reset();
    }
    std::erase_if(edited.rules, [&](const Rule &rule) {
        const Rule *old = profile.find(rule.id);
        return rule.allNames().empty() && old && !old->allNames().empty();
    });
    for (const Rule &theirs : source.rules) {
        std::vector<std::string> missing;
        for (const auto &name : theirs.allNames()) {
            const bool there = std::ranges::any_of(edited.rules, [&](const Rule &rule) { return names(rule, name) && sayTheSame(theirs, rule); });
            if (wanted.contains(name) && !there)
                missing.push_back(name);
        }
        if (missing.empty())
            continue;
        const auto home = std::ranges::find_if(edited.rules, [&](const Rule &rule) { return !rule.name && !rule.names.empty() && sayTheSame(theirs, rule); });
        if (home != edited.rules.end()) {
            for (const auto &name : missing)
                addName(*home, name);
            continue;
        }
        Rule rule = theirs;
        rule.name.reset();
        rule.names = std::move(missing);
        edited.addRule(std::move(rule));
    }
    if (!sameDefault && !unnamed.empty())
        edited = withAnswer(edited, std::vector<std::string>(unnamed.begin(), unnamed.end()), defaultAnswer(source));
    return edited;
}

Profile withAllRulesFrom(const Profile &profile, const Profile &source)
{
    Profile edited = profile;
    edited.defaultAction = source.defaultAction;
    edited.defaultErrnoRet = source.defaultErrnoRet;
    edited.defaultErrnoName = source.defaultErrnoName;
    edited.rules.clear();
    for (const Rule &rule : source.rules)
        edited.addRule(rule);
    return edited;
}

} // namespace whittle::profile
