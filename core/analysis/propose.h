#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "trace/recording.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::analysis {

enum class ArgumentRules { None, Safe, Observed };

struct ProposeOptions
{
    std::vector<std::string> runtimes = {"runc", "crun"}; // whose start-up needs are added, from measured data
    ArgumentRules arguments = ArgumentRules::Safe;
    bool beyondBase = false;                        // allow also what the recording's base denied
    std::optional<profile::Profile> unionWith;      // --union: everything that this allows, too
    std::string unionName;
    bool noNewPrivileges = false;
};

/// Why one syscall is in the proposal.
struct Reason
{
    std::string syscall;
    std::string text; // "observed in nginx, 1 204×", "needed by runc ≥ 1.1 to start"
};

struct Proposal
{
    profile::Profile profile;      // every rule has a comment that says why
    std::vector<Reason> reasons;   // sorted by syscall
    std::vector<std::string> notes; // what a person should know: coverage, what the base denied, …
};

/// Deterministic: the same recordings give the same profile, whatever their order. Errors: InvalidInput for recordings of different
/// machines, or with no syscall in them.
[[nodiscard]] Result<Proposal> propose(std::span<const trace::Recording> recordings, const ProposeOptions &options);

} // namespace whittle::analysis
