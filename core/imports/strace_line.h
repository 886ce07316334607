#pragma once

#include "imports/strace_facts.h"
#include "imports/strace_text.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace whittle::imports::strace {

/// What few calls have.
struct Extra
{
    std::string_view comm;   // -Y
    bool isRelative = false; // the time, -r
    std::string_view path;   // -y, of the descriptor that was returned
};

/// A line taken apart as far as that goes without the lines before it. One line of a processor's cache, since what one thread wrote another reads.
struct alignas(64) Line
{
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    const char *begin;
    std::uint32_t size;          // without its end
    NameId name;                 // of a call that stands there with its result; kUnknownName: what the line is, its place decides
    // Of a call:
    std::uint32_t argumentsBegin;
    std::uint32_t argumentsSize;
    std::uint32_t facts;         // its number among those of the block, as of a program of the machine's own ABI
    std::uint32_t extra;         // likewise
    std::int64_t pid;            // as Prefix
    std::int64_t timeNs;
    std::int64_t value;          // as Outcome
    std::int32_t error;
    bool isKnown;
    bool isFailure;

    [[nodiscard]] bool isCall() const { return name != kUnknownName; }
    [[nodiscard]] std::string_view whole() const { return {begin, size}; }
    [[nodiscard]] std::string_view arguments() const { return {begin + argumentsBegin, argumentsSize}; }
};

/// Lines taken apart. Not shared between threads.
class Lines
{
public:
    /// assumed: as for FactReader.
    explicit Lines(std::optional<Abi> assumed) : m_reader(assumed) {}

    /// In place of those before; the text must outlive them.
    void read(std::string_view text);
    [[nodiscard]] std::span<const Line> lines() const { return std::span(m_lines).first(m_lineCount); }
    /// nullptr: of no use, or not worked out.
    [[nodiscard]] const Facts *facts(const Line &line) const { return line.facts == Line::kNone ? nullptr : &m_facts[line.facts]; }
    /// nullptr: it has none.
    [[nodiscard]] const Extra *extra(const Line &line) const { return line.extra == Line::kNone ? nullptr : &m_extras[line.extra]; }

private:
    void take(std::string_view whole, Line &line);

    FactReader m_reader;
    // What is there is written over: to clear and make it again would take longer than to fill it.
    std::vector<Line> m_lines;
    std::size_t m_lineCount = 0;
    std::vector<Facts> m_facts;
    std::size_t m_factCount = 0;
    std::vector<Extra> m_extras;
};

} // namespace whittle::imports::strace
