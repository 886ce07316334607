#pragma once

#include "apparmor/check.h"
#include "apparmor/recorded_access.h"
#include "documents/evidence.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace whittle::app {

using TextPtr = std::shared_ptr<const std::string>;
using AccessesPtr = std::shared_ptr<const apparmor::RecordedAccesses>;

/// What a policy says of one recorded access.
struct PolicyAnswer
{
    bool allowed = false;
    bool denies = false;       // a deny rule refuses it
    std::uint32_t missing = 0; // permissions of a file that are refused
    std::size_t line = 0;      // of the rule that decides; 0: none speaks of it, or one of an included file does
    bool included = false;     // the rule is in an included file
    std::string rule;          // its text

    bool operator==(const PolicyAnswer &) const = default;
};

/// What is known of a text: its findings, its profiles, and what one of them says of what was recorded.
struct PolicyReport
{
    std::vector<apparmor::Finding> findings; // most severe first; those of code "syntax" are errors of the text
    std::vector<std::string> profiles;       // with their full names; as of the last text without errors
    std::string profile;                     // the one that was asked; empty: there is none
    std::size_t profileLine = 0;             // where it begins
    AccessesPtr accesses;
    std::vector<PolicyAnswer> answers;       // as many as accesses, or none where no profile can be asked
    std::string error;                       // why none can
    bool isStale = false;                    // the text has errors: profiles and answers are those of an older one

    /// How many of the accesses are allowed.
    [[nodiscard]] std::size_t allowedCount() const;
};

struct PolicyRequest
{
    TextPtr text;
    std::vector<OpenRecording> recordings;
    AccessesPtr accesses; // of the recordings, where they were gathered before
    std::string profile;  // wanted; the first one where there is none of that name
    std::shared_ptr<const PolicyReport> before;
};

/// Reads the policy, with the included files of this machine where it has any. Any thread.
[[nodiscard]] PolicyReport reportOf(const PolicyRequest &request);

} // namespace whittle::app
