#include "documents/ruleedits.h"

#include "documents/profiledocument.h"
#include "profile/rule_list.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace whittle::app::ruleedits {
namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::RuleEdits)
};

std::vector<profile::RuleId> idsOf(const profile::Profile &profile, const std::vector<std::size_t> &places)
{
    std::vector<profile::RuleId> ids;
    for (const auto place : places)
        if (place < profile.rules.size())
            ids.push_back(profile.rules[place].id);
    return ids;
}

/// All that the rules name: what an edit of them means to change.
std::vector<std::string> namesOf(const profile::Profile &profile, const std::vector<std::size_t> &places)
{
    std::vector<std::string> names;
    for (const auto place : places)
        if (place < profile.rules.size())
            std::ranges::move(profile.rules[place].allNames(), std::back_inserter(names));
    return names;
}

QString numbered(const std::vector<std::size_t> &places, const QString &one, const QString &many)
{
    return places.size() == 1 ? one.arg(places.front() + 1) : many;
}

} // namespace

void setRule(ProfileDocument &document, std::size_t place, const profile::Rule &rule)
{
    if (place >= document.profile().rules.size())
        return;
    profile::Rule edited = rule;
    edited.id = document.profile().rules[place].id;
    if (edited.sameAs(document.profile().rules[place]))
        return;
    auto meant = namesOf(document.profile(), {place});
    std::ranges::move(edited.allNames(), std::back_inserter(meant));
    document.change(Text::tr("Change rule %1").arg(place + 1), profile::withRule(document.profile(), edited), meant, true);
}

void setNames(ProfileDocument &document, std::size_t place, const std::vector<std::string> &names)
{
    const auto &rules = document.profile().rules;
    if (place >= rules.size())
        return;
    profile::Rule rule = rules[place];
    const auto before = rule.allNames();
    if (before == names)
        return;
    // The old form has room for one name.
    if (rule.names.empty() && names.size() == 1) {
        rule.name = names.front();
    } else {
        rule.name.reset();
        rule.names = names;
    }
    auto meant = before;
    meant.insert(meant.end(), names.begin(), names.end());
    document.change(Text::tr("Change the syscalls of rule %1").arg(place + 1), profile::withRule(document.profile(), rule), meant);
}

void add(ProfileDocument &document, std::size_t place, const std::vector<std::string> &names)
{
    profile::Rule rule;
    rule.names = names;
    document.change(Text::tr("Add a rule"), profile::withAddedRule(document.profile(), std::move(rule), place), names);
}

void remove(ProfileDocument &document, const std::vector<std::size_t> &places)
{
    if (places.empty())
        return;
    const auto &profile = document.profile();
    document.change(numbered(places, Text::tr("Remove rule %1"), Text::tr("Remove %n rules", nullptr, static_cast<int>(places.size()))), profile::withoutRules(profile, idsOf(profile, places)),
        namesOf(profile, places));
}

void move(ProfileDocument &document, const std::vector<std::size_t> &places, std::size_t to)
{
    if (places.empty())
        return;
    const auto &profile = document.profile();
    document.change(numbered(places, Text::tr("Move rule %1"), Text::tr("Move %n rules", nullptr, static_cast<int>(places.size()))), profile::withMovedRules(profile, idsOf(profile, places), to),
        namesOf(profile, places));
}

void split(ProfileDocument &document, std::size_t place, const std::vector<std::string> &names)
{
    const auto &profile = document.profile();
    if (place >= profile.rules.size())
        return;
    document.change(Text::tr("Split rule %1").arg(place + 1), profile::withSplitRule(profile, profile.rules[place].id, names), profile.rules[place].allNames());
}

void join(ProfileDocument &document, const std::vector<std::size_t> &places)
{
    const auto &profile = document.profile();
    document.change(Text::tr("Join %n rules", nullptr, static_cast<int>(places.size())), profile::withJoinedRules(profile, idsOf(profile, places)), namesOf(profile, places));
}

bool canJoin(const profile::Profile &profile, const std::vector<std::size_t> &places)
{
    return places.size() > 1 && std::ranges::all_of(places, [&](std::size_t place) {
        return place < profile.rules.size() && profile::sayTheSame(profile.rules[places.front()], profile.rules[place]);
    });
}

void setDefaultAnswer(ProfileDocument &document, profile::Action action, std::optional<std::uint32_t> errnoRet)
{
    std::vector<std::string> all;
    for (const auto &syscall : syscalls::Catalogue::builtIn().all())
        all.push_back(syscall.name);
    document.change(Text::tr("Change the default answer"), profile::withDefaultAnswer(document.profile(), action, errnoRet), all);
}

std::vector<std::string> namesIn(const QString &text)
{
    static const QRegularExpression kDivider(QStringLiteral("[\\s,;\"]+"));
    std::vector<std::string> names;
    const auto add = [&names](const std::string &name) {
        if (!std::ranges::contains(names, name))
            names.push_back(name);
    };
    for (const auto &word : text.split(kDivider, Qt::SkipEmptyParts)) {
        const auto name = word.toStdString();
        if (!word.startsWith(QLatin1Char('@'))) {
            add(name);
            continue;
        }
        for (const auto &syscall : syscalls::Catalogue::builtIn().all())
            if (std::ranges::contains(syscall.groups, name))
                add(syscall.name);
    }
    return names;
}

} // namespace whittle::app::ruleedits
