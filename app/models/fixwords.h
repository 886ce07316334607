#pragma once

#include "profile/fixes.h"

#include <QString>

namespace whittle::app {

class ProfileDocument;

/// Mends a finding of the document as one step of its undo stack, named by what it does.
void mend(ProfileDocument &document, const profile::Finding &finding, const profile::Fix &fix);

} // namespace whittle::app

namespace whittle::app::words {

/// What a fix will do: "Write “openat” in place of “opnat”".
[[nodiscard]] QString fix(const profile::Fix &fix);

} // namespace whittle::app::words
