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
    std::string_view comm;       // -Y
    std::int64_t timeNs = -1;    // -1: none; -t, -tt, -ttt
    bool isRelative = false;     // -r
    std::int64_t number = -1;    // -n
};
/// Takes it off the line. Never fails: what is no prefix stays.
[[nodiscard]] Prefix takePrefix(std::string_view &line);

/// What stands behind "= ".
struct Outcome
{
    bool isKnown = false;        // false: "?"
    bool isFailure = false;
    int error = 0;               // errno, 0 where it has no number that programs see
    std::int64_t value = 0;
    std::string_view path;       // -y: of the descriptor that was returned
};
[[nodiscard]] Outcome parseOutcome(std::string_view text);

/// Where " = " of the result begins, behind the bracket that closes the arguments and the spaces that align it: the place of that bracket and
/// of what follows the sign. npos, npos: there is no result.
struct ResultPlace
{
    std::size_t bracket = std::string_view::npos;
    std::size_t result = std::string_view::npos;
};
[[nodiscard]] ResultPlace findResult(std::string_view line);

/// The arguments by their commas; texts, structures and lists stay whole. What follows the sixth is not looked at.
struct Arguments
{
    std::array<std::string_view, 6> at;
    std::size_t count = 0;
};
[[nodiscard]] Arguments splitArguments(std::string_view text, std::size_t wanted = 6);

/// "\"/etc/passwd\"" as its bytes. Empty: it is no text (NULL, an address), or strace cut it.
[[nodiscard]] std::optional<std::string> unquoted(std::string_view text);
/// The inside of the quotes where nothing in it is escaped, without a copy.
[[nodiscard]] std::optional<std::string_view> plainQuoted(std::string_view text);

struct Descriptor
{
    std::int64_t number = -1;    // AT_FDCWD: kWorkingDirectory
    std::string_view path;       // -y: without its brackets; empty: not told, or no file
};
inline constexpr std::int64_t kWorkingDirectory = -100;
[[nodiscard]] Descriptor parseDescriptor(std::string_view text);

/// "O_RDONLY|O_CLOEXEC", "0x2 /* AF_INET */", "flags=CLONE_VM", "-1": the value as the kernel gets it; empty where a word is not known.
[[nodiscard]] std::optional<std::uint64_t> parseValue(std::string_view text, const syscalls::Syscall &syscall, unsigned index, Abi abi);

/// "SIGSYS" → 31.
[[nodiscard]] std::optional<int> signalNumber(std::string_view name);

} // namespace whittle::imports::strace
