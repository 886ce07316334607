#pragma once

#include <string>
#include <string_view>

namespace whittle::profile {

/// True for versions, "2.5.4", that the data reaches back to.
[[nodiscard]] bool isLibseccompVersion(std::string_view version);
/// The oldest of them.
[[nodiscard]] const std::string &oldestLibseccompVersion();

/// True where that libseccomp version has the syscall in its tables. Empty is the library that this program runs with: always true,
/// since that one is asked itself. Data: resources/profiles/libseccomp-versions.json.
[[nodiscard]] bool libseccompKnows(std::string_view version, std::string_view syscall);

} // namespace whittle::profile
