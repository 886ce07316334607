#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// Texts from elsewhere: names of files, commands and labels are bytes that somebody else chose.
namespace whittle {

struct Utf8Character
{
    char32_t code = 0;
    std::size_t bytes = 1;
    bool valid = false; // one byte otherwise
};

/// The character at the front of a text that is not empty.
[[nodiscard]] Utf8Character firstCharacter(std::string_view text);

/// True for valid UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing beyond U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view bytes);

/// The bytes with everything that is not UTF-8 written as \xNN.
[[nodiscard]] std::string toUtf8(std::string_view bytes);

/// The text cut to so many columns (one for each code point) with "…" at its end where something is missing.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t columns);

/// The words one after another, with that between them.
[[nodiscard]] std::string joined(const std::vector<std::string> &words, std::string_view between = ", ");

/// "0 B", "512 B", "1.5 kB", "223 MB": powers of 1000 with three digits, as engines print sizes of images.
[[nodiscard]] std::string sizeText(std::uint64_t bytes);

} // namespace whittle
