#pragma once

#include "apparmor/policy.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::apparmor {

/// Thrown inside the reader of one statement and caught by whoever can go on behind it; never leaves core/apparmor.
struct SyntaxError
{
    Problem problem;
};

/// Walks over the text of one policy file. What a word is depends on where it stands, so the parser asks for the kind that it expects.
class Scanner
{
public:
    explicit Scanner(std::string_view text);

    [[nodiscard]] std::size_t position() const { return m_position; }
    void setPosition(std::size_t position) { m_position = position; }
    [[nodiscard]] bool atEnd() const { return m_position >= m_text.size(); }
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return m_position + ahead < m_text.size() ? m_text[m_position + ahead] : '\0'; }
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::string_view rest() const { return m_text.substr(m_position); }
    [[nodiscard]] SourceRange range(std::size_t begin, std::size_t end) const;
    /// Leading with the place of the present position. Throws SyntaxError.
    [[noreturn]] void fail(std::string message) const;
    [[noreturn]] void failAt(std::size_t begin, std::string message) const;

    /// Blanks, newlines and comments ("#include" at the position is no comment when keepIncludes).
    void skipSpace(bool keepIncludes = false);
    void skipBlanks(); // spaces and tabs
    bool take(std::string_view literal);

    /// Letters and '_', as keywords are; empty when there are none.
    [[nodiscard]] std::string_view peekWord() const;
    bool takeWord(std::string_view word);
    /// A condition's name: a letter, then letters, digits and '_', in front of "=" or " in (". Not taken; empty when there is none.
    [[nodiscard]] std::string_view peekConditionName() const;

    /// File permissions followed by a blank or a comma, as in "/x rw,". nullopt when there are none here.
    std::optional<std::string> takeMode();
    /// A path, label or quoted path, which starts with '/', ':', '&' or a variable; or a word of letters. Unquoted and unescaped as far as
    /// patterns allow. nullopt when there is none here.
    std::optional<std::string> takePathOrVariable();
    /// Any run of characters that an unquoted value may have, or a quoted one. stops: further characters that end it.
    std::optional<std::string> takeValue(std::string_view stops = {});
    /// Values in a list end at blanks, commas and parentheses.
    std::optional<std::string> takeListValue();
    /// "@{NAME}" or "@NAME": the name. nullopt when there is none here.
    std::optional<std::string> takeVariableName(char sigil);

    void expectComma();
    /// "->" by itself, not the beginning of a name, in rules where names may begin with anything.
    [[nodiscard]] bool atArrow() const;

private:
    [[nodiscard]] std::size_t idLength(std::size_t from, std::string_view stops) const;
    std::optional<std::string> takeQuoted();

    std::string_view m_text;
    std::vector<std::size_t> m_lines; // where each begins
    std::size_t m_position = 0;
};

/// Backslash escapes of numbers (\101, \x41, \d065) made characters; a character that means something to patterns stays escaped.
[[nodiscard]] std::string unescaped(std::string_view text);

} // namespace whittle::apparmor
