#include "slim/glob.h"

#include <algorithm>
#include <cstdint>
#include <format>
#include <tuple>

namespace whittle::slim {

namespace {

constexpr std::size_t kMaxAlternatives = 1000;
constexpr std::size_t kMaxPattern = 8192;
constexpr std::string_view kSpecial = "*?[]{}\\,";

std::unexpected<Error> bad(std::string_view pattern, std::string_view why)
{
    return fail(ErrorCode::InvalidInput, std::format("pattern \"{}\": {}", pattern, why));
}

/// The position behind a set that begins at open, npos when it is not closed. A ']' that comes first belongs to the set.
std::size_t endOfSet(std::string_view text, std::size_t open)
{
    std::size_t i = open + 1;
    if (i < text.size() && (text[i] == '!' || text[i] == '^'))
        ++i;
    if (i < text.size() && text[i] == ']')
        ++i;
    for (; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == ']')
            return i + 1;
    }
    return std::string_view::npos;
}

/// Expands the first brace group and, by recursion over what comes out, all of them.
Result<> expand(std::string_view whole, std::string text, std::vector<std::string> &out)
{
    std::size_t open = std::string::npos;
    std::size_t depth = 0;
    std::vector<std::size_t> cuts; // '{', the commas of its level, '}'
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = endOfSet(text, i);
            if (end == std::string::npos)
                return bad(whole, "a [ is not closed");
            i = end - 1;
        } else if (c == '{') {
            if (depth++ == 0) {
                open = i;
                cuts.push_back(i);
            }
        } else if (c == ',' && depth == 1) {
            cuts.push_back(i);
        } else if (c == '}' && depth > 0 && --depth == 0) {
            cuts.push_back(i);
            break;
        }
    }
    if (depth != 0)
        return bad(whole, "a { is not closed");
    if (open == std::string::npos) {
        if (out.size() == kMaxAlternatives)
            return bad(whole, std::format("stands for more than {} alternatives", kMaxAlternatives));
        out.push_back(std::move(text));
        return {};
    }
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
        const std::string one = text.substr(0, open) + text.substr(cuts[i] + 1, cuts[i + 1] - cuts[i] - 1) + text.substr(cuts.back() + 1);
        if (auto done = expand(whole, one, out); !done)
            return done;
    }
    return {};
}

/// Drops doubled and trailing slashes; escapes stay.
std::string tidy(std::string_view pattern)
{
    std::string text;
    for (const char c : pattern) {
        if (c != '/' || text.empty() || text.back() != '/')
            text += c;
    }
    while (text.size() > 1 && text.back() == '/' && !text.ends_with("\\/"))
        text.pop_back();
    return text;
}

bool hasDotNames(std::string_view text)
{
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('/', begin), text.size());
        const std::string_view name = text.substr(begin, end - begin);
        if (name == "." || name == "..")
            return true;
        begin = end + 1;
    }
    return false;
}

bool contains(const std::string &set, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return (static_cast<unsigned char>(set[byte / 8]) >> (byte % 8) & 1) != 0;
}

} // namespace

Result<Glob::Tokens> Glob::tokens(std::string_view pattern)
{
    Tokens tokens;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        Token token;
        const char c = pattern[i];
        if (c == '\\' && i + 1 < pattern.size()) {
            token.character = pattern[++i];
        } else if (c == '?') {
            token.kind = Token::Kind::Any;
        } else if (c == '*') {
            const bool deep = pattern.substr(i).starts_with("**");
            token.kind = deep ? Token::Kind::Deep : Token::Kind::Star;
            if (deep) {
                while (i + 1 < pattern.size() && pattern[i + 1] == '*')
                    ++i;
                // "/**/" is one or more directories, or none: the slash behind the stars goes with them.
                if (i + 1 < pattern.size() && pattern[i + 1] == '/' && !tokens.empty() && tokens.back().kind == Token::Kind::Character
                    && tokens.back().character == '/') {
                    token.kind = Token::Kind::DeepSlash;
                    ++i;
                }
            }
        } else if (c == '[') {
            const std::size_t end = endOfSet(pattern, i);
            if (end == std::string_view::npos)
                return bad(pattern, "a [ is not closed");
            token.kind = Token::Kind::Set;
            token.set.assign(32, '\0');
            std::size_t j = i + 1;
            const bool negated = pattern[j] == '!' || pattern[j] == '^';
            if (negated)
                ++j;
            const auto next = [&] { return static_cast<unsigned char>(pattern[j] == '\\' && j + 2 < end ? pattern[++j] : pattern[j]); };
            for (; j + 1 < end; ++j) {
                const unsigned char first = next();
                unsigned char last = first;
                if (j + 3 < end && pattern[j + 1] == '-') {
                    j += 2;
                    last = next();
                }
                if (last < first)
                    return bad(pattern, "a range of a [ ] runs backwards");
                for (unsigned value = first; value <= last; ++value)
                    token.set[value / 8] = static_cast<char>(token.set[value / 8] | (1 << (value % 8)));
            }
            if (negated) {
                for (char &bits : token.set)
                    bits = static_cast<char>(~bits);
            }
            token.set['/' / 8] = static_cast<char>(token.set['/' / 8] & ~(1 << ('/' % 8)));
            i = end - 1;
        } else {
            token.character = c;
        }
        tokens.push_back(std::move(token));
    }
    return tokens;
}

Result<Glob> Glob::compile(std::string_view pattern)
{
    if (pattern.empty())
        return bad(pattern, "is empty");
    if (pattern.size() > kMaxPattern)
        return bad(pattern.substr(0, 40), std::format("is longer than {} bytes", kMaxPattern));
    if (!pattern.starts_with('/') && !pattern.starts_with("**"))
        return bad(pattern, "must begin with / (or ** for any folder)");
    if (hasDotNames(pattern))
        return bad(pattern, "must not hold . or .. as a name");
    Glob glob;
    glob.m_text = tidy(pattern);
    std::vector<std::string> alternatives;
    if (auto done = expand(pattern, glob.m_text, alternatives); !done)
        return std::unexpected(done.error());
    for (const std::string &alternative : alternatives) {
        auto some = tokens(tidy(alternative));
        if (!some)
            return std::unexpected(some.error());
        Alternative made{std::move(*some), {}};
        std::string run;
        for (const Token &token : made.tokens) {
            run = token.kind == Token::Kind::Character ? run + token.character : std::string();
            if (run.size() > made.text.size())
                made.text = run;
        }
        glob.m_alternatives.push_back(std::move(made));
    }
    glob.m_literal = true;
    for (std::size_t i = 0; i < glob.m_text.size(); ++i) {
        char c = glob.m_text[i];
        if (c == '*' || c == '?' || c == '[' || c == '{') {
            glob.m_literal = false;
            break;
        }
        if (c == '\\' && i + 1 < glob.m_text.size())
            c = glob.m_text[++i];
        glob.m_prefix += c;
    }
    if (!glob.m_literal)
        glob.m_prefix.resize(glob.m_prefix.rfind('/') == std::string::npos ? 0 : glob.m_prefix.rfind('/'));
    return glob;
}

bool Glob::run(const Alternative &alternative, std::string_view path, std::vector<std::string> *captures)
{
    // Most paths differ in what is quickly seen.
    if (!path.contains(alternative.text))
        return false;
    const Tokens &tokens = alternative.tokens;
    for (std::size_t i = 1; i <= tokens.size() && tokens[tokens.size() - i].kind == Token::Kind::Character; ++i) {
        if (i > path.size() || path[path.size() - i] != tokens[tokens.size() - i].character)
            return false;
    }
    // Every star first takes all it can and then, where that leads nowhere, less. No pair of token and position is tried twice.
    const std::size_t width = path.size() + 1;
    std::vector<bool> tried(tokens.size() * width);
    std::vector<std::pair<std::size_t, std::size_t>> stops; // stars that could end here: token and position
    std::vector<std::pair<std::size_t, std::size_t>> taken(tokens.size()); // what a star stands for in the reading that is tried
    std::size_t token = 0;
    std::size_t at = 0;
    bool enters = true; // the token, and does not go on with the same star
    while (token < tokens.size() || at < path.size()) {
        bool fits = false;
        if (token < tokens.size() && !tried[token * width + at]) {
            tried[token * width + at] = true;
            const Token &now = tokens[token];
            std::size_t next = at + 1;
            switch (now.kind) {
            case Token::Kind::Character: fits = at < path.size() && path[at] == now.character; break;
            case Token::Kind::Any: fits = at < path.size() && path[at] != '/'; break;
            case Token::Kind::Set: fits = at < path.size() && contains(now.set, path[at]); break;
            case Token::Kind::Star: fits = at < path.size() && path[at] != '/'; break;
            case Token::Kind::Deep: fits = at < path.size(); break;
            case Token::Kind::DeepSlash:
                next = path.find('/', at);
                fits = next++ != std::string_view::npos;
                break;
            }
            const bool star = now.kind >= Token::Kind::Star;
            if (star) {
                if (enters)
                    taken[token].first = at;
                stops.emplace_back(token, at);
            }
            if (fits) {
                at = next;
                enters = !star;
                token += star ? 0 : 1;
            }
        }
        if (!fits) {
            if (stops.empty())
                return false;
            std::tie(token, at) = stops.back();
            stops.pop_back();
            taken[token++].second = at;
            enters = true;
        }
    }
    if (captures) {
        captures->clear();
        for (std::size_t i = 0; i < tokens.size(); ++i) {
            if (tokens[i].kind < Token::Kind::Star)
                continue;
            std::string_view text = path.substr(taken[i].first, taken[i].second - taken[i].first);
            if (tokens[i].kind == Token::Kind::DeepSlash && text.ends_with('/'))
                text.remove_suffix(1);
            captures->emplace_back(text);
        }
    }
    return true;
}

bool Glob::matches(std::string_view path) const
{
    if (!path.starts_with(m_prefix))
        return false;
    return std::ranges::any_of(m_alternatives, [&](const Alternative &one) { return run(one, path, nullptr); });
}

bool Glob::matches(std::string_view path, std::vector<std::string> &captures) const
{
    if (!path.starts_with(m_prefix))
        return false;
    return std::ranges::any_of(m_alternatives, [&](const Alternative &one) { return run(one, path, &captures); });
}

Glob Glob::withPrefix(const std::string &prefix) const
{
    // The literal text has backslashes in the pattern, so the pattern's own prefix is found by its length without them.
    std::size_t plain = 0;
    std::size_t i = 0;
    for (; i < m_text.size() && plain < m_prefix.size(); ++i, ++plain) {
        if (m_text[i] == '\\')
            ++i;
    }
    const std::string rest = m_text.substr(i);
    auto glob = compile(escapeGlob(prefix) + rest);
    return glob ? std::move(*glob) : *this;
}

std::string escapeGlob(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        if (kSpecial.contains(c))
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

} // namespace whittle::slim
