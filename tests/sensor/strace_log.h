#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace whittle::test {

/// Syscall counts per process. A process is named by its place in the tree: "0" the first, "0.1" its second child.
using ProcessCounts = std::map<std::string, std::map<std::string, std::uint64_t>>;

/// Reads the output of `strace -f -o FILE`: calls are counted where they begin; threads belong to the process
/// that made them (by CLONE_THREAD in the flags of clone and clone3).
[[nodiscard]] ProcessCounts parseStrace(std::string_view text);

} // namespace whittle::test
