#include "slim/license_expression.h"

#include "base/resource.h"
#include "base/sha256.h"
#include "base/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>
#include <format>
#include <optional>

namespace whittle::slim {

namespace {

constexpr std::size_t kMaxExpression = 1 << 14;
constexpr int kMaxDepth = 30;

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return result;
}

// Words, brackets and commas.
std::vector<std::string> tokens(std::string_view text)
{
    std::vector<std::string> result;
    std::string word;
    const auto finish = [&] {
        if (!word.empty())
            result.push_back(std::move(word));
        word.clear();
    };
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            finish();
        } else if (c == '(' || c == ')' || c == ',') {
            finish();
            result.emplace_back(1, c);
        } else {
            word += c;
        }
    }
    finish();
    return result;
}

} // namespace

const LicenseNames &LicenseNames::builtIn()
{
    static const LicenseNames kNames = [] {
        auto names = parse(resource("slim/licenses.json"));
        assert(names);
        return names ? std::move(*names) : LicenseNames();
    }();
    return kNames;
}

Result<LicenseNames> LicenseNames::parse(std::string_view text)
{
    LicenseNames names;
    try {
        const auto json = nlohmann::json::parse(text);
        for (const std::string name : json.at("licenses"))
            names.m_licenses[lower(name)] = name;
        for (const std::string name : json.at("exceptions"))
            names.m_exceptions[lower(name)] = name;
        for (const auto &[alias, name] : json.at("aliases").items())
            names.m_licenses[lower(alias)] = name;
        for (const auto &[alias, name] : json.at("exceptionAliases").items())
            names.m_exceptions[lower(alias)] = name;
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, std::format("licence names: {}", error.what()));
    }
    return names;
}

std::string_view LicenseNames::license(std::string_view name) const
{
    const auto found = m_licenses.find(lower(name));
    return found == m_licenses.end() ? std::string_view() : std::string_view(found->second);
}

std::string_view LicenseNames::exception(std::string_view name) const
{
    const auto found = m_exceptions.find(lower(name));
    return found == m_exceptions.end() ? std::string_view() : std::string_view(found->second);
}

// One expression: names of several words between "and", "or", brackets and commas; a comma binds weakest. Or stands below and.
class LicenseParser
{
public:
    LicenseParser(std::string_view text, const std::map<std::string, std::string> &texts, LicenseTranslator &translator)
        : m_tokens(tokens(text)), m_texts(texts), m_translator(translator)
    {
    }

    // nullopt when the text is no expression.
    std::optional<std::string> parse()
    {
        auto whole = commas(0);
        return whole && m_at == m_tokens.size() ? std::optional(whole->text) : std::nullopt;
    }

private:
    struct Part
    {
        std::string text;
        bool isOr = false; // and needs brackets inside of "AND"
    };

    [[nodiscard]] bool isNext(std::string_view word) const { return m_at < m_tokens.size() && lower(m_tokens[m_at]) == word; }
    bool take(std::string_view word)
    {
        const bool found = isNext(word);
        m_at += found ? 1 : 0;
        return found;
    }

    static Part both(const Part &left, const Part &right)
    {
        const auto inner = [](const Part &part) { return part.isOr ? "(" + part.text + ")" : part.text; };
        return {inner(left) + " AND " + inner(right), false};
    }
    static Part either(const Part &left, const Part &right) { return {left.text + " OR " + right.text, true}; }

    std::optional<Part> commas(int depth)
    {
        auto left = ors(depth);
        while (left && take(",")) {
            const bool isOr = take("or");
            if (!isOr)
                (void)take("and");
            auto right = ors(depth);
            if (!right)
                return std::nullopt;
            left = isOr ? either(*left, *right) : both(*left, *right);
        }
        return left;
    }

    std::optional<Part> ors(int depth)
    {
        auto left = ands(depth);
        while (left && take("or")) {
            auto right = ands(depth);
            if (!right)
                return std::nullopt;
            left = either(*left, *right);
        }
        return left;
    }

    std::optional<Part> ands(int depth)
    {
        auto left = name(depth);
        while (left && take("and")) {
            auto right = name(depth);
            if (!right)
                return std::nullopt;
            left = both(*left, *right);
        }
        return left;
    }

    std::optional<Part> name(int depth)
    {
        if (depth > kMaxDepth)
            return std::nullopt;
        if (take("(")) {
            auto inner = commas(depth + 1);
            return inner && take(")") ? inner : std::nullopt;
        }
        std::string words;
        std::string exception;
        bool isWith = false;
        while (m_at < m_tokens.size()) {
            const std::string &token = m_tokens[m_at];
            if (token == "(" || token == ")" || token == "," || isNext("and") || isNext("or"))
                break;
            if (!isWith && !words.empty() && isNext("with") && LicenseNames::builtIn().license(words).size() > 0) {
                isWith = true;
            } else {
                std::string &target = isWith ? exception : words;
                target += (target.empty() ? "" : " ") + token;
            }
            ++m_at;
        }
        if (words.empty() || (isWith && exception.empty()))
            return std::nullopt;
        if (isWith) {
            const std::string whole = words + " with " + exception;
            if (const auto known = LicenseNames::builtIn().license(whole); !known.empty()) // "BSD with advertising"
                return Part{std::string(known), false};
            if (const auto known = LicenseNames::builtIn().exception(exception); !known.empty())
                return Part{std::format("{} WITH {}", LicenseNames::builtIn().license(words), known), false};
            return Part{m_translator.reference(whole, m_texts), false};
        }
        const auto known = LicenseNames::builtIn().license(words);
        return Part{known.empty() ? m_translator.reference(words, m_texts) : std::string(known), false};
    }

    std::vector<std::string> m_tokens;
    std::size_t m_at = 0;
    const std::map<std::string, std::string> &m_texts;
    LicenseTranslator &m_translator;
};

std::string LicenseTranslator::reference(const std::string &name, const std::map<std::string, std::string> &texts)
{
    const auto found = texts.find(name);
    OtherLicense other{toUtf8(name), found == texts.end() ? std::string() : toUtf8(found->second)};
    if (other.text.empty())
        other.text = std::format("The package calls its licence \"{}\" and its database does not hold the text.", other.name);
    std::string id = "LicenseRef-";
    bool isExact = true;
    for (const char c : name.substr(0, 60)) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
        id += fits ? c : '-';
        isExact = isExact && fits;
    }
    // The same word with another text, or a word that had to be changed, is another licence.
    if (!isExact || name.size() > 60 || found != texts.end()) {
        Sha256 hash;
        hash.add(name);
        hash.add(std::string_view("\0", 1));
        hash.add(other.text);
        id += "-" + hash.hex().substr(0, 8);
    }
    m_others.emplace(id, std::move(other));
    return id;
}

std::string LicenseTranslator::translate(const std::vector<std::string> &licenses, const std::map<std::string, std::string> &texts)
{
    std::vector<std::string> parts;
    for (const std::string &license : licenses) {
        std::optional<std::string> part;
        if (license.size() <= kMaxExpression)
            part = LicenseParser(license, texts, *this).parse();
        if (!part)
            part = reference(license, texts);
        if (!std::ranges::contains(parts, *part))
            parts.push_back(std::move(*part));
    }
    if (parts.empty())
        return "NOASSERTION";
    if (parts.size() == 1)
        return parts.front();
    std::string all;
    for (const std::string &part : parts)
        all += (all.empty() ? "" : " AND ") + (part.contains(" OR ") ? "(" + part + ")" : part);
    return all;
}

} // namespace whittle::slim
