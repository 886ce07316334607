#pragma once

#include <QString>

namespace whittle::app {

/// One proposal for the word at the cursor.
struct Completion
{
    QString label;  // what is looked for and shown: "AF_INET", "openat"
    QString insert; // what is put in place: of a constant its number, for JSON knows no names
    QString detail; // a few words beside it
};

} // namespace whittle::app
