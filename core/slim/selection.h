#pragma once

#include "base/result.h"
#include "image/image.h"
#include "image/file_index.h"
#include "trace/recording.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

enum class Level { Tight, Balanced, Package };

/// Why a path stays.
enum class ReasonKind
{
    Observed,   // opened, executed, looked at or listed in the recording
    Parent,     // a directory above something that stays
    Link,       // a symbolic link on the way to something that stays, or the target of one
    Interpreter, // of an ELF file or a script that stays
    Library,    // needed by an ELF file that stays
    Rule,       // a keep rule (resources/slim)
    Package,    // its package was touched (level package), or --include-package
    Configured, // named by the image's config: working directory, volume, entrypoint
    Included,   // the user's --include, --include-exe, --include-shell
    Added       // by --fix: the slim image failed without it
};

struct Reason
{
    ReasonKind kind = ReasonKind::Observed;
    std::string detail; // "opened by nginx", "needed by usr/sbin/nginx", "rule ca-certificates: …", "--include etc/**"

    auto operator<=>(const Reason &) const = default;
};

struct SelectionOptions
{
    Level level = Level::Balanced;
    std::vector<std::string> include;         // globs over absolute paths: "/etc/nginx/**"
    std::vector<std::string> exclude;         // win over everything but a user's include that names the path itself without a glob
    std::vector<std::string> includePackages; // names of dpkg, apk or rpm packages
    std::vector<std::string> includeExecutables; // names looked up in PATH, or absolute paths: with interpreter and libraries
    bool includeShell = false;
    std::vector<std::string> added;           // by --fix: absolute paths; no exclude takes them away
};

struct KeptFile
{
    std::uint64_t size = 0; // of a regular file
    std::vector<Reason> reasons; // in order of their kind, without doubles, at most eight of a kind; never empty

    bool operator==(const KeptFile &) const = default;
};

/// Every path of an image is either in kept or in removed. Paths as in image::Entry.
struct Selection
{
    std::map<std::string, KeptFile, std::less<>> kept;
    std::map<std::string, std::uint64_t, std::less<>> removed; // path → size
    std::vector<std::string> missing; // absolute paths that the program looked for and did not find in the image either
    std::vector<std::string> notes;   // "--include /opt/** matches nothing"
    std::uint64_t keptSize = 0;       // bytes of content, hard links once
    std::uint64_t removedSize = 0;
    Level level = Level::Balanced;

    [[nodiscard]] bool keeps(std::string_view path) const { return kept.contains(path); }
    bool operator==(const Selection &) const = default;
};

/// Decides for every path of the image. Deterministic. Errors: InvalidInput for a bad glob, an unknown package, an executable that the image has not.
[[nodiscard]] Result<Selection> select(const image::Image &image, const trace::Recording &recording, const SelectionOptions &options);

/// "opened", "executed", … for a person: the words of selection.json and the window.
[[nodiscard]] std::string_view reasonName(ReasonKind kind); // "observed", "parent", "link", …
[[nodiscard]] std::string_view levelName(Level level);      // "tight", "balanced", "package"

/// selection.json: {"format": "whittle-selection", "version": 1, "level", "keptSize", "removedSize", "notes": […], "missing": […],
/// "kept": [{"path", "size", "reasons": [{"kind", "detail"}]}], "removed": [{"path", "size"}]}, an item a line, by path. Kinds are those of
/// reasonName(). Texts that are no UTF-8 are {"hex": "…"} as in recordings. readSelection(writeSelection(x)) == x.
[[nodiscard]] std::string writeSelection(const Selection &selection);
/// Errors: InvalidInput naming the JSON path.
[[nodiscard]] Result<Selection> readSelection(std::string_view text);

} // namespace whittle::slim
