#include "imports/wrapper.h"

#include "imports/line_source.h"
#include "imports/scan.h"

#include <algorithm>

namespace whittle::imports {

namespace {

constexpr std::string_view kLog = "{\"log\":\"";

void appendUtf8(std::string &out, char32_t code)
{
    if (code < 0x80) {
        out.push_back(static_cast<char>(code));
    } else if (code < 0x800) {
        out.push_back(static_cast<char>(0xC0 | code >> 6));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    } else if (code < 0x10000) {
        out.push_back(static_cast<char>(0xE0 | code >> 12));
        out.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    } else {
        out.push_back(static_cast<char>(0xF0 | code >> 18));
        out.push_back(static_cast<char>(0x80 | (code >> 12 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
        out.push_back(static_cast<char>(0x80 | (code & 0x3F)));
    }
}

// The JSON text up to its quote, which stays. False: it has no end.
bool takeJsonText(std::string_view &rest, std::string &out)
{
    out.clear();
    while (!rest.empty()) {
        const auto special = rest.find_first_of("\"\\");
        if (special == std::string_view::npos)
            return false;
        out.append(rest.substr(0, special));
        rest.remove_prefix(special);
        if (rest.front() == '"')
            return true;
        if (rest.size() < 2)
            return false;
        const char escaped = rest[1];
        rest.remove_prefix(2);
        switch (escaped) {
        case 'n': out.push_back('\n'); break;
        case 't': out.push_back('\t'); break;
        case 'r': out.push_back('\r'); break;
        case 'b': out.push_back('\b'); break;
        case 'f': out.push_back('\f'); break;
        case 'u': {
            const auto takeUnit = [&rest]() -> std::optional<char32_t> {
                std::string_view digits = rest.substr(0, 4);
                const auto value = takeNumber<std::uint16_t>(digits, 16);
                if (rest.size() < 4 || !value || !digits.empty())
                    return std::nullopt;
                rest.remove_prefix(4);
                return *value;
            };
            auto code = takeUnit();
            if (!code)
                return false;
            if (*code >= 0xD800 && *code < 0xDC00 && rest.starts_with("\\u")) {
                rest.remove_prefix(2);
                const auto low = takeUnit();
                if (!low)
                    return false;
                code = 0x10000 + ((*code - 0xD800) << 10) + ((*low - 0xDC00) & 0x3FF);
            }
            appendUtf8(out, *code);
            break;
        }
        default: out.push_back(escaped); break;
        }
    }
    return false;
}

// "2026-11-26T02:36:19.123456789Z stderr F text"
bool takeCriHead(std::string_view &line, bool &isPartial)
{
    if (line.size() < 24 || line[4] != '-' || line[7] != '-' || line[10] != 'T')
        return false;
    std::string_view rest = line;
    (void)takeWord(rest);
    if (!take(rest, " stdout ") && !take(rest, " stderr "))
        return false;
    // Tags are parted by colons; the first says whether the line is whole.
    if (rest.empty() || (rest.front() != 'F' && rest.front() != 'P'))
        return false;
    isPartial = rest.front() == 'P';
    const auto space = rest.find(' ');
    rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
    line = rest;
    return true;
}

} // namespace

Unwrapper::Kind Unwrapper::detect(std::string_view head)
{
    std::string_view line = head.substr(0, head.find('\n'));
    if (line.starts_with(kLog) && (line.contains("\"stream\":") || line.contains("\"time\":")))
        return Kind::Docker;
    bool isPartial = false;
    return takeCriHead(line, isPartial) ? Kind::Cri : Kind::None;
}

Unwrapper::Outcome Unwrapper::add(bool isEnd)
{
    // What waits is bounded as lines are.
    if (m_waiting.size() + m_piece.size() > LineSource::kMaxLine)
        m_piece.resize(LineSource::kMaxLine - std::min(m_waiting.size(), LineSource::kMaxLine));
    if (!isEnd) {
        m_waiting += m_piece;
        return Outcome::Partial;
    }
    if (m_waiting.empty()) {
        m_text.swap(m_piece);
    } else {
        m_text = std::move(m_waiting);
        m_text += m_piece;
        m_waiting.clear();
    }
    return Outcome::Line;
}

Unwrapper::Outcome Unwrapper::take(std::string_view line)
{
    if (m_kind == Kind::Cri) {
        bool isPartial = false;
        if (!takeCriHead(line, isPartial))
            return Outcome::NotWrapped;
        m_piece.assign(line);
        return add(!isPartial);
    }
    std::string_view rest = line;
    if (!imports::take(rest, kLog) || !takeJsonText(rest, m_piece))
        return Outcome::NotWrapped;
    const bool isEnd = m_piece.ends_with('\n');
    if (isEnd)
        m_piece.pop_back();
    if (m_piece.ends_with('\r'))
        m_piece.pop_back();
    return add(isEnd);
}

} // namespace whittle::imports
