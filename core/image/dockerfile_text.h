#pragma once

#include <string>
#include <string_view>
#include <vector>

// How words stand in a Dockerfile. Rules: https://docs.docker.com/reference/dockerfile/ (escape character, environment replacement, heredocs).
namespace whittle::image::dockerfile {

/// True where no quoting helps: a value with a line end or another control character.
[[nodiscard]] bool cannotBeWritten(std::string_view text);
/// One word of ENV, LABEL, ARG, WORKDIR, USER …: in quotes where it must be, with nothing left to replace. What cannot be written is printable().
[[nodiscard]] std::string word(std::string_view text);
/// The same for arguments that take the words as they are, such as COPY: only what would be replaced is escaped.
[[nodiscard]] std::string plain(std::string_view text);
/// Words of a Dockerfile as they are, in one line that ends where they end.
[[nodiscard]] std::string verbatim(std::string_view text);
/// "# …", one line.
[[nodiscard]] std::string comment(std::string_view text);

/// RUN with a command for the shell: over several lines where it has "&&", as a here-document where it has lines of its own, and as a list of words
/// where the builder would read it otherwise. usual: that shell is the one in force. Ends with '\n'.
[[nodiscard]] std::string run(std::string_view command, const std::vector<std::string> &shell, bool usual);

} // namespace whittle::image::dockerfile
