#pragma once

#include "image/image.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace whittle::image {

/// What a step of an image's history did, read from the texts that BuildKit, Docker's old builder, buildah and kaniko leave.
struct HistoryCommand
{
    std::string keyword;  // "RUN", "COPY", "ENV", …; empty: no builder's text (an import, a commit, another tool)
    std::string rest;     // after the keyword, as the history has it; of RUN the command for the shell
    std::vector<std::string> shell; // of RUN: what the command was given to; empty: it was executed without one
    std::vector<std::pair<std::string, std::string>> buildArguments; // that were set for RUN
    std::string source;   // of COPY and ADD by the old builder and buildah: "file:…" or "dir:…", a digest of what was copied
    std::string base;     // "debian:13", where buildah says what the steps before it are
    bool isVerbatim = false; // the words of the Dockerfile itself (kaniko)

    bool operator==(const HistoryCommand &) const = default;
};

/// shell: the one in force ({"/bin/sh", "-c"} at the beginning).
[[nodiscard]] HistoryCommand parseHistory(const HistoryStep &step, const std::vector<std::string> &shell);

/// As a person reads it: "RUN apt-get update", "COPY app /srv"; what is no builder's text stays as it is.
[[nodiscard]] std::string readable(const HistoryStep &step);

/// "A=1 B=two words" into pairs, with the help of the values that the config ended up with.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> splitAssignments(std::string_view text, const std::vector<std::pair<std::string, std::string>> &known);

/// The words of Go's lists: ["a" "b"], &{["a"]}, [a b] and JSON's ["a","b"]. Unquoted words end at blanks.
[[nodiscard]] std::vector<std::string> splitWords(std::string_view text);

/// The ports of EXPOSE in its forms "80 53/udp", "map[443/tcp:{} 80/tcp:{}]" and "[80/tcp]", each with its protocol, ranges one by one.
[[nodiscard]] std::vector<std::string> exposedPorts(std::string_view text);

} // namespace whittle::image
