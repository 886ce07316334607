#pragma once

#include "profile/edit.h"

#include <QString>

#include <vector>

namespace whittle::app {

/// "clone3: Deny · ENOSYS → Deny · EPERM, and 12 more. …": what an edit changed beside what was meant, with the reason that matters most.
[[nodiscard]] QString sideEffectsText(const std::vector<profile::SideEffect> &effects);

} // namespace whittle::app
