#include "imports/scan.h"
#include "imports/strace_text.h"

#include <cstddef>

namespace whittle::imports::strace {

namespace {

// "[pid  2531] " or "[pid 2531<sh>] "
bool takeBracketedPid(std::string_view &line, Prefix &prefix)
{
    std::string_view rest = line;
    if (!take(rest, "[pid "))
        return false;
    skipSpaces(rest);
    const auto pid = takeNumber<std::int64_t>(rest);
    if (!pid)
        return false;
    if (take(rest, "<"))
        prefix.comm = takeUntil(rest, '>');
    if (!take(rest, "] "))
        return false;
    prefix.pid = *pid;
    line = rest;
    return true;
}

// "[ 257] " of -n, "[00007f4b95a2fb57] " of -i.
bool takeBracketed(std::string_view &line, Prefix &prefix)
{
    constexpr std::size_t kLongest = 20;
    const auto end = line.substr(0, kLongest).find("] ");
    if (end == std::string_view::npos)
        return false;
    std::string_view inside = trimmed(line.substr(1, end - 1));
    const bool isAddress = inside.size() == 16 || inside.size() == 8;
    for (const char c : inside) {
        if (!(isDigit(c) || (isAddress && (isHexDigit(c) || c == '?'))))
            return false;
    }
    if (inside.empty())
        return false;
    if (!isAddress)
        prefix.number = takeNumber<std::int32_t>(inside).value_or(-1);
    line.remove_prefix(end + 2);
    return true;
}

constexpr std::int64_t kSecond = 1'000'000'000;

bool areDigits(const char *at, int count)
{
    bool all = true;
    for (int i = 0; i < count; ++i)
        all = all && isDigit(at[i]);
    return all;
}

// Two digits at a time do not wait for each other.
std::int64_t pair(const char *at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

// "12:34:56.789012 " and "1700000000.789012 ", as -tt and -ttt write them. Nothing is taken where it is something else.
const char *takeUsualTime(const char *at, const char *end, std::int64_t &ns)
{
    constexpr std::ptrdiff_t kClock = 8;
    constexpr std::ptrdiff_t kSeconds = 10;
    constexpr std::ptrdiff_t kFraction = 7;
    const bool isClock = end - at > kClock + kFraction && at[2] == ':';
    const char *const point = at + (isClock ? kClock : kSeconds);
    if (end - at <= kSeconds + kFraction || *point != '.' || point[kFraction] != ' ' || !areDigits(point + 1, 6))
        return at;
    std::int64_t seconds = 0;
    if (isClock) {
        if (!areDigits(at, 2) || !areDigits(at + 3, 2) || !areDigits(at + 6, 2) || at[5] != ':')
            return at;
        seconds = pair(at) * 3600 + pair(at + 3) * 60 + pair(at + 6);
    } else {
        if (!areDigits(at, 10) || *at == '0')
            return at;
        seconds = pair(at) * 100'000'000 + pair(at + 2) * 1'000'000 + pair(at + 4) * 10'000 + pair(at + 6) * 100 + pair(at + 8);
    }
    ns = seconds * kSecond + (pair(point + 1) * 10'000 + pair(point + 3) * 100 + pair(point + 5)) * 1000;
    return point + kFraction;
}

// "1234 " and "1234  12:34:56.789012 " are by far the most common: false where it is anything else.
bool takeUsualPrefix(std::string_view &text, Prefix &prefix)
{
    constexpr std::ptrdiff_t kMostDigits = 11;
    const char *at = text.data();
    const char *const end = at + text.size();
    std::int64_t pid = 0;
    while (at < end && isDigit(*at) && at - text.data() < kMostDigits)
        pid = pid * 10 + (*at++ - '0');
    if (at == text.data() || at == end || *at != ' ')
        return false;
    while (at < end && *at == ' ')
        ++at;
    std::int64_t ns = -1;
    if (at < end && isDigit(*at)) {
        at = takeUsualTime(at, end, ns);
        while (at < end && *at == ' ')
            ++at;
    }
    // A time of another kind, the difference that -r tells, what -n and -i put in brackets, or other space.
    if (at == end || isDigit(*at) || *at == '(' || *at == '[' || *at == '\t')
        return false;
    prefix.pid = pid;
    prefix.timeNs = ns;
    text = between(at, end);
    return true;
}

} // namespace

Prefix takePrefix(std::string_view &line)
{
    Prefix prefix;
    if (takeUsualPrefix(line, prefix))
        return prefix;
    if (!line.empty() && line.front() == '[' && takeBracketedPid(line, prefix)) {
        // the pid is read
    } else if (!line.empty() && isDigit(line.front())) {
        // A number that is not a time is the pid.
        std::size_t digits = 0;
        while (digits < line.size() && isDigit(line[digits]))
            ++digits;
        if (digits < line.size() && digits < 12 && (line[digits] == ' ' || line[digits] == '<')) {
            std::int64_t pid = 0;
            for (std::size_t i = 0; i < digits; ++i)
                pid = pid * 10 + (line[i] - '0');
            std::string_view rest = line.substr(digits);
            if (take(rest, "<"))
                prefix.comm = takeUntil(rest, '>');
            if (rest.starts_with(' ')) {
                prefix.pid = pid;
                line = rest;
            }
        }
    }
    std::string_view rest = line;
    skipSpaces(rest);
    if (!rest.empty() && isDigit(rest.front())) {
        const bool isClock = rest.size() > 2 && rest[2] == ':';
        if (const auto time = takeTime(rest); time && rest.starts_with(' ')) {
            constexpr std::int64_t kYears = std::int64_t{100'000'000} * 1'000'000'000;
            prefix.timeNs = *time;
            prefix.isRelative = !isClock && *time < kYears;
            skipSpaces(rest);
            if (rest.starts_with("(+ ")) {
                const auto end = rest.find(") ");
                if (end != std::string_view::npos)
                    rest.remove_prefix(end + 2);
            }
            line = rest;
        }
    } else if (prefix.pid >= 0) {
        line = rest;
    }
    while (!line.empty() && line.front() == '[' && takeBracketed(line, prefix)) {}
    return prefix;
}

} // namespace whittle::imports::strace
