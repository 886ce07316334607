#include "analysis/base_answer.h"

#include <algorithm>

namespace whittle::analysis {

namespace {

bool lets(profile::Action action)
{
    return action == profile::Action::Allow || action == profile::Action::Log;
}

} // namespace

void Permission::widenBy(const Permission &other)
{
    kind = std::max(kind, other.kind);
    values.insert(other.values.begin(), other.values.end());
    for (const auto &alternative : other.conditions)
        if (std::ranges::find(conditions, alternative) == conditions.end())
            conditions.push_back(alternative);
}

Result<Permissions> Permissions::create(const profile::Profile &profile, const profile::Target &target)
{
    auto resolved = profile::resolve(profile, target);
    if (!resolved)
        return std::unexpected(resolved.error());
    auto filter = profile::compile(profile, target);
    if (!filter)
        return std::unexpected(filter.error());
    return Permissions(*std::move(resolved), *std::move(filter));
}

profile::Decision Permissions::decide(const syscalls::Syscall &syscall, Abi abi) const
{
    return m_filter.decide(abi, syscall.number(abi));
}

Permission Permissions::of(const syscalls::Syscall &syscall, Abi abi) const
{
    Permission permission;
    if (!syscall.existsOn(abi))
        return permission;
    if (const Limitable *how = limitable(syscall.name)) {
        const auto values = allowedValues(*how, m_filter, abi, syscall.number(abi));
        permission.kind = !values ? Permission::Kind::Allowed : values->empty() ? Permission::Kind::Denied : Permission::Kind::Limited;
        if (values)
            permission.values.insert(values->begin(), values->end());
        return permission;
    }
    // A rule without conditions beats all others of its syscall, and the first of several does; else any condition that holds.
    bool conditional = false;
    for (const profile::Rule &rule : m_resolved.rules) {
        const auto names = rule.allNames();
        if (std::ranges::find(names, syscall.name) == names.end())
            continue;
        if (rule.args.empty()) {
            permission.conditions.clear();
            permission.kind = lets(rule.action) ? Permission::Kind::Allowed : Permission::Kind::Denied;
            return permission;
        }
        conditional = true;
        if (lets(rule.action))
            permission.conditions.push_back(rule.args);
    }
    if (!conditional || permission.conditions.empty())
        permission.kind = decide(syscall, abi).executes() ? Permission::Kind::Allowed : Permission::Kind::Denied;
    else
        permission.kind = Permission::Kind::Limited;
    return permission;
}

} // namespace whittle::analysis
