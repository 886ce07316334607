#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace whittle::probe {

/// The values of href and src attributes of an HTML text, in order, each once; entities that occur in URLs are decoded. At most limit.
/// Not a parser of HTML: an attribute is what looks like one inside a tag, which suits pages as browsers accept them.
[[nodiscard]] std::vector<std::string> linksOf(std::string_view html, std::size_t limit);

/// A link of a page as a path (with its query) on the same endpoint; empty for other hosts, other schemes and mere fragments.
/// pageUrl is the absolute URL of the page.
[[nodiscard]] std::string pathOfLink(const std::string &pageUrl, const std::string &link);

} // namespace whittle::probe
