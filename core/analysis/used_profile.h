#pragma once

#include "profile/profile.h"
#include "trace/recording.h"

namespace whittle::analysis {

/// What a recording used, as a profile, so that it can stand beside others: every syscall that was executed is allowed, whatever its
/// arguments; one that the recording's base always answered in the kernel's place is answered as then; everything else gets EPERM. Nothing
/// is added that runtimes need, so this is for comparing, not for running: see propose().
[[nodiscard]] profile::Profile usedProfile(const trace::Recording &recording);

} // namespace whittle::analysis
