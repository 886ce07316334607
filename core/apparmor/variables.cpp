#include "apparmor/variables.h"

#include <algorithm>
#include <cctype>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

constexpr std::size_t kMaxCombinations = 256;
constexpr std::size_t kMaxLength = 1U << 20;
constexpr unsigned kMaxReferences = 32;

// The next "@{NAME}" at or behind from: its place and length; npos where there is none.
std::pair<std::size_t, std::size_t> nextReference(std::string_view text, std::size_t from)
{
    for (std::size_t at = text.find("@{", from); at != std::string_view::npos; at = text.find("@{", at + 1)) {
        const std::size_t end = text.find('}', at);
        if (end == std::string_view::npos)
            break;
        const std::string_view name = text.substr(at + 2, end - at - 2);
        const auto isName = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
        if (!name.empty() && std::isalpha(static_cast<unsigned char>(name.front())) != 0 && std::ranges::all_of(name, isName))
            return {at, end + 1 - at};
    }
    return {std::string_view::npos, 0};
}

std::string_view nameOf(std::string_view reference) { return reference.substr(2, reference.size() - 3); }

std::string oneSlash(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        if (c != '/' || result.empty() || result.back() != '/')
            result += c;
    }
    return result;
}

// As one alternative among others: a comma outside of braces would end it.
std::string asAlternative(const std::string &value)
{
    std::string result;
    int depth = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size()) {
            result += value[i++];
        } else if (value[i] == '{') {
            ++depth;
        } else if (value[i] == '}') {
            --depth;
        } else if (value[i] == ',' && depth <= 0) {
            result += '\\';
        }
        result += value[i];
    }
    return result;
}

std::string oneOf(const std::vector<std::string> &values)
{
    std::string all;
    for (const std::string &value : values)
        all += (all.empty() ? "{" : ",") + asAlternative(value);
    return all + "}";
}

} // namespace

std::vector<std::string> variablesIn(std::string_view text)
{
    std::vector<std::string> names;
    for (auto [at, size] = nextReference(text, 0); size != 0; std::tie(at, size) = nextReference(text, at + size))
        names.emplace_back(nameOf(text.substr(at, size)));
    return names;
}

Result<std::vector<std::string>> Variables::values(std::string_view name, unsigned depth) const
{
    if (name == "profile_name" && !m_profileName.empty())
        return std::vector{m_profileName};
    const auto variable = m_policy.variables.find(name);
    if (variable == m_policy.variables.end())
        return fail(ErrorCode::InvalidInput, std::format("the variable @{{{}}} has no value", name));
    if (depth > kMaxReferences)
        return fail(ErrorCode::InvalidInput, std::format("the variable @{{{}}} is part of its own value", name));
    std::vector<std::string> result;
    for (const std::string &value : variable->second.values) {
        auto expanded = expandOnce(value, depth + 1);
        if (!expanded)
            return expanded;
        result.insert(result.end(), std::make_move_iterator(expanded->begin()), std::make_move_iterator(expanded->end()));
    }
    if (result.size() <= kMaxCombinations)
        return result;
    std::string all = oneOf(result);
    if (all.size() > kMaxLength)
        return fail(ErrorCode::InvalidInput, std::format("the variable @{{{}}} has too many values", name));
    return std::vector{std::move(all)};
}

Result<std::vector<std::string>> Variables::expandOnce(std::string_view text, unsigned depth) const
{
    std::vector<std::string> results = {""};
    std::size_t done = 0;
    for (auto [at, size] = nextReference(text, 0); size != 0; std::tie(at, size) = nextReference(text, done)) {
        auto replacements = values(nameOf(text.substr(at, size)), depth);
        if (!replacements)
            return replacements;
        if (results.size() * replacements->size() > kMaxCombinations) {
            if (replacements->size() > 1)
                *replacements = {oneOf(*replacements)};
        }
        std::vector<std::string> next;
        for (const std::string &before : results) {
            for (const std::string &value : *replacements) {
                next.push_back(before + std::string(text.substr(done, at - done)) + value);
                if (next.back().size() > kMaxLength)
                    return fail(ErrorCode::InvalidInput, "a text with its variables' values is longer than 1 MiB");
            }
        }
        results = std::move(next);
        done = at + size;
    }
    for (std::string &result : results)
        result += text.substr(done);
    return results;
}

Result<std::vector<std::string>> Variables::expand(std::string_view text, bool isPath) const
{
    auto results = expandOnce(text, 0);
    if (results && isPath)
        std::ranges::transform(*results, results->begin(), oneSlash);
    return results;
}

} // namespace whittle::apparmor
