#include "formats/text_places.h"

#include <algorithm>

namespace whittle::formats {

TextPlaces::TextPlaces(std::string_view text) : m_lineStarts{0}
{
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        m_lineStarts.push_back(at + 1);
}

TextRange TextPlaces::range(std::size_t begin, std::size_t end) const
{
    const auto line = std::ranges::upper_bound(m_lineStarts, begin) - 1;
    return {begin, end, static_cast<std::size_t>(line - m_lineStarts.begin()) + 1, begin - *line + 1};
}

} // namespace whittle::formats
