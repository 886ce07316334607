#include "base/printable.h"

#include <cstdint>
#include <format>

namespace whittle {

namespace {

struct Character
{
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false;
};

// The character at the front of a text that is not empty; one byte that is not valid where it is no UTF-8 (RFC 3629: neither overlong nor a surrogate).
Character frontOf(std::string_view text)
{
    const auto byte = [&text](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char first = byte(0);
    if (first < 0x80)
        return {first, 1, true};
    const std::size_t bytes = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
    if (bytes == 0 || text.size() < bytes)
        return {};
    char32_t code = first & (0x7fU >> bytes);
    for (std::size_t i = 1; i < bytes; ++i) {
        if ((byte(i) & 0xc0) != 0x80)
            return {};
        code = code << 6 | (byte(i) & 0x3fU);
    }
    constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kSmallest[bytes] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
        return {};
    return {code, bytes, true};
}

// Controls, line and paragraph separators, marks that turn the direction of what follows (Unicode, Bidi_Control) and those without a width.
bool isUnsafe(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
        (code >= 0x2066 && code <= 0x2069) || code == 0x061c || code == 0xfeff;
}

std::string escaped(const Character &character, unsigned char byte)
{
    if (!character.valid)
        return std::format("\\x{:02x}", byte);
    switch (character.code) {
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    default: return character.code < 0x80 ? std::format("\\x{:02x}", static_cast<unsigned>(character.code)) : std::format("\\u{:04x}", static_cast<std::uint32_t>(character.code));
    }
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

} // namespace

std::string printable(std::string_view text, std::size_t limit)
{
    if (text.size() > limit) {
        // Not in the middle of a character.
        std::size_t head = limit / 2;
        while (head > 0 && continues(text[head]))
            --head;
        std::size_t tail = text.size() - (limit - limit / 2);
        while (tail < text.size() && continues(text[tail]))
            ++tail;
        return printable(text.substr(0, head)) + "…" + printable(text.substr(tail));
    }
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const Character character = frontOf(text);
        if (character.valid && !isUnsafe(character.code))
            result += text.substr(0, character.bytes);
        else
            result += escaped(character, static_cast<unsigned char>(text.front()));
        text.remove_prefix(character.bytes);
    }
    return result;
}

} // namespace whittle
