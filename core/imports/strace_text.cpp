#include "imports/strace_text.h"

#include "imports/flat_map.h"
#include "imports/scan.h"
#include "profile/errno_name.h"

#include <cstring>

namespace whittle::imports::strace {

namespace {

// Text of a descriptor's decoration: from behind '<' to its own '>'.
std::size_t decorationEnd(std::string_view text)
{
    int depth = 1;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '<')
            ++depth;
        else if (text[i] == '>' && (i == 0 || text[i - 1] != '-') && --depth == 0)
            return i;
    }
    return std::string_view::npos;
}

std::string_view filePath(std::string_view decoration)
{
    if (!decoration.starts_with('/'))
        return {}; // a socket, a pipe, an anonymous inode
    decoration = decoration.substr(0, decoration.find('<')); // "/dev/null<char 1:3>"
    if (decoration.ends_with("(deleted)"))
        return {};
    return decoration;
}

int errorNumber(std::string_view name)
{
    struct Known
    {
        std::uint64_t hash = 0;
        int number = 0;
    };
    thread_local std::array<Known, 128> cache{};
    const std::uint64_t hash = hashOf(name);
    Known &known = cache[hash % cache.size()];
    if (known.hash != hash)
        known = {hash, static_cast<int>(profile::errnoNumber(name).value_or(0))};
    return known.number;
}

} // namespace

void parseOutcome(std::string_view text, Outcome &outcome)
{
    outcome = {};
    if (text.empty() || text.front() == '?')
        return;
    outcome.isKnown = true;
    if (take(text, "-1 ")) {
        outcome.isFailure = true;
        outcome.value = -1;
        std::size_t size = 0;
        while (size < text.size() && isNameCharacter(text[size]))
            ++size;
        outcome.error = errorNumber(text.substr(0, size));
        if (take(text, "(errno "))
            outcome.error = takeNumber<int>(text).value_or(0);
        // What the kernel tells itself, no program sees.
        constexpr int kFirstHidden = 512;
        if (outcome.error >= kFirstHidden)
            outcome.error = 0;
        return;
    }
    if (take(text, "0x")) {
        outcome.value = static_cast<std::int64_t>(takeNumber<std::uint64_t>(text, 16).value_or(0));
        return;
    }
    constexpr std::size_t kSafeDigits = 18;
    std::size_t digits = 0;
    while (digits < text.size() && isDigit(text[digits]) && digits <= kSafeDigits)
        outcome.value = outcome.value * 10 + (text[digits++] - '0');
    if (digits == 0 || digits > kSafeDigits) { // below 0, or very large
        std::string_view rest = text;
        const auto value = takeNumber<std::int64_t>(rest);
        outcome.isKnown = value.has_value();
        outcome.value = value.value_or(0);
        digits = text.size() - rest.size();
    }
    if (!outcome.isKnown)
        return;
    text.remove_prefix(digits);
    if (text.starts_with('<')) {
        text.remove_prefix(1);
        outcome.path = filePath(text.substr(0, decorationEnd(text)));
    }
}

ResultPlace findResult(std::string_view line)
{
    // From the end: the arguments are longer than the result, and texts in them may hold anything.
    std::size_t end = line.size();
    while (end > 0) {
        const auto *const sign = static_cast<const char *>(::memrchr(line.data(), '=', end));
        if (!sign)
            return {};
        const auto at = static_cast<std::size_t>(sign - line.data());
        if (at >= 2 && line[at - 1] == ' ' && at + 1 < line.size() && line[at + 1] == ' ') {
            std::size_t before = at - 1;
            while (before > 0 && line[before] == ' ')
                --before;
            if (line[before] == ')')
                return {before, at + 2};
        }
        end = at;
    }
    return {};
}

namespace {

// What ends an argument or begins something that holds commas of its own.
constexpr auto kOfStructure = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("\"()[]{}</,"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

// Behind the quote that ends a text, which begins at begin.
const char *behindText(const char *begin, const char *end)
{
    for (const char *from = begin;;) {
        const auto *quote = static_cast<const char *>(std::memchr(from, '"', static_cast<std::size_t>(end - from)));
        if (!quote)
            return end;
        const char *escape = quote;
        while (escape > begin && escape[-1] == '\\')
            --escape;
        if ((quote - escape) % 2 == 0)
            return quote + 1;
        from = quote + 1;
    }
}

} // namespace

bool isUnfinished(std::string_view call)
{
    if (!call.ends_with(kUnfinished))
        return false;
    const ResultPlace place = findResult(call);
    if (place.result == std::string_view::npos)
        return true;
    const char *const bracket = call.data() + place.bracket;
    for (const char *at = call.data(); at < bracket;) {
        const auto *quote = static_cast<const char *>(std::memchr(at, '"', static_cast<std::size_t>(bracket - at)));
        if (!quote)
            return false;
        at = behindText(quote + 1, call.data() + call.size());
        if (at > bracket)
            return true;
    }
    return false;
}

std::string_view takeResumed(std::string_view &line)
{
    constexpr std::string_view kEnd = " resumed>";
    std::string_view rest = line;
    if (!take(rest, "<... "))
        return {};
    const auto end = rest.find(kEnd);
    if (end == std::string_view::npos)
        return {};
    line = rest.substr(end + kEnd.size());
    return rest.substr(0, end);
}

void splitArguments(std::string_view text, std::size_t wanted, Arguments &arguments)
{
    arguments.begin(text);
    wanted = std::min(wanted, Arguments::kMost);
    const char *const end = text.data() + text.size();
    const char *begin = text.data();
    int depth = 0;
    for (const char *at = begin;;) {
        while (at < end && !kOfStructure[static_cast<unsigned char>(*at)])
            ++at;
        if (at >= end)
            break;
        switch (*at) {
        case '"': at = behindText(at + 1, end); continue;
        case '(':
        case '[':
        case '{': ++depth; break;
        case ')':
        case ']':
        case '}': --depth; break;
        case '<':
            // A descriptor's path; "<<" is a shift.
            if (at > text.data() && (isDigit(at[-1]) || at[-1] == 'D')) {
                const std::size_t length = decorationEnd(between(at + 1, end));
                if (length != std::string_view::npos)
                    at += length + 1;
            }
            break;
        case '/':
            if (end - at > 1 && at[1] == '*') {
                const std::string_view rest = between(at + 2, end);
                const auto length = rest.find("*/");
                if (length != std::string_view::npos)
                    at = rest.data() + length + 1;
            }
            break;
        default: // a comma
            if (depth == 0) {
                arguments.add(trimmed(between(begin, at)));
                if (arguments.count() == wanted)
                    return;
                begin = at + 1;
            }
            break;
        }
        ++at;
    }
    if (begin < end)
        arguments.add(trimmed(between(begin, end)));
}

std::optional<std::string_view> plainQuoted(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return std::nullopt;
    const std::string_view inside = text.substr(1, text.size() - 2);
    if (std::memchr(inside.data(), '\\', inside.size()) != nullptr || inside.contains('"'))
        return std::nullopt;
    return inside;
}

std::optional<std::string> unquoted(std::string_view text)
{
    if (!take(text, "\""))
        return std::nullopt;
    std::string out;
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c == '"') // what follows says that it was cut, or nothing
            return text.starts_with("...") ? std::nullopt : std::optional(out);
        if (c != '\\') {
            out.push_back(c);
            continue;
        }
        if (text.empty())
            return std::nullopt;
        const char escaped = text.front();
        if (escaped == 'x') {
            std::string_view digits = text.substr(1, 2);
            const auto value = takeNumber<std::uint8_t>(digits, 16);
            if (!value || !digits.empty())
                return std::nullopt;
            out.push_back(static_cast<char>(*value));
            text.remove_prefix(3);
            continue;
        }
        if (escaped >= '0' && escaped <= '7') {
            unsigned value = 0;
            for (int i = 0; i < 3 && !text.empty() && text.front() >= '0' && text.front() <= '7'; ++i) {
                value = value * 8 + static_cast<unsigned>(text.front() - '0');
                text.remove_prefix(1);
            }
            out.push_back(static_cast<char>(value));
            continue;
        }
        text.remove_prefix(1);
        switch (escaped) {
        case 'n': out.push_back('\n'); break;
        case 't': out.push_back('\t'); break;
        case 'r': out.push_back('\r'); break;
        case 'f': out.push_back('\f'); break;
        case 'v': out.push_back('\v'); break;
        case 'a': out.push_back('\a'); break;
        case 'b': out.push_back('\b'); break;
        case 'e': out.push_back('\033'); break;
        default: out.push_back(escaped); break;
        }
    }
    return std::nullopt;
}

Descriptor parseDescriptor(std::string_view text)
{
    Descriptor descriptor{-1, {}};
    if (!text.empty() && isDigit(text.front())) {
        constexpr std::size_t kMostDigits = 9;
        std::size_t digits = 0;
        std::int64_t number = 0;
        while (digits < text.size() && digits < kMostDigits && isDigit(text[digits]))
            number = number * 10 + (text[digits++] - '0');
        descriptor.number = number;
        text.remove_prefix(digits);
    } else if (take(text, "AT_FDCWD")) {
        descriptor.number = kWorkingDirectory;
    } else if (const auto number = takeNumber<std::int64_t>(text)) {
        descriptor.number = *number;
        if (*number == kWorkingDirectory && text.starts_with(" /*")) { // -X verbose
            const auto end = text.find("AT_FDCWD");
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + std::string_view("AT_FDCWD").size());
        }
    }
    if (take(text, "<"))
        descriptor.path = filePath(text.substr(0, decorationEnd(text)));
    return descriptor;
}

std::optional<std::uint64_t> parseValue(std::string_view text, const syscalls::Syscall &syscall, unsigned index, Abi abi)
{
    const auto arguments = syscall.argumentsOn(abi);
    const syscalls::Argument *argument = index < arguments.size() ? &arguments[index] : nullptr;
    if (argument && text.size() > argument->name.size() && text.starts_with(argument->name) && text[argument->name.size()] == '=')
        text.remove_prefix(argument->name.size() + 1);
    else
        (void)take(text, "flags=");
    // -X verbose: the number stands in front of its words.
    if (const auto comment = text.find(" /*"); comment != std::string_view::npos)
        text = text.substr(0, comment);
    const bool is32 = argument && argument->bits(abi) <= 32;
    const auto *set = argument ? syscalls::Catalogue::builtIn().constants(argument->constants) : nullptr;
    std::uint64_t value = 0;
    bool any = false;
    while (!text.empty()) {
        std::string_view part = trimmed(takeUntil(text, '|'));
        std::optional<std::uint64_t> known;
        // "SNDCTL_TMR_TIMEBASE or TCGETS": one number, several names.
        while (!part.empty() && !known) {
            const auto next = part.find(" or ");
            const std::string_view word = part.substr(0, next);
            part = next == std::string_view::npos ? std::string_view() : part.substr(next + 4);
            known = wholeNumber(word);
            if (!known && set) {
                if (const auto parsed = set->parse(word, abi))
                    known = *parsed;
            }
        }
        if (!known)
            return std::nullopt;
        value |= *known;
        any = true;
    }
    if (!any)
        return std::nullopt;
    return is32 ? value & 0xffffffff : value;
}

std::optional<int> signalNumber(std::string_view name)
{
    if (!take(name, "SIG"))
        return std::nullopt;
    if (take(name, "RT_")) {
        const auto number = takeNumber<int>(name);
        constexpr int kFirstRealTime = 32; // the kernel's; the C library keeps two for itself
        return number ? std::optional(kFirstRealTime + *number) : std::nullopt;
    }
    for (int number = 1; number < 32; ++number) {
        const char *known = sigabbrev_np(number);
        if (known && name == known)
            return number;
    }
    return std::nullopt;
}

} // namespace whittle::imports::strace
