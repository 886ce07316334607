#include "image/paths.h"

#include "base/printable.h"

#include <algorithm>
#include <format>

namespace whittle::image {

Result<std::string> normalPath(std::string_view written)
{
    if (written.find('\0') != std::string_view::npos)
        return fail(ErrorCode::InvalidInput, "the path has a zero byte");
    std::string path;
    while (!written.empty()) {
        const std::string_view part = written.substr(0, written.find('/'));
        written.remove_prefix(std::min(written.size(), part.size() + 1));
        if (part.empty() || part == ".")
            continue;
        if (part == "..")
            return fail(ErrorCode::InvalidInput, "the path has a \"..\"");
        if (!path.empty())
            path += '/';
        path += part;
        if (path.size() > kMaxPath)
            return fail(ErrorCode::InvalidInput, std::format("the path is longer than {} bytes", kMaxPath));
    }
    return path;
}

std::string inQuotes(std::string_view bytes)
{
    constexpr std::size_t kShown = 200;
    return '"' + printable(bytes, kShown) + '"';
}

} // namespace whittle::image
