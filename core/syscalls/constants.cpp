#include "syscalls/catalogue.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <format>

namespace whittle::syscalls {

namespace {

constexpr std::uint64_t kLow32 = 0xffffffff;

std::string number(std::uint64_t value)
{
    return value <= 0xffff ? std::format("{}", value) : std::format("{:#x}", value);
}

// A program may hand an int to the kernel sign-extended or not; the kernel does not care.
bool isSignExtensionOf(std::uint64_t value, std::uint64_t int32)
{
    return int32 <= kLow32 && (int32 & 0x80000000) != 0 && value == (int32 | ~kLow32);
}

std::string_view trimmed(std::string_view text)
{
    const auto begin = text.find_first_not_of(" \t\n");
    return begin == std::string_view::npos ? std::string_view() : text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

Result<std::uint64_t> parseNumber(std::string_view word)
{
    const bool hexadecimal = word.starts_with("0x") || word.starts_with("0X");
    const std::string_view digits = hexadecimal ? word.substr(2) : word;
    if (!hexadecimal && digits.size() > 1 && digits.starts_with('0'))
        return fail(ErrorCode::InvalidInput, std::format("\"{}\" may be octal: write it as 0x… or decimal", word));
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hexadecimal ? 16 : 10);
    if (error == std::errc::result_out_of_range)
        return fail(ErrorCode::InvalidInput, std::format("\"{}\" does not fit into 64 bits", word));
    if (error != std::errc() || end != digits.data() + digits.size())
        return fail(ErrorCode::InvalidInput, std::format("\"{}\" is not a number", word));
    return value;
}

} // namespace

std::optional<std::uint64_t> ConstantSet::Value::on(Abi abi) const
{
    const auto other = std::ranges::find(elsewhere, abi, &std::pair<Abi, std::optional<std::uint64_t>>::first);
    return other == elsewhere.end() ? std::optional(value) : other->second;
}

std::string ConstantSet::format(std::uint64_t value, Abi abi) const
{
    if (!isFlags) {
        for (const Value &candidate : values) {
            const auto its = candidate.on(abi);
            if (its && (value == *its || isSignExtensionOf(value, *its)))
                return candidate.name;
        }
        return number(value);
    }

    // Names that decide the most bits go first: O_SYNC holds the bit of O_DSYNC, O_TMPFILE that of O_DIRECTORY.
    struct Candidate
    {
        std::size_t place;
        std::uint64_t value;
        std::uint64_t mask;
    };
    std::vector<Candidate> candidates;
    for (std::size_t place = 0; place < values.size(); ++place) {
        if (const auto its = values[place].on(abi))
            candidates.push_back({place, *its, values[place].mask == values[place].value ? *its : values[place].mask});
    }
    std::ranges::stable_sort(candidates, std::ranges::greater(), [](const Candidate &c) { return std::popcount(c.mask); });
    std::uint64_t taken = 0;
    std::vector<std::size_t> found;
    for (const Candidate &candidate : candidates) {
        if (candidate.mask != 0 && (candidate.mask & taken) == 0 && (value & candidate.mask) == candidate.value) {
            taken |= candidate.mask;
            found.push_back(candidate.place);
        }
    }
    std::ranges::sort(found);
    std::string text;
    for (const std::size_t place : found)
        text += (text.empty() ? "" : "|") + values[place].name;
    const std::uint64_t rest = value & ~taken;
    if (text.empty())
        return number(value);
    return rest == 0 ? text : std::format("{}|{:#x}", text, rest);
}

Result<std::uint64_t> ConstantSet::parse(std::string_view text, Abi abi) const
{
    std::uint64_t result = 0;
    std::string_view rest = text;
    for (bool first = true;; first = false) {
        const auto bar = rest.find('|');
        const std::string_view word = trimmed(rest.substr(0, bar));
        if (word.empty())
            return fail(ErrorCode::InvalidInput, first && bar == std::string_view::npos ? "a value is missing" : std::format("\"{}\": a name is missing beside |", text));
        if (word[0] >= '0' && word[0] <= '9') {
            const auto value = parseNumber(word);
            if (!value)
                return value;
            result |= *value;
        } else {
            const auto named = std::ranges::find(values, word, &Value::name);
            if (named == values.end())
                return fail(ErrorCode::InvalidInput, std::format("\"{}\" is not a {}", word, name));
            const auto value = named->on(abi);
            if (!value)
                return fail(ErrorCode::InvalidInput, std::format("\"{}\" does not exist on {}", word, abiName(abi)));
            result |= *value;
        }
        if (bar == std::string_view::npos)
            return result;
        if (!isFlags)
            return fail(ErrorCode::InvalidInput, std::format("\"{}\": values of {} do not combine with |", text, name));
        rest.remove_prefix(bar + 1);
    }
}

} // namespace whittle::syscalls
