#pragma once

#include "base/abi.h"

#include <QString>

#include <vector>

namespace whittle::app {

struct JsonContext;

/// One proposal for the word at the cursor.
struct Completion
{
    QString label;  // what is looked for and shown: "AF_INET", "openat"
    QString insert; // what is put in place: of a constant its number, for JSON knows no names
    QString detail; // a few words beside it
};

/// What fits at a place of a profile's text: names of members, syscalls, actions, operators, capabilities, architectures, errors, flags,
/// and as values the constants of the argument that the condition names. Empty where nothing is known to fit.
[[nodiscard]] std::vector<Completion> completionsAt(const QString &text, const JsonContext &context, Abi abi);

} // namespace whittle::app
