#pragma once

#include "profile/profile.h"
#include "profile/target.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::profile {

enum class Severity { Info, Low, Medium, High, Critical };

[[nodiscard]] std::string_view severityName(Severity severity); // "info" … "critical"

/// One thing that is wrong or worth knowing about a profile.
struct Finding
{
    Severity severity = Severity::Info;
    std::string code;        // stable and short: "unknown-syscall"
    std::string path;        // JSON path: "syscalls[3].names[2]"; empty: the whole profile
    std::optional<RuleId> rule;
    std::string syscall;     // where one is meant
    std::string message;     // one sentence: what is so
    std::string explanation; // why it matters
    std::string suggestion;  // what to do about it
};

struct CheckOptions
{
    Target target;
    bool noNewPrivileges = false;
};

/// Every finding about the profile for that target, most severe first, then in file order. What a filter decides is asked of the
/// compiled filter. A profile that does not compile has that as a finding.
[[nodiscard]] std::vector<Finding> check(const Profile &profile, const CheckOptions &options);

} // namespace whittle::profile
