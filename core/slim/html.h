#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace whittle::slim::html {

/// Text between tags or in an attribute with double quotes: nothing of it is a tag, an entity, a line end or a control.
[[nodiscard]] std::string escaped(std::string_view text);
/// "1 204", with thin spaces that do not break.
[[nodiscard]] std::string number(std::uint64_t value);
/// A size with its bytes as the key to sort by: a whole table cell.
[[nodiscard]] std::string sizeCell(std::uint64_t bytes);
[[nodiscard]] std::string numberCell(std::uint64_t value);
/// "93.8 %" of a whole; "0 %" of nothing.
[[nodiscard]] std::string percent(std::uint64_t part, std::uint64_t whole);
/// A bar of which part is filled; decoration, the numbers stand beside it.
[[nodiscard]] std::string bar(std::uint64_t part, std::uint64_t whole);

} // namespace whittle::slim::html
