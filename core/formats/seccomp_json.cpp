#include "formats/seccomp_json.h"

#include "formats/json_tree.h"
#include "formats/seccomp_reader.h"
#include "formats/text_places.h"

#include <algorithm>
#include <array>
#include <format>
#include <optional>

namespace whittle::formats {

namespace {

// UTF-8 of the quotes that word processors and web pages put in place of " and '.
constexpr std::array<std::string_view, 8> kDoubleQuotes = {"\u201C", "\u201D", "\u201E", "\u201F", "\u2033", "\u00AB", "\u00BB", "\uFF02"};
constexpr std::array<std::string_view, 4> kSingleQuotes = {"\u2018", "\u2019", "\u201A", "\u2032"};

template <std::size_t N>
std::size_t quoteLength(const std::array<std::string_view, N> &quotes, std::string_view rest)
{
    for (const std::string_view quote : quotes) {
        if (rest.starts_with(quote))
            return quote.size();
    }
    return 0;
}

// Makes typographic quotes straight wherever they stand in the place of a string's ends. first: offset of the first one found.
std::string straightened(std::string_view text, std::optional<std::size_t> &first)
{
    enum class Inside { Nothing, Straight, Double, Single };
    std::string out;
    Inside inside = Inside::Nothing;
    for (std::size_t i = 0; i < text.size();) {
        const std::string_view rest = text.substr(i);
        const std::size_t doubleLength = inside == Inside::Straight || inside == Inside::Single ? 0 : quoteLength(kDoubleQuotes, rest);
        const std::size_t singleLength = inside == Inside::Straight || inside == Inside::Double ? 0 : quoteLength(kSingleQuotes, rest);
        if (doubleLength + singleLength > 0) {
            first = std::min(first.value_or(i), i);
            inside = inside != Inside::Nothing ? Inside::Nothing : doubleLength ? Inside::Double : Inside::Single;
            out += '"';
            i += doubleLength + singleLength;
        } else if (rest[0] == '"') {
            inside = inside == Inside::Nothing ? Inside::Straight : Inside::Nothing;
            out += '"';
            ++i;
        } else if (rest[0] == '\\' && inside != Inside::Nothing && rest.size() > 1) {
            out += rest.substr(0, 2);
            i += 2;
        } else {
            out += rest[0];
            ++i;
        }
    }
    return out;
}

TextProblem problemOfFault(std::string_view text, const TextPlaces &places, const JsonFault &fault)
{
    std::optional<std::size_t> quote;
    std::string straight = straightened(text, quote);
    JsonFault ignored;
    if (quote && parseJson(straight, ignored)) {
        return {places.range(*quote, *quote + 1), fault.path,
                "typographic quotes, as word processors and web pages print them, where JSON wants straight ones (\")", std::move(straight)};
    }
    std::string suggestion;
    if (text.starts_with("\xEF\xBB\xBF"))
        suggestion = text.substr(3);
    return {places.range(fault.offset, std::min(fault.offset + 1, text.size())), fault.path, fault.message, std::move(suggestion)};
}

// Reads as far as can be; problems come in the order of the text.
SeccompDocument readAll(std::string_view text, std::vector<TextProblem> &problems)
{
    const TextPlaces places(text);
    JsonFault fault;
    const auto root = parseJson(text, fault);
    if (!root) {
        problems = {problemOfFault(text, places, fault)};
        return {};
    }
    SeccompReader reader(text, places);
    reader.read(*root);
    problems = reader.takeProblems();
    std::ranges::stable_sort(problems, {}, [](const TextProblem &problem) { return problem.range.begin; });
    return reader.takeDocument();
}

} // namespace

Result<SeccompDocument> readSeccompJson(std::string_view text)
{
    std::vector<TextProblem> problems;
    SeccompDocument document = readAll(text, problems);
    if (problems.empty())
        return document;
    const TextProblem &first = problems.front();
    return fail(ErrorCode::InvalidInput, std::format("line {}, column {}: {}{}{}", first.range.line, first.range.column, first.path,
                                                     first.path.empty() ? "" : ": ", first.message));
}

std::vector<TextProblem> problemsOfSeccompJson(std::string_view text)
{
    std::vector<TextProblem> problems;
    readAll(text, problems);
    return problems;
}

std::string withStraightQuotes(std::string_view text)
{
    JsonFault ignored;
    if (parseJson(text, ignored))
        return std::string(text);
    std::optional<std::size_t> quote;
    std::string straight = straightened(text, quote);
    return quote && parseJson(straight, ignored) ? straight : std::string(text);
}

} // namespace whittle::formats
