#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace whittle::image {

/// Longer paths cannot be unpacked by any engine (PATH_MAX).
inline constexpr std::size_t kMaxPath = 4095;

/// A path of an archive in the form of Entry::path: "./usr//lib/" → "usr/lib", "/" → "". Errors: InvalidInput for "..", a zero byte and
/// paths beyond kMaxPath; the message has no path.
[[nodiscard]] Result<std::string> normalPath(std::string_view written);

/// For messages: printable(), in quotes; long names lose their middle.
[[nodiscard]] std::string inQuotes(std::string_view bytes);

[[nodiscard]] inline std::string_view parentPath(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

[[nodiscard]] inline std::string_view baseName(std::string_view path)
{
    return path.substr(path.rfind('/') + 1); // npos + 1 is 0
}

} // namespace whittle::image
