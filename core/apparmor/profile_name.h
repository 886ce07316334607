#pragma once

#include "trace/recording.h"

#include <span>
#include <string>

namespace whittle::apparmor {

/// A name for a profile of what was recorded: "nginx-apparmor".
[[nodiscard]] std::string profileNameOf(std::span<const trace::Recording> recordings);

} // namespace whittle::apparmor
