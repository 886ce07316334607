#pragma once

#include <string>
#include <string_view>

namespace whittle::engine {

/// A tar stream (ustar) with one regular file owned by root. name has at most 100 bytes.
[[nodiscard]] std::string tarOfFile(std::string_view name, unsigned mode, std::string_view content);

} // namespace whittle::engine
