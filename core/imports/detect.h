#pragma once

#include <string_view>

namespace whittle::imports {

/// What a file may hold.
enum class Kind { Unknown, Strace, Audit, Perf, Sysdig, Bpftrace, Ftrace, Events, JsonDocument, YamlDocument, Recording };

[[nodiscard]] std::string_view kindName(Kind kind); // "strace", "audit log" … in words

/// By what the first lines look like; head is the beginning of the text (wrappers taken off). isWhole: there is no more.
[[nodiscard]] Kind detectKind(std::string_view head, bool isWhole);

} // namespace whittle::imports
