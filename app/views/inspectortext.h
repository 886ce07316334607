#pragma once

#include "models/syscallrow.h"

#include <QString>

namespace whittle::app {

class Evidence;

/// The inspector's page about one syscall, as rich text in the theme's colours: what it does, why it is risky, who asks for it.
[[nodiscard]] QString inspectorHtml(const SyscallRow &row, const Evidence &evidence);

} // namespace whittle::app
