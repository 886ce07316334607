#include "slim/html.h"

#include "base/printable.h"
#include "base/text.h"

#include <format>

namespace whittle::slim::html {

std::string escaped(std::string_view text)
{
    std::string result;
    for (const char c : printable(text)) {
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += c;
        }
    }
    return result;
}

std::string number(std::uint64_t value)
{
    std::string digits = std::to_string(value);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, "\u202f");
    }
    return digits;
}

std::string sizeCell(std::uint64_t bytes)
{
    return std::format("<td class=\"number\" data-key=\"{}\">{}</td>", bytes, sizeText(bytes));
}

std::string numberCell(std::uint64_t value)
{
    return std::format("<td class=\"number\" data-key=\"{}\">{}</td>", value, number(value));
}

std::string percent(std::uint64_t part, std::uint64_t whole)
{
    if (whole == 0)
        return "0 %";
    const double share = 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    // What is not all is never shown as all, and what is something never as nothing.
    if (part < whole && share > 99.9)
        return "99.9 %";
    if (part > 0 && share < 0.1)
        return "0.1 %";
    return std::format("{:.1f} %", share);
}

std::string bar(std::uint64_t part, std::uint64_t whole)
{
    const double share = whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    return part == 0 ? "<div class=\"bar\" aria-hidden=\"true\"></div>" : std::format("<div class=\"bar\" aria-hidden=\"true\"><i style=\"width:{:.2f}%\"></i></div>", share);
}

} // namespace whittle::slim::html
