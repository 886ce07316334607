#pragma once

#include "imports/strace_facts.h"
#include "imports/strace_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace whittle::imports::strace {

/// What few lines have.
struct Extra
{
    std::string_view comm;    // -Y
    std::int32_t number = -1; // -n
    bool isRelative = false;  // the time, -r
    std::string_view path;    // -y, of the descriptor that was returned
};

/// A line taken apart as far as that goes without the lines before it. One line of a processor's cache, since what one thread wrote another reads.
struct alignas(64) Line
{
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};
    enum class Kind : std::uint8_t {
        Text,       // anything else; what it is, its place decides
        Call,       // with its result
        Unfinished, // a call's beginning
        Resumed,    // the rest of such a call, with its result
    };

    const char *begin;
    std::uint32_t size;     // without its end
    std::uint32_t extra;    // its number among those of the block
    std::int64_t pid;       // as Prefix
    std::int64_t timeNs;
    std::uint32_t restBegin; // of the arguments, without the call's brackets; of Text, what stands behind the prefix
    std::uint32_t restSize;
    std::int64_t value;     // as Outcome, of what has a result
    std::int32_t error;
    NameId name;            // of all but Text
    std::uint32_t facts;    // of a call that is whole: its number among those of the block, as of a program of the machine's own ABI
    Kind kind;
    bool isKnown;
    bool isFailure;

    [[nodiscard]] std::string_view whole() const { return {begin, size}; }
    [[nodiscard]] std::string_view rest() const { return {begin + restBegin, restSize}; }
};
static_assert(sizeof(Line) == 64);

/// Lines taken apart.
class Lines
{
public:
    void clear()
    {
        m_lineCount = 0;
        m_factCount = 0;
        m_extras.clear();
    }
    [[nodiscard]] std::span<const Line> lines() const { return std::span(m_lines).first(m_lineCount); }
    /// nullptr: of no use, or not worked out.
    [[nodiscard]] const Facts *facts(const Line &line) const { return line.facts == Line::kNone ? nullptr : &m_facts[line.facts]; }
    /// nullptr: it has none.
    [[nodiscard]] const Extra *extra(const Line &line) const { return line.extra == Line::kNone ? nullptr : &m_extras[line.extra]; }

    [[nodiscard]] std::size_t count() const { return m_lineCount; }
    [[nodiscard]] Line &at(std::size_t number) { return m_lines[number]; }
    /// Another line; what is in it is left of an older one. Good until the next call, as are those below.
    [[nodiscard]] Line &add() { return next(m_lines, m_lineCount); }
    [[nodiscard]] Facts &addFacts(Line &line)
    {
        line.facts = static_cast<std::uint32_t>(m_factCount);
        return next(m_facts, m_factCount);
    }
    void addExtra(Line &line, const Extra &extra)
    {
        line.extra = static_cast<std::uint32_t>(m_extras.size());
        m_extras.push_back(extra);
    }

private:
    template <class Thing>
    static Thing &next(std::vector<Thing> &things, std::size_t &count)
    {
        constexpr std::size_t kFew = 64;
        if (count == things.size())
            things.resize(std::max(kFew, things.size() * 2));
        return things[count++];
    }

    // What is there is written over: to clear and make it again would take longer than to fill it.
    std::vector<Line> m_lines;
    std::size_t m_lineCount = 0;
    std::vector<Facts> m_facts;
    std::size_t m_factCount = 0;
    std::vector<Extra> m_extras;
};

/// Takes lines apart. What programs do again and again stands there in the same words, so what these mean is remembered, as long as lines turn
/// out to be worth it. Not shared between threads.
class LineParser
{
public:
    /// assumed: as for FactReader.
    explicit LineParser(std::optional<Abi> assumed) : m_reader(assumed) {}

    /// In place of the lines before; the text must outlive them.
    void read(std::string_view text, Lines &lines);

private:
    /// What stands behind a prefix, and what it says; the hash stands for the words.
    struct Known
    {
        std::uint64_t hash = 0;
        NameId name = kUnknownName;
        Line::Kind kind = Line::Kind::Text;
        bool isKnown = false;
        bool isFailure = false;
        bool hasFacts = false;
        std::int32_t error = 0;
        Piece rest{};         // of the words
        std::int64_t value = 0;
        Piece returnedPath{}; // of the words
        Facts facts{};
    };

    struct Begun
    {
        std::size_t line;       // its number
        std::string_view words; // behind the prefix
        std::uint64_t hash;     // of them, where anything is remembered
        Prefix prefix;
    };

    void begin(std::string_view whole, Lines &lines, Begun &begun);
    void finish(const Begun &begun, Lines &lines);
    void understand(std::string_view words, Known &known);
    [[nodiscard]] bool understandCall(std::string_view words, Known &known);
    [[nodiscard]] bool understandResumed(std::string_view words, Known &known);
    static bool understandResult(std::string_view words, std::size_t argumentsBegin, Known &known);
    void choose();

    FactReader m_reader;
    Known m_one;                // where nothing is remembered
    std::vector<Known> m_known; // by hash; empty: not yet
    bool m_remembers = true;
    std::uint64_t m_lines = 0;  // since it was chosen whether to
    std::uint64_t m_found = 0;  // since then
    std::array<Begun, 16> m_few;
};

} // namespace whittle::imports::strace
