#include "documents/jsonlayout.h"

#include <algorithm>

namespace whittle::app {
namespace {

constexpr std::string_view kOurs = "  ";

/// The white space in front of the first line that has some: that is one level.
std::string_view indentationOf(std::string_view text)
{
    std::size_t line = text.find('\n');
    while (line != std::string_view::npos) {
        const auto begin = line + 1;
        const auto end = text.find_first_not_of(" \t", begin);
        if (end == std::string_view::npos)
            break;
        if (end > begin && text[end] != '\n' && text[end] != '\r')
            return text.substr(begin, end - begin);
        line = text.find('\n', begin);
    }
    return kOurs;
}

} // namespace

std::string withIndentationOf(std::string_view written, std::string_view original)
{
    const auto unit = indentationOf(original);
    std::string result;
    result.reserve(written.size());
    for (std::size_t begin = 0; begin < written.size();) {
        const auto newline = written.find('\n', begin);
        const auto line = written.substr(begin, newline == std::string_view::npos ? newline : newline - begin + 1);
        const auto spaces = std::min(line.find_first_not_of(' '), line.size());
        for (std::size_t level = 0; level < spaces / kOurs.size(); ++level)
            result += unit;
        result += line.substr(spaces - spaces % kOurs.size());
        begin += line.size();
    }
    if (!original.empty() && !original.ends_with('\n') && result.ends_with('\n'))
        result.pop_back();
    return result;
}

} // namespace whittle::app
