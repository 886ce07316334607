#pragma once

#include "base/result.h"
#include "profile/filter.h"

#include <string>
#include <vector>

namespace whittle::profile {

/// A program to be executed under a filter on this machine.
struct RunRequest
{
    std::vector<std::string> command; // not empty; the first is looked up in PATH
    unsigned flags = 0;               // SECCOMP_FILTER_FLAG_*, see filterFlags()
};

/// The flags that runtimes load the profile's filter with: those it lists, or SPEC_ALLOW where it lists none.
[[nodiscard]] unsigned filterFlags(const Profile &profile);

/// Loads the filter in a child, which then executes the command, and waits for it. Signals that end a job go to the child.
/// Returns the status of the wait; a filter under which the command cannot be executed is an error that says so.
/// no_new_privs is set only where loading needs it. One such run at a time: it changes the signal handlers of the process.
[[nodiscard]] Result<int> runUnderFilter(const Filter &filter, const RunRequest &request);

} // namespace whittle::profile
