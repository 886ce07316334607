#pragma once

#include "analysis/argument_rules.h"
#include "base/result.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <set>
#include <string>
#include <vector>

namespace whittle::analysis {

/// What a whole profile lets through of one syscall.
struct Permission
{
    enum class Kind { Denied, Limited, Allowed } kind = Kind::Denied;
    std::set<std::uint64_t> values; // Limited and limitable(): the masked argument's values
    std::vector<std::vector<profile::ArgumentCondition>> conditions; // Limited, any other syscall

    /// What either of the two lets through.
    void widenBy(const Permission &other);
};

/// A profile as one target's runtime would load it, asked what it permits. Used for the base of a recording and for --union.
class Permissions
{
public:
    /// Errors: as profile::compile.
    [[nodiscard]] static Result<Permissions> create(const profile::Profile &profile, const profile::Target &target);

    [[nodiscard]] Permission of(const syscalls::Syscall &syscall, Abi abi) const;
    [[nodiscard]] profile::Decision decide(const syscalls::Syscall &syscall, Abi abi) const;

private:
    Permissions(profile::Profile resolved, profile::Filter filter) : m_resolved(std::move(resolved)), m_filter(std::move(filter)) {}
    profile::Profile m_resolved;
    profile::Filter m_filter;
};

} // namespace whittle::analysis
