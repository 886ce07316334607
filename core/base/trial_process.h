#pragma once

#include "base/result.h"

#include <chrono>
#include <functional>

namespace whittle {

/// Whether the work ends within so much processor time, found by a process of its own that does it and is ended when it does not. What the work
/// changes is lost with it; it must not wait for other threads, which that process has not. Errors: Io.
[[nodiscard]] Result<bool> endsInTime(std::chrono::seconds limit, const std::function<void()> &work);

} // namespace whittle
