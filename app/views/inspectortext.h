#pragma once

#include "models/syscallrow.h"

#include <QString>

namespace whittle::app {

class Evidence;
class ProfileDocument;

/// The inspector's page about one syscall, as rich text in the theme's colours: what it does, why it is risky, who asks for it,
/// and, of a profile, which of its rules name it.
[[nodiscard]] QString inspectorHtml(const SyscallRow &row, const Evidence &evidence, const ProfileDocument *document = nullptr);

} // namespace whittle::app
