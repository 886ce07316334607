#include "documents/imagecomparison.h"

#include "documents/imagefiles.h"
#include "image/file_index.h"

#include <algorithm>
#include <filesystem>

namespace whittle::app {
namespace {

constexpr std::uint64_t kMostText = std::uint64_t{2} << 20;

void fillSide(const image::Image &image, const FileTree &tree, std::vector<SideFile> &side)
{
    side.resize(tree.count());
    side[kRootFile].isThere = true;
    side[kRootFile].mode = 0755;
    image.files().forEach([&](const image::IndexedFile &file) {
        const auto id = tree.find(file.entry.path);
        if (id == kNoFile)
            return true;
        const auto &entry = file.entry;
        side[id] = {true, entry.type, entry.mode, entry.uid, entry.gid, entry.type == image::EntryType::Regular ? entry.size : 0, 0};
        return true;
    });
    for (FileId id = tree.count(); id-- > 0;) {
        side[id].treeSize += side[id].size;
        if (id != kRootFile)
            side[tree.node(id).parent].treeSize += side[id].treeSize;
    }
}

FileChange changeOf(image::PathChange change)
{
    return change == image::PathChange::Added ? FileChange::Added : change == image::PathChange::Removed ? FileChange::Removed : FileChange::Changed;
}

} // namespace

Result<ImageComparisonPtr> compareImageFiles(const std::string &left, const std::string &right, std::stop_token stop, const ProgressFn &report)
{
    auto comparison = std::make_shared<ImageComparison>();
    const auto open = [&](const std::string &path, std::shared_ptr<const image::Image> &into) -> Result<> {
        auto image = image::Image::open({.path = path}, stop, report);
        if (!image)
            return addContext(std::move(image).error(), std::filesystem::path(path).filename().string());
        into = std::make_shared<const image::Image>(std::move(*image));
        return {};
    };
    if (auto opened = open(left, comparison->leftImage); !opened)
        return std::unexpected(opened.error());
    if (auto opened = open(right, comparison->rightImage); !opened)
        return std::unexpected(opened.error());
    auto difference = image::compareImages(*comparison->leftImage, *comparison->rightImage, stop, report);
    if (!difference)
        return std::unexpected(difference.error());
    comparison->difference = std::move(*difference);

    auto records = fileRecordsOf(*comparison->leftImage, stop);
    if (!records)
        return std::unexpected(records.error());
    auto others = fileRecordsOf(*comparison->rightImage, stop);
    if (!others)
        return std::unexpected(others.error());
    std::ranges::move(*others, std::back_inserter(*records));
    comparison->tree = FileTree(std::move(*records));
    const auto &tree = comparison->tree;
    fillSide(*comparison->leftImage, tree, comparison->left);
    fillSide(*comparison->rightImage, tree, comparison->right);
    comparison->changes.assign(tree.count(), FileChange::Same);
    comparison->timeOnly.assign(tree.count(), false);
    comparison->below.assign(tree.count(), 0);
    comparison->places.assign(tree.count(), UINT32_MAX);
    for (std::size_t i = 0; i < comparison->difference.paths.size(); ++i) {
        const auto &path = comparison->difference.paths[i];
        const auto id = tree.find(path.path);
        if (id == kNoFile)
            continue;
        comparison->changes[id] = changeOf(path.change);
        comparison->places[id] = static_cast<std::uint32_t>(i);
        comparison->below[id] = 1;
        if (path.isTimeOnly()) {
            comparison->timeOnly[id] = true;
            ++comparison->timeOnlyCount;
        }
    }
    for (FileId id = tree.count(); --id > 0;)
        comparison->below[tree.node(id).parent] += comparison->below[id];
    return ImageComparisonPtr(std::move(comparison));
}

Result<std::string> textOf(const image::Image &image, const std::string &path)
{
    auto content = image.files().content(path, kMostText);
    if (content && std::ranges::contains(*content, '\0'))
        return fail(ErrorCode::InvalidInput, "it holds bytes that no text has");
    return content;
}

} // namespace whittle::app
