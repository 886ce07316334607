#pragma once

#include "analysis/evidence.h"
#include "trace/recording.h"

#include <set>
#include <span>
#include <string>

namespace whittle::analysis {

/// Adds what a person should know of how much the recordings saw: cut ones, probes that failed, beginnings that were missed, their warnings,
/// syscalls without a name and ABIs beside the native one. Sorted, so that the order of recordings does not show.
void noteCoverage(std::span<const trace::Recording> recordings, const Evidence &evidence, Abi native, std::set<std::string> &notes);

} // namespace whittle::analysis
