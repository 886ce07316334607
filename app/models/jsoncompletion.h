#pragma once

#include "base/abi.h"
#include "models/completion.h"

#include <QString>

#include <vector>

namespace whittle::app {

struct JsonContext;

/// What fits at a place of a profile's text: names of members, syscalls, actions, operators, capabilities, architectures, errors, flags,
/// and as values the constants of the argument that the condition names. Empty where nothing is known to fit.
[[nodiscard]] std::vector<Completion> completionsAt(const QString &text, const JsonContext &context, Abi abi);

} // namespace whittle::app
