#pragma once

#include "base/result.h"
#include "profile/profile.h"
#include "profile/target.h"
#include "trace/recording.h"

#include <map>
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
    std::map<std::string, profile::Profile> bases; // what recordings name as their base, beside the built-in profiles
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

/// The smallest profile that the recorded programs and the runtimes that start them can work under. What is not allowed is answered
/// ENOSYS where programs cope with kernels that lack the syscall, else EPERM; what the base denied is answered as the base did.
/// Deterministic: the same recordings give the same profile, whatever their order. Errors: InvalidInput for recordings of different
/// machines, or with no syscall in them, and for a base or union that no engine would take.
[[nodiscard]] Result<Proposal> propose(std::span<const trace::Recording> recordings, const ProposeOptions &options);

} // namespace whittle::analysis
