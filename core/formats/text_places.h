#pragma once

#include "formats/json_tree.h"
#include "formats/seccomp_json.h"

namespace whittle::formats {

/// Turns byte offsets of a text into lines and columns.
class TextPlaces
{
public:
    explicit TextPlaces(std::string_view text);

    [[nodiscard]] TextRange range(std::size_t begin, std::size_t end) const;
    [[nodiscard]] TextRange range(const JsonValue &value) const { return range(value.begin, value.end); }

private:
    std::vector<std::size_t> m_lineStarts;
};

} // namespace whittle::formats
