#include "image/file_index.h"

#include "image/file_index_data.h"
#include "image/paths.h"

#include <algorithm>
#include <format>

namespace whittle::image {

namespace {

std::string_view withoutSlashes(std::string_view path)
{
    path.remove_prefix(std::min(path.size(), path.find_first_not_of('/')));
    while (path.ends_with('/'))
        path.remove_suffix(1);
    return path;
}

} // namespace

FileIndex::FileIndex(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
FileIndex::FileIndex(FileIndex &&) noexcept = default;
FileIndex &FileIndex::operator=(FileIndex &&) noexcept = default;
FileIndex::~FileIndex() = default;

std::size_t FileIndex::count() const
{
    return m_data->order.size();
}

std::uint64_t FileIndex::contentSize() const
{
    return m_data->contentSize;
}

std::optional<IndexedFile> FileIndex::find(std::string_view path) const
{
    const std::uint32_t node = m_data->node(withoutSlashes(path));
    if (node == kNone)
        return std::nullopt;
    return m_data->view(node);
}

bool FileIndex::contains(std::string_view path) const
{
    return m_data->node(withoutSlashes(path)) != kNone;
}

FileIndex::Resolution FileIndex::resolve(std::string_view path, bool followLast) const
{
    const Data::Walk walk = m_data->walk(path, followLast);
    Resolution resolution{.path = m_data->pathOf(walk.node), .exists = walk.exists};
    for (const std::uint32_t link : walk.links)
        resolution.links.push_back(m_data->pathOf(link));
    for (const std::string &name : walk.missing)
        resolution.path.append(resolution.path.empty() ? "" : "/").append(name);
    return resolution;
}

void FileIndex::forEach(const std::function<bool(const IndexedFile &)> &visit) const
{
    for (const std::uint32_t node : m_data->order) {
        if (!visit(m_data->view(node)))
            return;
    }
}

std::vector<IndexedFile> FileIndex::list(std::string_view directory) const
{
    std::vector<IndexedFile> files;
    const std::uint32_t node = m_data->node(withoutSlashes(directory));
    if (node == kNone)
        return files;
    for (std::uint32_t child = m_data->nodes[node].firstChild; child != kNone; child = m_data->nodes[child].nextSibling)
        files.push_back(m_data->view(child));
    return files;
}

Result<std::size_t> FileIndex::read(std::string_view path, std::uint64_t offset, std::span<char> buffer) const
{
    const std::uint32_t node = m_data->node(withoutSlashes(path));
    if (node == kNone)
        return fail(ErrorCode::NotFound, inQuotes(path) + " is not in the image");
    const Inode *inode = m_data->inodeOf(node);
    if (!inode || inode->type != EntryType::Regular)
        return fail(ErrorCode::NotFound, inQuotes(path) + " is no file with content");
    auto count = m_data->read(*inode, offset, buffer);
    if (!count)
        return addContext(std::move(count).error(), std::format("layer {}, {}", inode->layer + 1, inQuotes(path)));
    return count;
}

std::optional<std::vector<Segment>> FileIndex::sparseMap(std::string_view path) const
{
    const std::uint32_t node = m_data->node(withoutSlashes(path));
    const Inode *inode = node == kNone ? nullptr : m_data->inodeOf(node);
    if (!inode || inode->type != EntryType::Regular || inode->sparse == kNone)
        return std::nullopt;
    std::vector<Segment> segments;
    for (const StoredSegment &segment : m_data->sparse[inode->sparse])
        segments.push_back({segment.offset, segment.size});
    return segments;
}

Result<std::string> FileIndex::content(std::string_view path, std::uint64_t limit) const
{
    const std::uint32_t node = m_data->node(withoutSlashes(path));
    const Inode *inode = node == kNone ? nullptr : m_data->inodeOf(node);
    const std::uint64_t size = inode && inode->type == EntryType::Regular ? inode->size : 0;
    if (size > limit)
        return fail(ErrorCode::InvalidInput, std::format("{} has {} bytes, more than {}", inQuotes(path), size, limit));
    std::string text(static_cast<std::size_t>(size), '\0');
    const auto count = read(path, 0, text);
    if (!count)
        return std::unexpected(count.error());
    return text;
}

} // namespace whittle::image
