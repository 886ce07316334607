#pragma once

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// A pattern over absolute paths: "*" is any text without '/', "**" any text, "?" one byte that is no '/', "[a-z]" and "[!a-z]" one of a set, "{a,b}" one of
/// several, a backslash takes the next character as it is. "/**/" also stands for one '/'. Matches whole paths, byte by byte; time is at
/// worst the product of both lengths, whatever the pattern.
class Glob
{
public:
    /// The pattern begins with '/' or "**"; repeated and trailing '/' are dropped. Errors: InvalidInput naming the pattern and what is wrong:
    /// an empty or relative one, an unclosed [ or {, a range that runs backwards, more than 1000 alternatives, "." and ".." as a name.
    [[nodiscard]] static Result<Glob> compile(std::string_view pattern);

    /// path: absolute, "/etc/passwd"; the root is "/".
    [[nodiscard]] bool matches(std::string_view path) const;
    /// The same; captures becomes what each "*" and "**" stood for, in order. Where more than one reading fits, the earlier stars take as much
    /// as they can. Of braces the first alternative that matches counts.
    [[nodiscard]] bool matches(std::string_view path, std::vector<std::string> &captures) const;

    /// Has none of * ? [ {: names one path, which is literal().
    [[nodiscard]] bool isLiteral() const { return m_literal; }
    /// The text up to the last '/' before the first wildcard, or all of a literal; without backslashes.
    [[nodiscard]] const std::string &literalPrefix() const { return m_prefix; }
    /// The same pattern below another directory: "/lib/x*" with "/usr/lib" for its literal prefix is "/usr/lib/x*".
    [[nodiscard]] Glob withPrefix(const std::string &prefix) const;
    [[nodiscard]] const std::string &text() const { return m_text; }

private:
    struct Token
    {
        enum class Kind { Character, Any, Set, Star, Deep, DeepSlash } kind = Kind::Character;
        char character = 0;
        std::string set; // 32 bytes, one bit for each byte value
    };
    using Tokens = std::vector<Token>;
    struct Alternative
    {
        Tokens tokens;
        std::string text; // the longest that stands in every path that matches
    };

    static Result<Tokens> tokens(std::string_view pattern);
    static bool run(const Alternative &alternative, std::string_view path, std::vector<std::string> *captures);

    std::string m_text;
    std::string m_prefix;
    bool m_literal = false;
    std::vector<Alternative> m_alternatives;
};

/// The text with a backslash before each character that means something in a pattern.
[[nodiscard]] std::string escapeGlob(std::string_view text);

} // namespace whittle::slim
