#pragma once

#include "profile/check.h"
#include "profile/profile.h"

#include <string>
#include <vector>

namespace whittle::profile {

enum class FixKind {
    Rename,          // subject: what is written, replacement: what was meant
    RemoveName,      // subject: the syscall, from the rule of the finding
    RemoveRule,
    RemoveCondition, // the argument condition of the finding
    RemoveErrno,
    SetErrno,        // replacement: the number
    TrimDatum,       // bits outside the mask
    Allow,           // subject: the syscall
    Deny,
    AnswerEnosys,
};

/// One way to mend what a finding tells.
struct Fix
{
    FixKind kind = FixKind::RemoveName;
    std::string subject;
    std::string replacement;

    bool operator==(const Fix &) const = default;
};

/// The ways to mend a finding of this profile, the likeliest first; empty where only a person can tell.
[[nodiscard]] std::vector<Fix> fixesFor(const Profile &profile, const Finding &finding);

/// The profile after it; unchanged where the finding's place is not in it.
[[nodiscard]] Profile withFix(const Profile &profile, const Finding &finding, const Fix &fix);

} // namespace whittle::profile
