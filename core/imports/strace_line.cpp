#include "imports/strace_line.h"

#include "imports/flat_map.h"
#include "imports/scan.h"

#include <cstring>
#include <utility>

namespace whittle::imports::strace {

namespace {

constexpr std::size_t kRemembered = std::size_t{1} << 13; // a power of two

} // namespace

// The arguments, which begin there, and the result behind them.
bool LineParser::understandResult(std::string_view words, std::size_t argumentsBegin, Known &known)
{
    const ResultPlace place = findResult(words);
    if (place.result == std::string_view::npos || place.bracket < argumentsBegin)
        return false;
    known.rest = pieceOf(words.substr(argumentsBegin, place.bracket - argumentsBegin), words);
    Outcome outcome;
    parseOutcome(words.substr(place.result), outcome);
    known.value = outcome.value;
    known.error = outcome.error;
    known.isKnown = outcome.isKnown;
    known.isFailure = outcome.isFailure;
    if (!outcome.path.empty())
        known.returnedPath = pieceOf(outcome.path, words);
    return true;
}

bool LineParser::understandCall(std::string_view words, Known &known)
{
    std::size_t size = 0;
    while (size < words.size() && isNameCharacter(words[size]))
        ++size;
    if (size == 0 || size >= words.size() || words[size] != '(')
        return false;
    known.name = m_reader.names().find(words.substr(0, size));
    if (known.name == kUnknownName)
        return false;
    if (isUnfinished(words)) {
        known.kind = Line::Kind::Unfinished;
        known.rest = pieceOf(words.substr(size + 1, words.size() - size - 1 - kUnfinished.size()), words);
        return true;
    }
    if (!understandResult(words, size + 1, known))
        return false;
    known.kind = Line::Kind::Call;
    known.hasFacts = m_reader.look(known.name).arguments != 0;
    if (known.hasFacts)
        m_reader.read(known.name, known.rest.of(words), AbiHint::Native, known.facts);
    return true;
}

bool LineParser::understandResumed(std::string_view words, Known &known)
{
    std::string_view rest = words;
    known.name = m_reader.names().find(takeResumed(rest));
    if (isUnfinished(rest))
        return false;
    if (known.name == kUnknownName || !understandResult(words, words.size() - rest.size(), known))
        return false;
    known.kind = Line::Kind::Resumed;
    return true;
}

void LineParser::understand(std::string_view words, Known &known)
{
    known.hasFacts = false;
    known.returnedPath = {0, 0};
    if (words.starts_with('<') ? understandResumed(words, known) : understandCall(words, known))
        return;
    known.kind = Line::Kind::Text;
    known.rest = pieceOf(words, words);
}

// As far as the line goes without the meaning of its words.
void LineParser::begin(std::string_view whole, Lines &lines, Begun &begun)
{
    if (!whole.empty() && whole.back() == '\r')
        whole.remove_suffix(1);
    begun.line = lines.count();
    Line &line = lines.add();
    line.begin = whole.data();
    line.size = static_cast<std::uint32_t>(whole.size());
    begun.words = whole;
    begun.prefix = takePrefix(begun.words);
    if (!m_remembers)
        return;
    begun.hash = hashOf(begun.words);
    const Known *known = &m_known[begun.hash % kRemembered];
    __builtin_prefetch(known);
    __builtin_prefetch(&known->facts);
}

void LineParser::finish(const Begun &begun, Lines &lines)
{
    Known *known = &m_one;
    bool isNew = true;
    if (m_remembers) {
        known = &m_known[begun.hash % kRemembered];
        isNew = std::exchange(known->hash, begun.hash) != begun.hash;
        m_found += isNew ? 0 : 1;
    }
    if (isNew)
        understand(begun.words, *known);
    const Prefix &prefix = begun.prefix;
    Line &line = lines.at(begun.line);
    line.pid = prefix.pid;
    line.timeNs = prefix.timeNs;
    line.kind = known->kind;
    line.name = known->name;
    line.restBegin = static_cast<std::uint32_t>(begun.words.data() - line.begin) + known->rest.begin;
    line.restSize = known->rest.size;
    line.value = known->value;
    line.error = known->error;
    line.isKnown = known->isKnown;
    line.isFailure = known->isFailure;
    line.extra = Line::kNone;
    line.facts = Line::kNone;
    if (!prefix.comm.empty() || prefix.number >= 0 || prefix.isRelative || known->returnedPath.size != 0)
        lines.addExtra(line, {prefix.comm, prefix.number, prefix.isRelative, known->returnedPath.of(begun.words)});
    if (known->hasFacts)
        lines.addFacts(line) = known->facts;
}

// Where lines rarely come again, to remember them costs more than it gives; but what comes later may be otherwise.
void LineParser::choose()
{
    constexpr std::uint64_t kTrial = 1U << 15;
    constexpr std::uint64_t kRest = 8 * kTrial;
    if (m_lines < (m_remembers ? kTrial : kRest))
        return;
    m_remembers = !m_remembers || m_found * 4 >= m_lines;
    m_lines = 0;
    m_found = 0;
}

void LineParser::read(std::string_view text, Lines &lines)
{
    lines.clear();
    if (m_known.empty())
        m_known.resize(kRemembered);
    choose();
    // What is remembered lies in no near cache: it is asked for some lines ahead.
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end) {
        std::size_t count = 0;
        for (; at < end && count < m_few.size(); ++count) {
            const auto *newline = static_cast<const char *>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
            const char *const stop = newline ? newline : end;
            begin(between(at, stop), lines, m_few[count]);
            at = stop + 1;
        }
        for (std::size_t i = 0; i < count; ++i)
            finish(m_few[i], lines);
    }
    m_lines += lines.count();
}

} // namespace whittle::imports::strace
