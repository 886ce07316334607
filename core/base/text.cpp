#include "base/text.h"

#include <array>
#include <format>

namespace whittle {

Utf8Character firstCharacter(std::string_view text)
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

bool isUtf8(std::string_view bytes)
{
    while (!bytes.empty()) {
        const Utf8Character character = firstCharacter(bytes);
        if (!character.valid)
            return false;
        bytes.remove_prefix(character.bytes);
    }
    return true;
}

std::string toUtf8(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const Utf8Character character = firstCharacter(bytes);
        if (character.valid)
            text += bytes.substr(0, character.bytes);
        else
            text += std::format("\\x{:02x}", static_cast<unsigned char>(bytes.front()));
        bytes.remove_prefix(character.bytes);
    }
    return text;
}

std::string shortened(std::string_view text, std::size_t columns)
{
    std::size_t count = 0;
    std::size_t lastFit = 0; // where the text is cut so that "…" fits
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xc0) == 0x80)
            continue;
        if (count + 1 == columns)
            lastFit = i;
        if (++count > columns)
            return columns == 0 ? std::string() : std::string(text.substr(0, lastFit)) + "…";
    }
    return std::string(text);
}

std::string joined(const std::vector<std::string> &words, std::string_view between)
{
    std::string text;
    for (const std::string &word : words) {
        if (&word != &words.front())
            text += between;
        text += word;
    }
    return text;
}

std::string sizeText(std::uint64_t bytes)
{
    static constexpr std::array<std::string_view, 6> kUnits = {"kB", "MB", "GB", "TB", "PB", "EB"};
    if (bytes < 1000)
        return std::format("{} B", bytes);
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (value >= 999.5 && unit + 1 < kUnits.size()) {
        value /= 1000;
        ++unit;
    }
    return value < 9.995 ? std::format("{:.2f} {}", value, kUnits[unit]) : value < 99.95 ? std::format("{:.1f} {}", value, kUnits[unit]) : std::format("{:.0f} {}", value, kUnits[unit]);
}

} // namespace whittle
