#pragma once

#include "base/result.h"
#include "trace/recording.h"

#include <span>

namespace whittle::tuning {

/// One recording of several runs, in which nothing is lost and nothing is mixed: every process, with its files, syscalls and refusals, stays
/// one of its own under a new id; probes follow each other; what was said of a run as a whole is kept in Recording::runs. Recordings that
/// are equal count once. Where runs differ in what is said once (base, machine, image, …) the first one's is named and a warning says so.
/// Nothing is added up. Errors: InvalidInput without a recording, or when the processes are
/// too many to be numbered.
[[nodiscard]] Result<trace::Recording> mergeRecordings(std::span<const trace::Recording> recordings);

} // namespace whittle::tuning
