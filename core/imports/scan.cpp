#include "imports/scan.h"

namespace whittle::imports {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

// The digits behind the point, as nanoseconds.
std::int64_t takeFraction(std::string_view &text)
{
    if (!take(text, "."))
        return 0;
    std::int64_t value = 0;
    std::int64_t unit = kSecond;
    while (!text.empty() && isDigit(text.front())) {
        if (unit > 1) {
            unit /= 10;
            value += (text.front() - '0') * unit;
        }
        text.remove_prefix(1);
    }
    return value;
}

} // namespace

std::optional<std::int64_t> takeTime(std::string_view &text)
{
    std::string_view rest = text;
    constexpr std::int64_t kMaxSeconds = std::int64_t{1} << 33;
    std::int64_t seconds = 0;
    std::size_t digits = 0;
    const auto takeDigits = [&] {
        std::int64_t value = 0;
        digits = 0;
        while (!rest.empty() && isDigit(rest.front()) && value < kMaxSeconds) {
            value = value * 10 + (rest.front() - '0');
            rest.remove_prefix(1);
            ++digits;
        }
        return value;
    };
    seconds = takeDigits();
    if (digits == 0 || rest.empty())
        return std::nullopt;
    if (rest.front() == ':') {
        for (int part = 0; part < 2; ++part) {
            if (!take(rest, ":"))
                return std::nullopt;
            seconds = seconds * 60 + takeDigits();
            if (digits != 2)
                return std::nullopt;
        }
    } else if (rest.front() != '.') {
        return std::nullopt;
    }
    if (seconds > kMaxSeconds)
        return std::nullopt;
    const std::int64_t fraction = takeFraction(rest);
    text = rest;
    return seconds * kSecond + fraction;
}

std::optional<std::string> fromHex(std::string_view text)
{
    if (text.empty() || text.size() % 2 != 0)
        return std::nullopt;
    std::string bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        std::string_view pair = text.substr(i, 2);
        const auto value = takeNumber<std::uint8_t>(pair, 16);
        if (!value || !pair.empty())
            return std::nullopt;
        bytes.push_back(static_cast<char>(*value));
    }
    return bytes;
}

} // namespace whittle::imports
