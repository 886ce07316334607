#include "imports/scan.h"

namespace whittle::imports {

namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

// The digits behind the point, as nanoseconds.
const char *takeFraction(const char *at, const char *end, std::int64_t &value)
{
    value = 0;
    if (at == end || *at != '.')
        return at;
    constexpr std::array<std::int64_t, 10> kUnits = {1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
    std::size_t digits = 0;
    for (++at; at < end && isDigit(*at); ++at) {
        if (digits < kUnits.size() - 1) {
            value = value * 10 + (*at - '0');
            ++digits;
        }
    }
    value *= kUnits[digits];
    return at;
}

} // namespace

std::optional<std::int64_t> takeTime(std::string_view &text)
{
    constexpr std::int64_t kMaxSeconds = std::int64_t{1} << 33;
    const char *at = text.data();
    const char *const end = at + text.size();
    std::int64_t seconds = 0;
    while (at < end && isDigit(*at) && seconds < kMaxSeconds)
        seconds = seconds * 10 + (*at++ - '0');
    if (at == text.data() || at == end)
        return std::nullopt;
    if (*at == ':') {
        for (int part = 0; part < 2; ++part) {
            if (end - at < 3 || *at != ':' || !isDigit(at[1]) || !isDigit(at[2]))
                return std::nullopt;
            seconds = seconds * 60 + (at[1] - '0') * 10 + (at[2] - '0');
            at += 3;
        }
        if (at < end && isDigit(*at))
            return std::nullopt;
    } else if (*at != '.') {
        return std::nullopt;
    }
    if (seconds > kMaxSeconds)
        return std::nullopt;
    std::int64_t fraction = 0;
    at = takeFraction(at, end, fraction);
    text = between(at, end);
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
