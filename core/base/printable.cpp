#include "base/printable.h"

#include "base/text.h"

#include <cstdint>
#include <format>

namespace whittle {

namespace {

// Controls, line and paragraph separators, marks that turn the direction of what follows (Unicode, Bidi_Control) and those without a width.
bool isUnsafe(char32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
        (code >= 0x2066 && code <= 0x2069) || code == 0x061c || code == 0xfeff;
}

std::string escaped(const Utf8Character &character, unsigned char byte)
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
        const Utf8Character character = firstCharacter(text);
        if (character.valid && !isUnsafe(character.code))
            result += text.substr(0, character.bytes);
        else
            result += escaped(character, static_cast<unsigned char>(text.front()));
        text.remove_prefix(character.bytes);
    }
    return result;
}

} // namespace whittle
