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

/// A line taken apart as far as that goes without the lines before it.
struct Line
{
    static constexpr std::uint32_t kNoFacts = ~std::uint32_t{0};

    std::string_view whole;     // without its end
    std::string_view text;      // behind the prefix
    Prefix prefix;
    NameId name;                // of a call that stands there with its result; kUnknownName: what the line is, its place decides
    std::uint32_t facts;        // its number among those of the block, as of a program of the machine's own ABI
    std::string_view arguments; // of the call
    Outcome outcome;            // of the call
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
    [[nodiscard]] const Facts *facts(const Line &line) const { return line.facts == Line::kNoFacts ? nullptr : &m_facts[line.facts]; }

private:
    void take(std::string_view whole, Line &line);

    FactReader m_reader;
    // What is there is written over: to clear and make it again would take longer than to fill it.
    std::vector<Line> m_lines;
    std::size_t m_lineCount = 0;
    std::vector<Facts> m_facts;
    std::size_t m_factCount = 0;
};

} // namespace whittle::imports::strace
