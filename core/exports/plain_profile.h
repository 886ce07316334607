#pragma once

#include "exports/decision_losses.h"
#include "exports/exporter.h"
#include "profile/filter.h"

#include <vector>

namespace whittle::exports {

/// A profile as the target's runtime gets it, said so that every reader understands the same, with the filter that it makes.
struct PlainProfile
{
    profile::Profile profile; // conditions resolved, one condition an argument in each rule, no comments, no members that nobody knows
    profile::Filter filter;   // of the target, from the profile as it was given
    std::vector<std::string> notes; // rules that were left out because of their conditions
    std::size_t stub = 0;           // plainProfileWithStub(): length of what the runtime puts in front of libseccomp's instructions
};

/// Errors: as profile::compile.
[[nodiscard]] Result<PlainProfile> plainProfile(const Request &request);
[[nodiscard]] Result<PlainProfile> plainProfileWithStub(const Request &request);

/// The losses of a filter for the plain profile that a reader would compile. Errors: where that reader would not take it.
[[nodiscard]] Result<std::vector<Loss>> lossesWhenReadAs(const PlainProfile &plain, const profile::Profile &read, const profile::Target &machine, const profile::Target &reader);

/// The same for the text of a profile.
[[nodiscard]] Result<std::vector<Loss>> lossesOfText(const PlainProfile &plain, std::string_view json, const profile::Target &machine, const profile::Target &reader);

/// What happens to calls that a filter hands to a listener or a tracer where nobody listens or traces: the kernel answers ENOSYS.
[[nodiscard]] Decider withoutListener(const profile::Filter &filter);

/// Losses of loading a filter where flags cannot be given. loader: "bubblewrap".
void addFlagLosses(const profile::Profile &profile, std::string_view loader, std::vector<Loss> &losses);

[[nodiscard]] bool executesAction(profile::Action action);

} // namespace whittle::exports
