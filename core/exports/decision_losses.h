#pragma once

#include "base/abi.h"
#include "exports/exporter.h"
#include "profile/filter.h"

#include <functional>
#include <span>
#include <vector>

namespace whittle::exports {

using Decider = std::function<profile::Decision(Abi abi, int number, const profile::Arguments &arguments)>;

[[nodiscard]] Decider deciderOf(profile::Filter filter);

/// Every ABI that runs on a machine.
[[nodiscard]] std::span<const Abi> abisOf(Abi machine);

/// Where theirs decides otherwise than ours: each syscall of each ABI of the machine, with the argument values that the profile's rules could
/// tell apart, and numbers that have no name yet. One loss for each kind of difference, the looser ones first.
/// The profile is the resolved one that ours comes from.
[[nodiscard]] std::vector<Loss> decisionLosses(const profile::Profile &resolved, Abi machine, const Decider &ours, const Decider &theirs);

} // namespace whittle::exports
