#pragma once

#include "base/result.h"

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::apparmor {

/// A path pattern of AppArmor (AARE): * (no '/'), ** (anything), ?, [abc], [^a-z], {a,b} and backslashes, compiled to a small machine that
/// is run in time proportional to text × pattern, whatever the pattern. Variables must have been put in place.
class Pattern
{
public:
    /// Errors: InvalidInput saying what is wrong; also for patterns longer than 1 MiB.
    [[nodiscard]] static Result<Pattern> compile(std::string_view text);

    /// Whether the whole text matches.
    [[nodiscard]] bool matches(std::string_view text) const;
    /// Whether some text matches both. True when it cannot be told within bounds.
    [[nodiscard]] bool overlaps(const Pattern &other) const;
    /// Whether it matches one text only: the pattern has no wildcard.
    [[nodiscard]] bool isLiteral() const { return m_isLiteral; }
    /// The text in front of the first wildcard, without backslashes.
    [[nodiscard]] const std::string &literalPrefix() const { return m_prefix; }

private:
    using Set = std::bitset<256>;
    struct Step
    {
        enum class Kind : std::uint8_t { Characters, Split, Jump, Match } kind = Kind::Match;
        std::uint32_t next = 0;  // Jump, Split: first way
        std::uint32_t other = 0; // Split: second way
        std::uint32_t set = 0;   // Characters: in m_sets
    };
    class Compiler;
    class Walk;

    std::vector<Step> m_steps;
    std::vector<Set> m_sets;
    std::string m_prefix;
    bool m_isLiteral = true;
};

} // namespace whittle::apparmor
