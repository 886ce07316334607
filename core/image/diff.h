#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "image/image.h"
#include "image/run_config.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

enum class PathChange { Added, Removed, Changed };

[[nodiscard]] std::string_view pathChangeName(PathChange change); // "added", "removed", "changed"

/// One path that two images do not have alike.
struct PathDifference
{
    PathChange change = PathChange::Changed;
    std::string path; // as in Entry
    EntryType type = EntryType::Regular; // on the right, or on the left where it is removed
    std::uint64_t leftSize = 0;  // of content
    std::uint64_t rightSize = 0;
    std::vector<std::string> changes; // of Changed, in words: "mode 0755 -> 0700", "content", "owner 0:0 -> 33:33"

    /// Nothing but the time differs, as it does in every rebuild.
    [[nodiscard]] bool isTimeOnly() const;
    bool operator==(const PathDifference &) const = default;
};

/// One member of the configs that differs; values as describe() gives them.
struct ConfigDifference
{
    std::string name; // "Entrypoint", "Platform"
    std::vector<std::string> left;
    std::vector<std::string> right;

    bool operator==(const ConfigDifference &) const = default;
};

/// What an image is in sum.
struct ImageTotals
{
    std::size_t files = 0;  // no directories
    std::uint64_t size = 0; // of content, hard links once
    std::size_t layers = 0;

    bool operator==(const ImageTotals &) const = default;
};

struct ImageDifference
{
    std::vector<PathDifference> paths; // by path
    std::vector<ConfigDifference> config;
    ImageTotals left;
    ImageTotals right;
    std::size_t same = 0; // paths that both have alike

    [[nodiscard]] bool isEmpty() const { return paths.empty() && config.empty(); }
    bool operator==(const ImageDifference &) const = default;
};

/// Compares what containers of two images see: every path with its type, mode, owner, time, link target, device, extended attributes and content,
/// and the configs. Layers and history do not count, nor which name of a hard-linked file is the first. Directories that no layer names have
/// nothing to compare but that they are there. Progress is in paths. Errors: as reading; InvalidInput naming a config's place; Cancelled.
[[nodiscard]] Result<ImageDifference> compareImages(const Image &left, const Image &right, std::stop_token stop, const ProgressFn &report);

} // namespace whittle::image
