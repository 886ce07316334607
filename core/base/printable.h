#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace whittle {

/// Text that came from outside (names in archives, logs, JSON) as one line for a terminal, a log or a label: what could move the cursor, break
/// the line or turn its direction is written as "\n", "\x1b" or "\u202e", bytes that are no UTF-8 as "\xff". Everything else stays as it is,
/// a backslash too: this is for reading, it cannot be turned back. A text longer than limit bytes loses its middle to "…".
[[nodiscard]] std::string printable(std::string_view text, std::size_t limit = std::string_view::npos);

} // namespace whittle
