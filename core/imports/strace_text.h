#pragma once

#include "imports/syscall_names.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// The words of strace's lines, apart from what they mean. Source: strace(1) 6.13 and its output.
namespace whittle::imports::strace {

/// What stands in front of a call.
struct Prefix
{
    std::int64_t pid = -1;       // -1: the line has none
    std::int64_t timeNs = -1;    // -1: none; -t, -tt, -ttt
    std::string_view comm;       // -Y
    std::int32_t number = -1;    // -n
    bool isRelative = false;     // -r
};
/// Takes it off the line. Never fails: what is no prefix stays.
[[nodiscard]] Prefix takePrefix(std::string_view &line);

/// What stands behind "= ".
struct Outcome
{
    std::int64_t value = 0;
    int error = 0;               // errno, 0 where it has no number that programs see
    bool isKnown = false;        // false: "?"
    bool isFailure = false;
    std::string_view path;       // -y: of the descriptor that was returned
};
void parseOutcome(std::string_view text, Outcome &outcome);
[[nodiscard]] inline Outcome parseOutcome(std::string_view text)
{
    Outcome outcome;
    parseOutcome(text, outcome);
    return outcome;
}

/// Where " = " of the result begins, behind the bracket that closes the arguments and the spaces that align it: the place of that bracket and
/// of what follows the sign. npos, npos: there is no result.
struct ResultPlace
{
    std::size_t bracket = std::string_view::npos;
    std::size_t result = std::string_view::npos;
};
[[nodiscard]] ResultPlace findResult(std::string_view line);

/// What stands in place of the end of a call that another thread's line follows.
inline constexpr std::string_view kUnfinished = "<unfinished ...>";

/// The call has that in place of its end. A result in front of it counts outside of quotes alone: then the line is two that were put together.
[[nodiscard]] bool isUnfinished(std::string_view call);

/// "<... read resumed>": takes it off the line and gives the name; empty where it is something else.
[[nodiscard]] std::string_view takeResumed(std::string_view &line);

/// Arguments as they stand there.
class Arguments
{
public:
    static constexpr std::size_t kMost = 6;

    [[nodiscard]] std::string_view text() const { return m_whole; }
    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] std::string_view at(std::size_t index) const { return m_pieces[index]; }
    [[nodiscard]] bool has(int index) const { return index >= 0 && static_cast<std::size_t>(index) < m_count; }
    void begin(std::string_view text)
    {
        m_whole = text;
        m_count = 0;
    }
    void add(std::string_view argument) { m_pieces[m_count++] = argument; }

private:
    std::string_view m_whole;
    std::array<std::string_view, kMost> m_pieces;
    std::size_t m_count = 0;
};
/// The arguments by their commas; texts, structures and lists stay whole. What follows the last that is wanted is not looked at.
void splitArguments(std::string_view text, std::size_t wanted, Arguments &arguments);

/// "\"/etc/passwd\"" as its bytes. Empty: it is no text (NULL, an address), or strace cut it.
[[nodiscard]] std::optional<std::string> unquoted(std::string_view text);
/// The inside of the quotes where nothing in it is escaped, without a copy.
[[nodiscard]] std::optional<std::string_view> plainQuoted(std::string_view text);

struct Descriptor
{
    std::int64_t number;         // AT_FDCWD: kWorkingDirectory; -1: it is none
    std::string_view path;       // -y: without its brackets; empty: not told, or no file
};
inline constexpr std::int64_t kWorkingDirectory = -100;
[[nodiscard]] Descriptor parseDescriptor(std::string_view text);

/// "O_RDONLY|O_CLOEXEC", "0x2 /* AF_INET */", "flags=CLONE_VM", "-1": the value as the kernel gets it; empty where a word is not known.
[[nodiscard]] std::optional<std::uint64_t> parseValue(std::string_view text, const syscalls::Syscall &syscall, unsigned index, Abi abi);

/// "SIGSYS" → 31.
[[nodiscard]] std::optional<int> signalNumber(std::string_view name);

} // namespace whittle::imports::strace
