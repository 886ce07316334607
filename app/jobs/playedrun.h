#pragma once

#include "jobs/recordjobs.h"

#include <memory>

namespace whittle::app {

/// A run that only shows what a recording holds, as if it happened now; for pictures. One that is tried shows as refused what its profile would have
/// refused, and ends at once; a plain one goes on until somebody ends it.
[[nodiscard]] RecordFn playedRun(std::shared_ptr<const trace::Recording> recording);

} // namespace whittle::app
