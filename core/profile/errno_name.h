#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace whittle::profile {

/// The number of "EPERM", "ENOSYS" …; empty where Linux has no error of that name.
[[nodiscard]] std::optional<unsigned> errnoNumber(std::string_view name);
/// "EPERM" of 1; the number itself where it has no name.
[[nodiscard]] std::string errnoText(unsigned number);

} // namespace whittle::profile
