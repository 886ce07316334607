#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace whittle {

/// One report of a long job. total 0: not known; the docstring of the function that reports names the unit.
struct Progress
{
    std::string step;
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

/// Called on the thread of the job, at most some ten times a second. May be empty.
using ProgressFn = std::function<void(const Progress &)>;

} // namespace whittle
