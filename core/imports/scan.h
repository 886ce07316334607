#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

// Small steps over a line, without allocation.
namespace whittle::imports {

[[nodiscard]] constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
[[nodiscard]] constexpr bool isHexDigit(char c) { return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
/// What names of syscalls are made of.
namespace detail {
inline constexpr auto kNameCharacters = [] {
    std::array<bool, 256> table{};
    for (int c = 0; c < 256; ++c)
        table[static_cast<std::size_t>(c)] = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || (c >= 'A' && c <= 'Z');
    return table;
}();
} // namespace detail
[[nodiscard]] constexpr bool isNameCharacter(char c) { return detail::kNameCharacters[static_cast<unsigned char>(c)]; }

inline void skipSpaces(std::string_view &text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
}

inline void trimEnd(std::string_view &text)
{
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r' || text.back() == '\n' || text.back() == '\0'))
        text.remove_suffix(1);
}

[[nodiscard]] inline std::string_view trimmed(std::string_view text)
{
    skipSpaces(text);
    trimEnd(text);
    return text;
}

/// Takes the text off the front, if it is there.
[[nodiscard]] inline bool take(std::string_view &text, std::string_view front)
{
    if (!text.starts_with(front))
        return false;
    text.remove_prefix(front.size());
    return true;
}

/// Takes a number off the front; the text stays as it was where there is none, or one that does not fit.
template <std::integral T>
[[nodiscard]] std::optional<T> takeNumber(std::string_view &text, int base = 10)
{
    T value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end == text.data())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

/// The whole text as a number: decimal, 0x and, as C writes it, 0 for octal.
[[nodiscard]] inline std::optional<std::uint64_t> wholeNumber(std::string_view text)
{
    const bool negative = take(text, "-");
    int base = 10;
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
        base = 16;
    } else if (text.size() > 1 && text.front() == '0') {
        base = 8;
    }
    const auto value = takeNumber<std::uint64_t>(text, base);
    if (!value || !text.empty())
        return std::nullopt;
    return negative ? std::uint64_t{0} - *value : *value;
}

/// Takes everything up to the separator, which goes too; the whole text where there is none.
[[nodiscard]] inline std::string_view takeUntil(std::string_view &text, char separator)
{
    const auto at = text.find(separator);
    const std::string_view part = text.substr(0, at);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
    return part;
}

/// Takes a word off the front, and the spaces before it.
[[nodiscard]] inline std::string_view takeWord(std::string_view &text)
{
    skipSpaces(text);
    std::size_t size = 0;
    while (size < text.size() && text[size] != ' ' && text[size] != '\t')
        ++size;
    const std::string_view word = text.substr(0, size);
    text.remove_prefix(size);
    return word;
}

[[nodiscard]] inline std::string_view between(const char *begin, const char *end)
{
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// "00:01:02.345678" or "1700000000.123456789" as nanoseconds; empty where it is neither. Takes it off the front.
[[nodiscard]] std::optional<std::int64_t> takeTime(std::string_view &text);

/// "2f62696e" as "/bin"; empty where it is not hexadecimal through and through.
[[nodiscard]] std::optional<std::string> fromHex(std::string_view text);

} // namespace whittle::imports
