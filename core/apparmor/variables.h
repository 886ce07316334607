#pragma once

#include "apparmor/policy.h"

#include <string>
#include <string_view>
#include <vector>

namespace whittle::apparmor {

/// Puts values in the place of @{NAME}: every combination is one text, with repeated slashes made one as apparmor_parser does for paths.
/// Where there are more than 256 combinations the values of a variable become {a,b} in one text.
class Variables
{
public:
    explicit Variables(const Policy &policy) : m_policy(policy) {}
    /// Gives @{profile_name} its value; empty: it has none.
    void setProfileName(std::string name) { m_profileName = std::move(name); }

    /// Errors: InvalidInput naming a variable that has no value or is part of itself.
    [[nodiscard]] Result<std::vector<std::string>> expand(std::string_view text, bool isPath = true) const;

private:
    [[nodiscard]] Result<std::vector<std::string>> values(std::string_view name, unsigned depth) const;
    [[nodiscard]] Result<std::vector<std::string>> expandOnce(std::string_view text, unsigned depth) const;

    const Policy &m_policy;
    std::string m_profileName;
};

/// Names of the variables in a text, in order: "@{A}/@{B}" → A, B.
[[nodiscard]] std::vector<std::string> variablesIn(std::string_view text);

} // namespace whittle::apparmor
