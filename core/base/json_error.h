#pragma once

#include <string>
#include <string_view>

namespace whittle {

/// What an exception of nlohmann-json says, without the library's own name and number in front: "line 1, column 13: unexpected end of input".
[[nodiscard]] inline std::string jsonErrorText(std::string_view what)
{
    if (const auto bracket = what.find("] "); what.starts_with("[json.exception.") && bracket != std::string_view::npos)
        what.remove_prefix(bracket + 2);
    for (const std::string_view phrase : {"parse error at ", "parse error: "})
        if (what.starts_with(phrase))
            what.remove_prefix(phrase.size());
    return std::string(what);
}

} // namespace whittle
