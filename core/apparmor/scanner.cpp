#include "apparmor/scanner.h"

#include <algorithm>
#include <cctype>
#include <format>
#include <utility>

namespace whittle::apparmor {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t'; }
bool isSpace(char c) { return isBlank(c) || c == '\n' || c == '\r'; }
bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }
bool isWordCharacter(char c) { return isLetter(c) || c == '_'; }
bool isNameCharacter(char c) { return isWordCharacter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool endsId(char c) { return isSpace(c) || c == '"' || c == '!'; }

int digitOf(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : 99;
}

std::string printableCharacter(char c)
{
    return c == '\0' ? "the end of the text" : std::isprint(static_cast<unsigned char>(c)) ? std::format("'{}'", c) : std::format("'\\x{:02x}'", static_cast<unsigned char>(c));
}

} // namespace

std::string unescaped(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
            continue;
        }
        const char kind = text[i + 1];
        const int base = kind == 'x' ? 16 : kind == 'd' ? 10 : digitOf(kind) < 8 ? 8 : 0;
        const std::size_t first = i + (base == 8 ? 1 : 2);
        const std::size_t most = base == 16 ? 2 : 3;
        int value = 0;
        std::size_t digits = 0;
        while (base != 0 && digits < most && first + digits < text.size() && digitOf(text[first + digits]) < base && value * base + digitOf(text[first + digits]) < 256) {
            value = value * base + digitOf(text[first + digits]);
            ++digits;
        }
        if (digits == 0) {
            result += text.substr(i, 2);
            ++i;
            continue;
        }
        const char c = static_cast<char>(value);
        if (std::string_view("*?[]{}^,\\").contains(c))
            result += '\\';
        result += c;
        i = first + digits - 1;
    }
    return result;
}

Scanner::Scanner(std::string_view text) : m_text(text), m_lines{0}
{
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        m_lines.push_back(at + 1);
}

SourceRange Scanner::range(std::size_t begin, std::size_t end) const
{
    begin = std::min(begin, m_text.size());
    const auto line = std::ranges::upper_bound(m_lines, begin) - m_lines.begin();
    return {begin, std::max(begin, std::min(end, m_text.size())), static_cast<std::size_t>(line), begin - m_lines[static_cast<std::size_t>(line) - 1] + 1};
}

void Scanner::failAt(std::size_t begin, std::string message) const { throw SyntaxError{{range(begin, begin + 1), std::move(message)}}; }
void Scanner::fail(std::string message) const { failAt(m_position, std::move(message)); }

void Scanner::skipBlanks()
{
    while (isBlank(peek()))
        ++m_position;
}

void Scanner::skipSpace(bool keepIncludes)
{
    for (;;) {
        while (!atEnd() && isSpace(peek()))
            ++m_position;
        if (peek() != '#' || (keepIncludes && rest().starts_with("#include")))
            return;
        const std::size_t end = m_text.find('\n', m_position);
        if (end == std::string_view::npos)
            fail("a comment needs a newline at its end");
        m_position = end + 1;
    }
}

bool Scanner::take(std::string_view literal)
{
    if (!rest().starts_with(literal))
        return false;
    m_position += literal.size();
    return true;
}

std::string_view Scanner::peekWord() const
{
    std::size_t end = m_position;
    while (end < m_text.size() && isWordCharacter(m_text[end]))
        ++end;
    return m_text.substr(m_position, end - m_position);
}

bool Scanner::takeWord(std::string_view word)
{
    if (peekWord() != word)
        return false;
    m_position += word.size();
    return true;
}

std::string_view Scanner::peekConditionName() const
{
    if (!isLetter(peek()))
        return {};
    std::size_t end = m_position;
    while (end < m_text.size() && isNameCharacter(m_text[end]))
        ++end;
    std::size_t next = end;
    while (next < m_text.size() && isBlank(m_text[next]))
        ++next;
    const std::string_view name = m_text.substr(m_position, end - m_position);
    if (next < m_text.size() && m_text[next] == '=')
        return name;
    if (next == end || !m_text.substr(next).starts_with("in"))
        return {};
    next += 2;
    while (next < m_text.size() && isBlank(m_text[next]))
        ++next;
    return next < m_text.size() && m_text[next] == '(' ? name : std::string_view{};
}

std::optional<std::string> Scanner::takeMode()
{
    // One letter, or an exec mode of up to three.
    std::size_t end = m_position;
    const auto lower = [this](std::size_t at) { return at < m_text.size() ? static_cast<char>(std::tolower(static_cast<unsigned char>(m_text[at]))) : '\0'; };
    for (;;) {
        const char c = lower(end);
        const bool transition = c == 'p' || c == 'c';
        const bool second = lower(end + 1) == 'i' || lower(end + 1) == 'u';
        if ((transition || c == 'i' || c == 'u') && lower(end + 1) == 'x')
            end += 2;
        else if (transition && second && lower(end + 2) == 'x')
            end += 3;
        else if (c == 'r' || c == 'w' || c == 'l' || c == 'm' || c == 'x' || (end < m_text.size() && (m_text[end] == 'k' || m_text[end] == 'a')))
            ++end;
        else
            break;
    }
    const char next = end < m_text.size() ? m_text[end] : '\0';
    if (end == m_position || !(isSpace(next) || next == ','))
        return std::nullopt;
    std::string mode(m_text.substr(m_position, end - m_position));
    m_position = end;
    return mode;
}

std::size_t Scanner::idLength(std::size_t from, std::string_view stops) const
{
    std::size_t end = from;
    while (end < m_text.size()) {
        const char c = m_text[end];
        if (c == '\\' && end + 1 < m_text.size() && std::string_view(" \t\"!,").contains(m_text[end + 1])) {
            end += 2;
            continue;
        }
        if (c == '\0' || endsId(c) || stops.contains(c))
            break;
        if (c == ',' && (end + 1 >= m_text.size() || endsId(m_text[end + 1]) || m_text[end + 1] == ',' || m_text[end + 1] == '\0'))
            break;
        ++end;
    }
    return end - from;
}

std::optional<std::string> Scanner::takeQuoted()
{
    const std::size_t begin = m_position;
    std::string content;
    for (std::size_t i = begin + 1; i < m_text.size() && m_text[i] != '\0'; ++i) {
        if (m_text[i] == '"') {
            m_position = i + 1;
            return content;
        }
        if (m_text[i] == '\\' && i + 1 < m_text.size() && m_text[i + 1] == '"')
            content += m_text[i++];
        content += m_text[i];
    }
    failAt(begin, "a quoted text has no end");
}

std::optional<std::string> Scanner::takePathOrVariable()
{
    if (peek() == '"') {
        if (!std::string_view("/@:&").contains(peek(1)) || peek(1) == '\0')
            fail("a quoted path must start with '/' or a variable");
        return takeQuoted().transform([](const std::string &text) { return unescaped(text); });
    }
    const std::size_t begin = m_position;
    std::size_t from = begin;
    if (peek() == '/' || peek() == ':' || peek() == '&') {
        from = begin + 1;
    } else if (peek() == '@') {
        if (!takeVariableName('@'))
            fail("'@' must be followed by the name of a variable: @{NAME}");
        from = std::exchange(m_position, begin);
        const char next = from < m_text.size() ? m_text[from] : '\0';
        if (next == '=' || next == '+' || idLength(from, {}) == 0) {
            m_position = from;
            return std::string(m_text.substr(begin, from - begin));
        }
    } else if (const std::string_view word = peekWord(); !word.empty()) {
        m_position += word.size();
        return std::string(word);
    } else {
        return std::nullopt;
    }
    m_position = from + idLength(from, {});
    return unescaped(m_text.substr(begin, m_position - begin));
}

std::optional<std::string> Scanner::takeValue(std::string_view stops)
{
    if (peek() == '"')
        return takeQuoted().transform([](const std::string &text) { return unescaped(text); });
    const std::size_t size = idLength(m_position, stops);
    if (size == 0)
        return std::nullopt;
    const std::string_view value = m_text.substr(m_position, size);
    m_position += size;
    return unescaped(value);
}

std::optional<std::string> Scanner::takeListValue()
{
    if (peek() == '"')
        return takeQuoted().transform([](const std::string &text) { return unescaped(text); });
    const std::size_t begin = m_position;
    while (!atEnd() && peek() != '\0') {
        if (peek() == '\\' && std::string_view(" \t\"!,()").contains(peek(1)) && peek(1) != '\0')
            ++m_position;
        else if (endsId(peek()) || std::string_view(",()").contains(peek()))
            break;
        ++m_position;
    }
    if (begin == m_position)
        return std::nullopt;
    return unescaped(m_text.substr(begin, m_position - begin));
}

std::optional<std::string> Scanner::takeVariableName(char sigil)
{
    if (peek() != sigil)
        return std::nullopt;
    const bool braced = peek(1) == '{';
    std::size_t end = m_position + (braced ? 2 : 1);
    const std::size_t begin = end;
    if (end >= m_text.size() || !isLetter(m_text[end]))
        return std::nullopt;
    while (end < m_text.size() && isNameCharacter(m_text[end]))
        ++end;
    if (braced && (end >= m_text.size() || m_text[end] != '}'))
        return std::nullopt;
    m_position = end + (braced ? 1 : 0);
    return std::string(m_text.substr(begin, end - begin));
}

bool Scanner::atArrow() const { return rest().starts_with("->") && idLength(m_position, {}) == 2; }

void Scanner::expectComma()
{
    skipSpace();
    if (!take(","))
        fail(std::format("expected a comma at the end of the rule, not {}", printableCharacter(peek())));
}

} // namespace whittle::apparmor
