#include "imports/strace_line.h"

#include "imports/scan.h"

#include <algorithm>

namespace whittle::imports::strace {

namespace {

template <class Thing>
Thing &next(std::vector<Thing> &things, std::size_t &count)
{
    constexpr std::size_t kFew = 64;
    if (count == things.size())
        things.resize(std::max(kFew, things.size() * 2));
    return things[count++];
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
    if (at == end || !isNameCharacter(*at) || isDigit(*at))
        return false;
    prefix.pid = pid;
    prefix.timeNs = ns;
    text = between(at, end);
    return true;
}

} // namespace

void Lines::take(std::string_view whole, Line &line)
{
    if (!whole.empty() && whole.back() == '\r')
        whole.remove_suffix(1);
    line.begin = whole.data();
    line.size = static_cast<std::uint32_t>(whole.size());
    line.name = kUnknownName;
    line.facts = Line::kNone;
    // A stack frame, or the rest of a line that was broken.
    if (whole.empty() || whole.front() == ' ')
        return;
    std::string_view text = whole;
    Prefix prefix;
    if (!takeUsualPrefix(text, prefix))
        prefix = takePrefix(text);
    std::size_t size = 0;
    while (size < text.size() && isNameCharacter(text[size]))
        ++size;
    if (size == 0 || size >= text.size() || text[size] != '(')
        return;
    const ResultPlace place = findResult(text);
    if (place.result == std::string_view::npos || place.bracket <= size)
        return;
    const NameId name = m_reader.names().find(text.substr(0, size));
    if (name == kUnknownName)
        return;
    const std::string_view arguments = text.substr(size + 1, place.bracket - size - 1);
    Outcome outcome;
    parseOutcome(text.substr(place.result), outcome);
    line.name = name;
    line.argumentsBegin = static_cast<std::uint32_t>(arguments.data() - whole.data());
    line.argumentsSize = static_cast<std::uint32_t>(arguments.size());
    line.pid = prefix.pid;
    line.timeNs = prefix.timeNs;
    line.value = outcome.value;
    line.error = outcome.error;
    line.isKnown = outcome.isKnown;
    line.isFailure = outcome.isFailure;
    line.extra = Line::kNone;
    if (!prefix.comm.empty() || prefix.isRelative || !outcome.path.empty()) {
        line.extra = static_cast<std::uint32_t>(m_extras.size());
        m_extras.push_back({prefix.comm, prefix.isRelative, outcome.path});
    }
    if (m_reader.look(name).arguments == 0)
        return;
    line.facts = static_cast<std::uint32_t>(m_factCount);
    m_reader.read(name, arguments, AbiHint::Native, next(m_facts, m_factCount));
}

void Lines::read(std::string_view text)
{
    m_lineCount = 0;
    m_factCount = 0;
    m_extras.clear();
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        const auto *newline = static_cast<const char *>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        const char *const stop = newline ? newline : end;
        take(between(at, stop), next(m_lines, m_lineCount));
        at = stop + 1;
    }
}

} // namespace whittle::imports::strace
