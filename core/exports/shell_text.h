#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whittle::exports {

/// A word for sh(1): as it is where nothing in it means something to the shell, in single quotes otherwise.
[[nodiscard]] std::string shellQuoted(std::string_view word);

/// A command, one group of words a line. The groups are written as they are; their words have to be quoted.
[[nodiscard]] std::string shellCommand(const std::vector<std::string> &groups);

} // namespace whittle::exports
