#pragma once

#include "base/result.h"
#include "profile/profile.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::formats {

/// Where a JSON value stands in the text: bytes [begin, end), line and column from 1 (column in bytes).
struct TextRange
{
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t line = 1;
    std::size_t column = 1;
};

/// One thing wrong in a text, with its place.
struct TextProblem
{
    TextRange range;
    std::string path; // "syscalls[3].action"; empty where the text is not JSON at that place
    std::string message;
    std::string suggestion; // e.g. the same text with straight quotes; empty where there is none
};

/// A profile read from text, with the place of every value.
struct SeccompDocument
{
    profile::Profile profile;
    std::map<std::string, TextRange, std::less<>> places; // by JSON path: "", "defaultAction", "syscalls[0].names[1]"
};

/// Reads Docker's, Podman's and the OCI runtime specification's JSON, a bare linux.seccomp object or a whole config.json.
/// Key names match without regard to case and the last of two equal keys wins, as in Go. Numbers are exact to 64 bits.
/// Errors: InvalidInput: "line 3, column 7: syscalls[3].action: unknown action …".
[[nodiscard]] Result<SeccompDocument> readSeccompJson(std::string_view text);

/// The same, but says all that is wrong (at most 100 problems), for an editor.
[[nodiscard]] std::vector<TextProblem> problemsOfSeccompJson(std::string_view text);

/// The text with typographic quotes, as articles print them, made straight where that makes it JSON; otherwise unchanged.
[[nodiscard]] std::string withStraightQuotes(std::string_view text);

/// Writes a profile; members stand where they stood when it was read. Indented by two spaces, with a final newline.
[[nodiscard]] std::string writeSeccompJson(const profile::Profile &profile);

} // namespace whittle::formats
