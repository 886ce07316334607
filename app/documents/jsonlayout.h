#pragma once

#include <string>
#include <string_view>

namespace whittle::app {

/// Text as core writes it (two spaces a level) with the indentation and the final newline of another text, so that an edit of one rule
/// does not rewrite every line of a file that is kept under version control.
[[nodiscard]] std::string withIndentationOf(std::string_view written, std::string_view original);

} // namespace whittle::app
