#pragma once

#include "analysis/comparison.h"
#include "analysis/drift.h"
#include "formats/report.h"

namespace whittle::analysis {

/// The comparison for people who were not there: what changes from the first side to each later one, by group, with the arguments that differ.
[[nodiscard]] formats::Report reportOf(const Comparison &comparison);
[[nodiscard]] formats::Report reportOf(const Drift &drift);

/// "x86_64, kernel 6.18, Docker's default capabilities, runc".
[[nodiscard]] std::string inWords(const profile::Target &target);

} // namespace whittle::analysis
