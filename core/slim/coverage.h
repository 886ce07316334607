#pragma once

#include "probe/probe.h"
#include "trace/recording.h"

#include <string>
#include <vector>

namespace whittle::slim {

/// What a person should know about what a recording covers, before trusting what was made from it. Empty when the run was exercised and whole.
[[nodiscard]] std::vector<std::string> coverageWarnings(const trace::Recording &recording);

} // namespace whittle::slim
