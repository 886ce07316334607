#include "sensor/user.h"

#include "sensor/system.h"

#include <algorithm>
#include <optional>

namespace whittle::sensor {

namespace {

// Takes the text up to the separator (or all of it) off the front.
std::string_view takeUntil(std::string_view &text, char separator)
{
    const std::size_t at = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(std::min(at + 1, text.size()));
    return part;
}

std::optional<unsigned> parseId(std::string_view text)
{
    const auto number = parseNumber(text);
    constexpr std::uint64_t kMaxId = 0x7fffffff; // as engines accept
    return number && *number <= kMaxId ? std::optional(static_cast<unsigned>(*number)) : std::nullopt;
}

struct PasswdEntry
{
    std::string_view name;
    unsigned uid = 0;
    unsigned gid = 0;
    std::string_view home;
};

std::optional<PasswdEntry> findUser(std::string_view passwd, std::string_view wanted)
{
    const auto number = parseId(wanted);
    while (!passwd.empty()) {
        std::string_view line = takeUntil(passwd, '\n');
        PasswdEntry entry;
        entry.name = takeUntil(line, ':');
        takeUntil(line, ':'); // password
        const auto uid = parseId(takeUntil(line, ':'));
        const auto gid = parseId(takeUntil(line, ':'));
        takeUntil(line, ':'); // comment
        entry.home = takeUntil(line, ':');
        if (!uid || !gid || entry.name.empty())
            continue;
        entry.uid = *uid;
        entry.gid = *gid;
        if (entry.name == wanted || number == uid)
            return entry;
    }
    return std::nullopt;
}

struct GroupEntry
{
    std::string_view name;
    unsigned gid = 0;
    std::string_view members;
};

std::vector<GroupEntry> parseGroups(std::string_view text)
{
    std::vector<GroupEntry> entries;
    while (!text.empty()) {
        std::string_view line = takeUntil(text, '\n');
        GroupEntry entry;
        entry.name = takeUntil(line, ':');
        takeUntil(line, ':'); // password
        const auto gid = parseId(takeUntil(line, ':'));
        entry.members = line;
        if (!gid || entry.name.empty())
            continue;
        entry.gid = *gid;
        entries.push_back(entry);
    }
    return entries;
}

bool hasMember(std::string_view members, std::string_view name)
{
    while (!members.empty()) {
        if (takeUntil(members, ',') == name)
            return true;
    }
    return false;
}

std::optional<unsigned> findGroup(const std::vector<GroupEntry> &groups, std::string_view wanted)
{
    const auto named = std::ranges::find(groups, wanted, &GroupEntry::name);
    return named != groups.end() ? std::optional(named->gid) : parseId(wanted);
}

std::unexpected<Error> unknown(const char *what, std::string_view name)
{
    return fail(ErrorCode::NotFound, std::string(what) + " \"" + std::string(name) + "\" is not in the container's files");
}

} // namespace

Result<User> resolveUser(std::string_view spec, const std::vector<std::string> &furtherGroups, std::string_view passwd, std::string_view group)
{
    std::string_view groupSpec = spec;
    const std::string_view userSpec = takeUntil(groupSpec, ':');
    const std::vector<GroupEntry> groups = parseGroups(group);

    User user;
    std::string_view name;
    if (const auto entry = findUser(passwd, userSpec.empty() ? "0" : userSpec)) {
        user = {entry->uid, entry->gid, std::string(entry->home.empty() ? "/" : entry->home), {}};
        name = entry->name;
    } else if (const auto number = parseId(userSpec)) {
        user.uid = *number;
    } else if (!userSpec.empty()) {
        return unknown("user", userSpec);
    }

    if (!groupSpec.empty()) {
        const auto gid = findGroup(groups, groupSpec);
        if (!gid)
            return unknown("group", groupSpec);
        user.gid = *gid;
    } else if (!name.empty()) {
        for (const GroupEntry &entry : groups) {
            if (hasMember(entry.members, name))
                user.groups.push_back(entry.gid);
        }
    }
    for (const std::string &further : furtherGroups) {
        const auto gid = findGroup(groups, further);
        if (!gid)
            return unknown("group", further);
        if (std::ranges::find(user.groups, *gid) == user.groups.end())
            user.groups.push_back(*gid);
    }
    // Engines put the group itself among the supplementary ones (CVE-2022-36109), or a program could leave it.
    if (std::ranges::find(user.groups, user.gid) == user.groups.end())
        user.groups.insert(user.groups.begin(), user.gid);
    return user;
}

} // namespace whittle::sensor
