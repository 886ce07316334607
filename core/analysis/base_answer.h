#pragma once

#include "analysis/argument_rules.h"
#include "analysis/value_answers.h"
#include "base/result.h"
#include "profile/filter.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <map>
#include <set>
#include <vector>

namespace whittle::analysis {

/// What a whole profile lets through of one syscall.
struct Permission
{
    enum class Kind { Denied, Limited, Allowed } kind = Kind::Denied;
    std::map<std::uint64_t, ValueAnswers> values; // limitable() syscalls that are not Allowed: by the masked argument's value
    // Limited, any other syscall: the profile's own conditions.
    std::vector<Conjunction> conditions;
    std::vector<Refusal> refusals;

    /// What either of the two lets through; what both refuse.
    void widenBy(const Permission &other);
};

/// A profile as one target's runtime would load it, asked what it permits. Used for the base of a recording and for --union.
class Permissions
{
public:
    /// Errors: as profile::compile.
    [[nodiscard]] static Result<Permissions> create(const profile::Profile &profile, const profile::Target &target);

    /// values: of the limitable argument, to be asked about beside those that are always.
    [[nodiscard]] Permission of(const syscalls::Syscall &syscall, Abi abi, const std::set<std::uint64_t> &values = {}) const;
    [[nodiscard]] profile::Decision decide(const syscalls::Syscall &syscall, Abi abi, const profile::Arguments &arguments = {}) const;

private:
    Permissions(profile::Profile resolved, profile::Filter filter) : m_resolved(std::move(resolved)), m_filter(std::move(filter)) {}
    [[nodiscard]] std::vector<const profile::Rule *> rulesFor(const syscalls::Syscall &syscall) const;

    profile::Profile m_resolved;
    profile::Filter m_filter;
};

} // namespace whittle::analysis
