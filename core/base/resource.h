#pragma once

#include <string_view>

namespace whittle {

/// The text of a file of resources/ that is built into the program, e.g. resource("syscalls/syscalls.json"); empty when there is
/// none of that name (a test checks every name that the code asks for). Valid as long as the program runs.
[[nodiscard]] std::string_view resource(std::string_view path);

} // namespace whittle
