#pragma once

#include "profile/target.h"
#include "trace/recording.h"

namespace whittle::analysis {

/// The target that a recording was made for: machine, kernel, capabilities and engine of its environment; ours where it does not say.
[[nodiscard]] profile::Target targetOf(const trace::Recording &recording);

} // namespace whittle::analysis
