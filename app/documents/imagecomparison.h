#pragma once

#include "base/progress.h"
#include "documents/filetree.h"
#include "image/diff.h"
#include "image/image.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::app {

/// How a path of one image stands to the same path of another.
enum class FileChange : std::uint8_t { Same, Added, Removed, Changed };

/// A path on one side of a comparison.
struct SideFile
{
    bool isThere = false;
    image::EntryType type = image::EntryType::Directory;
    std::uint32_t mode = 0;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::uint64_t size = 0;      // its own
    std::uint64_t treeSize = 0;  // with everything below
};

/// Two images path by path: one tree of all paths that either has, and how each stands. Made once, off the GUI thread; does not change and
/// is shared. The images stay open, so that files can be read.
struct ImageComparison
{
    std::shared_ptr<const image::Image> leftImage;
    std::shared_ptr<const image::Image> rightImage;
    image::ImageDifference difference;
    FileTree tree; // of both
    std::vector<SideFile> left; // by id
    std::vector<SideFile> right;
    std::vector<FileChange> changes; // by id
    std::vector<bool> timeOnly;      // by id: nothing but the time differs
    std::vector<std::uint32_t> below; // by id: paths that differ, itself and all below
    std::vector<std::uint32_t> places; // by id: in difference.paths; UINT32_MAX: the same
    std::size_t timeOnlyCount = 0;

    /// nullptr where both are the same.
    [[nodiscard]] const image::PathDifference *differenceOf(FileId id) const { return places[id] == UINT32_MAX ? nullptr : &difference.paths[places[id]]; }
};
using ImageComparisonPtr = std::shared_ptr<const ImageComparison>;

/// Reads two archives or layouts and compares them. Errors: as Image::open and compareImages, naming the side's file. Any thread.
[[nodiscard]] Result<ImageComparisonPtr> compareImageFiles(const std::string &left, const std::string &right, std::stop_token stop, const ProgressFn &report);

/// A file of an image as a text to show. Errors: InvalidInput where it is no text, or larger than what a person reads.
[[nodiscard]] Result<std::string> textOf(const image::Image &image, const std::string &path);

} // namespace whittle::app
