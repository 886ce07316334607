#pragma once

#include "base/result.h"
#include "profile/profile.h"

#include <optional>
#include <string>

namespace whittle::analysis {

/// What is remembered of a verification.
struct StoredVerdict
{
    bool verified = false;
    std::string image;   // reference or archive, as given
    std::string engine;  // "docker 26.1.5"
    std::string runtime; // "runc 1.1.15"
    std::string at;      // RFC 3339, UTC

    bool operator==(const StoredVerdict &) const = default;
};

/// $XDG_STATE_HOME/whittle/verdicts, by default below ~/.local/state; empty when there is no home.
[[nodiscard]] std::string verdictDirectory();

/// Remembers the last verdict on a profile by the profile's content: after an edit it is another profile, after undoing the same again.
/// At most 500 verdicts are kept, the newest. Errors: as writeFileAtomically.
[[nodiscard]] Result<> storeVerdict(const profile::Profile &profile, const StoredVerdict &verdict, const std::string &directory = verdictDirectory());

/// The last verdict on exactly this profile, if there is a readable one.
[[nodiscard]] std::optional<StoredVerdict> findVerdict(const profile::Profile &profile, const std::string &directory = verdictDirectory());

} // namespace whittle::analysis
