#include "image/index_builder.h"

#include "image/paths.h"

#include <algorithm>
#include <format>
#include <ranges>
#include <utility>

namespace whittle::image {

namespace {

constexpr std::string_view kWhiteout = ".wh.";
constexpr std::string_view kOpaque = ".wh..wh..opq";
constexpr std::string_view kAufs = ".wh..wh."; // that engines never unpack
constexpr std::size_t kMaxLayers = 4096;
constexpr std::uint64_t kMaxText = std::uint64_t{512} << 20;

} // namespace

IndexBuilder::IndexBuilder(const Limits &limits) : m_limits(limits), m_data(std::make_unique<FileIndex::Data>()) {}

Result<> IndexBuilder::beginLayer(Blob tar)
{
    if (m_data->layers.size() >= kMaxLayers)
        return fail(ErrorCode::InvalidInput, std::format("more than {} layers", kMaxLayers));
    m_layer = static_cast<std::uint16_t>(m_data->layers.size());
    m_data->layers.push_back(std::move(tar));
    return {};
}

Result<> IndexBuilder::add(TarMember member)
{
    const std::string written = member.entry.path.substr(0, kMaxPath);
    const auto inEntry = [&](Error error) { return addContext(std::move(error), "entry " + inQuotes(written)); };
    if (auto counted = countEntry(); !counted)
        return inEntry(counted.error());
    auto path = normalPath(member.entry.path);
    if (!path)
        return inEntry(std::move(path).error());
    const std::string_view directory = parentPath(*path);
    const std::string_view name = baseName(*path);

    Result<> done;
    if (path->empty() && member.entry.type != EntryType::Directory)
        done = fail(ErrorCode::InvalidInput, "the root is no directory");
    else if (name.starts_with(kWhiteout) || directory.starts_with(kWhiteout) || directory.find("/.wh.") != std::string_view::npos)
        done = whiteOut(directory, name);
    else
        done = addTo(directory, name, member);
    if (!done)
        return inEntry(std::move(done).error());
    return {};
}

Result<> IndexBuilder::addTo(std::string_view directory, std::string_view name, TarMember &member)
{
    const auto parent = makeDirectories(directory);
    if (!parent)
        return std::unexpected(parent.error());
    if (name.empty()) { // the root
        const auto inode = makeInode(member);
        if (!inode)
            return std::unexpected(inode.error());
        enliven(0, *inode);
        return {};
    }
    const auto inode = member.entry.type == EntryType::HardLink ? linkedInode(member) : makeInode(member);
    if (!inode)
        return std::unexpected(inode.error());
    if (auto counted = countText(name.size()); !counted)
        return counted;
    const std::uint32_t node = m_data->makeChild(*parent, name);
    if (m_data->nodes[node].alive) {
        const bool isNamedHere = m_data->nodes[node].layer == m_layer && m_data->nodes[node].inode != kNone;
        const bool keepsChildren = m_data->isDirectory(node) && member.entry.type == EntryType::Directory;
        if (isNamedHere && !keepsChildren)
            return fail(ErrorCode::InvalidInput, "is there twice; Docker and Podman do not take such a layer");
        if (!keepsChildren)
            remove(node);
    }
    enliven(node, *inode);
    return {};
}

// The file that a hard link names, with the link's metadata: engines set what the last header says.
Result<std::uint32_t> IndexBuilder::linkedInode(TarMember &member)
{
    FileIndex::Data &data = *m_data;
    const auto bad = [&](std::string_view what) { return fail(ErrorCode::InvalidInput, std::format("is a hard link to {}{}", inQuotes(member.entry.linkTarget), what)); };
    const auto target = normalPath(member.entry.linkTarget);
    if (!target)
        return bad(": " + target.error().message);
    const FileIndex::Data::Walk walk = data.walk(*target, false);
    if (!walk.exists)
        return bad(", which is not there");
    if (data.isDirectory(walk.node))
        return bad(", which is a directory");
    const std::uint32_t number = data.nodes[walk.node].inode;
    Inode &inode = data.inodes[number];
    Entry &entry = member.entry;
    std::size_t text = entry.user.size() + entry.group.size();
    for (const auto &[name, value] : entry.xattrs)
        text += name.size() + value.size();
    if (auto counted = countText(text); !counted)
        return std::unexpected(counted.error());
    if (inode.type != EntryType::SymbolicLink) // whose mode nobody can set
        inode.mode = static_cast<std::uint16_t>(entry.mode);
    inode.seconds = entry.modified.seconds;
    inode.nanoseconds = entry.modified.nanoseconds;
    inode.owner = ownerOf(entry);
    if (!entry.xattrs.empty())
        inode.xattrs = xattrsOf(entry);
    return number;
}

Result<> IndexBuilder::whiteOut(std::string_view directory, std::string_view name)
{
    if (directory.starts_with(kAufs) || directory.find("/.wh..wh.") != std::string_view::npos)
        return {};
    if (directory.starts_with(kWhiteout) || directory.find("/.wh.") != std::string_view::npos)
        return fail(ErrorCode::InvalidInput, "is below a whiteout");
    if (name.starts_with(kAufs) && name != kOpaque)
        return {};
    const std::string_view hidden = name.substr(kWhiteout.size());
    if (hidden.empty() || hidden == "." || hidden == "..")
        return fail(ErrorCode::InvalidInput, "is a whiteout of nothing");
    // Engines make these directories for a whiteout, too.
    const auto parent = makeDirectories(directory);
    if (!parent)
        return std::unexpected(parent.error());
    if (name == kOpaque)
        removeLowerChildren(*parent);
    else if (const std::uint32_t node = m_data->child(*parent, hidden); node != kNone)
        removeLower(node);
    return {};
}

// The directory of that path; what is missing is made up, what is no directory in a lower layer is replaced by one.
Result<std::uint32_t> IndexBuilder::makeDirectories(std::string_view path)
{
    FileIndex::Data &data = *m_data;
    std::uint32_t at = 0;
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        std::uint32_t next = data.child(at, name);
        if (next != kNone && data.nodes[next].layer == m_layer && !data.isDirectory(next)) {
            const FileIndex::Data::Walk walk = data.walk(data.pathOf(next), true);
            if (!walk.exists || !data.isDirectory(walk.node))
                return fail(ErrorCode::InvalidInput, std::format("is below {}, which leads to no directory", inQuotes(data.pathOf(next))));
            next = walk.node;
        } else if (next == kNone || !data.isDirectory(next)) {
            if (auto counted = countEntry(); !counted)
                return std::unexpected(counted.error());
            if (auto counted = countText(name.size()); !counted)
                return std::unexpected(counted.error());
            next = data.makeChild(at, name);
            if (data.nodes[next].alive)
                remove(next);
            enliven(next, kNone);
        }
        at = next;
    }
    return at;
}

Result<std::uint32_t> IndexBuilder::makeInode(TarMember &member)
{
    Entry &entry = member.entry;
    if (entry.size > m_limits.uncompressed - m_size)
        return fail(ErrorCode::InvalidInput, std::format("the files have more than the {} bytes that are allowed", m_limits.uncompressed));
    m_size += entry.size;
    Inode inode{.seconds = entry.modified.seconds,
                .size = entry.size,
                .content = member.content,
                .nanoseconds = entry.modified.nanoseconds,
                .mode = static_cast<std::uint16_t>(entry.mode),
                .layer = m_layer,
                .type = entry.type};
    std::size_t text = entry.linkTarget.size() + entry.user.size() + entry.group.size() + member.segments.size() * sizeof(StoredSegment);
    for (const auto &[name, value] : entry.xattrs)
        text += name.size() + value.size();
    if (auto counted = countText(text); !counted)
        return std::unexpected(counted.error());
    if (entry.type == EntryType::SymbolicLink) {
        if (entry.linkTarget.size() > kMaxPath || entry.linkTarget.find('\0') != std::string::npos)
            return fail(ErrorCode::InvalidInput, "is a symbolic link whose target cannot be a path");
        inode.target = static_cast<std::uint32_t>(m_data->names.size());
        inode.targetSize = static_cast<std::uint16_t>(entry.linkTarget.size());
        m_data->names.insert(m_data->names.end(), entry.linkTarget.begin(), entry.linkTarget.end());
    } else if (entry.type == EntryType::CharacterDevice || entry.type == EntryType::BlockDevice) {
        inode.content = (std::uint64_t{entry.deviceMajor} << 32) | entry.deviceMinor;
    }
    if (member.sparse) {
        std::vector<StoredSegment> segments;
        std::uint64_t content = member.content;
        for (const Segment &segment : member.segments) {
            segments.push_back({segment.offset, segment.size, content});
            content += segment.size;
        }
        inode.sparse = static_cast<std::uint32_t>(m_data->sparse.size());
        m_data->sparse.push_back(std::move(segments));
    }
    inode.owner = ownerOf(entry);
    inode.xattrs = xattrsOf(entry);
    m_data->inodes.push_back(inode);
    return static_cast<std::uint32_t>(m_data->inodes.size() - 1);
}

std::uint32_t IndexBuilder::ownerOf(Entry &entry)
{
    Owner owner{static_cast<std::uint32_t>(entry.uid), static_cast<std::uint32_t>(entry.gid), std::move(entry.user), std::move(entry.group)};
    const auto [at, isNew] = m_owners.try_emplace(std::move(owner), static_cast<std::uint32_t>(m_data->owners.size()));
    if (isNew)
        m_data->owners.push_back(at->first);
    return at->second;
}

std::uint32_t IndexBuilder::xattrsOf(Entry &entry)
{
    if (entry.xattrs.empty())
        return kNone;
    const auto [at, isNew] = m_xattrs.try_emplace(std::move(entry.xattrs), static_cast<std::uint32_t>(m_data->xattrs.size()));
    if (isNew)
        m_data->xattrs.push_back(at->first);
    return at->second;
}

Result<> IndexBuilder::countEntry()
{
    if (++m_entries > m_limits.entries)
        return fail(ErrorCode::InvalidInput, std::format("more than {} entries", m_limits.entries));
    return {};
}

Result<> IndexBuilder::countText(std::size_t bytes)
{
    m_text += bytes;
    if (m_text > kMaxText)
        return fail(ErrorCode::InvalidInput, std::format("names, link targets and attributes have more than {} bytes together", kMaxText));
    return {};
}

void IndexBuilder::enliven(std::uint32_t node, std::uint32_t inode)
{
    FileIndex::Data &data = *m_data;
    Node &at = data.nodes[node];
    at.alive = true;
    at.inode = inode;
    at.layer = m_layer;
    if (!at.listed) {
        at.listed = true;
        at.nextSibling = data.nodes[at.parent].firstChild;
        data.nodes[at.parent].firstChild = node;
    }
    if (inode != kNone && data.inodes[inode].node == kNone)
        data.inodes[inode].node = node;
}

// With all below. Children leave their list, so that removing a directory again and again costs no more than filling it. The node itself stays in
// its parent's list; it is about to live again, or was taken out by the caller.
void IndexBuilder::remove(std::uint32_t node)
{
    FileIndex::Data &data = *m_data;
    std::uint32_t child = std::exchange(data.nodes[node].firstChild, kNone);
    while (child != kNone) {
        remove(child);
        data.nodes[child].listed = false;
        child = std::exchange(data.nodes[child].nextSibling, kNone);
    }
    data.nodes[node].alive = false;
    data.nodes[node].inode = kNone;
}

// True when nothing of it is left.
bool IndexBuilder::removeLower(std::uint32_t node)
{
    FileIndex::Data &data = *m_data;
    removeLowerChildren(node);
    if (data.nodes[node].layer == m_layer)
        return false;
    if (data.nodes[node].firstChild != kNone) {
        data.nodes[node].inode = kNone; // this layer makes the directory anew without saying how
        return false;
    }
    data.nodes[node].alive = false;
    data.nodes[node].inode = kNone;
    return true;
}

void IndexBuilder::removeLowerChildren(std::uint32_t node)
{
    FileIndex::Data &data = *m_data;
    // Nothing of a lower layer can come back while this one is read.
    if (std::exchange(data.nodes[node].clearedIn, m_layer) == m_layer)
        return;
    std::uint32_t kept = kNone;
    std::uint32_t child = std::exchange(data.nodes[node].firstChild, kNone);
    while (child != kNone) {
        const std::uint32_t next = data.nodes[child].nextSibling;
        if (!data.nodes[child].alive || removeLower(child)) {
            data.nodes[child].listed = false;
            data.nodes[child].nextSibling = kNone;
        } else {
            data.nodes[child].nextSibling = std::exchange(kept, child);
        }
        child = next;
    }
    data.nodes[node].firstChild = kept;
}

FileIndex IndexBuilder::finish()
{
    m_owners.clear();
    m_xattrs.clear();
    sortChildren();
    setPrimaryNames();
    m_data->slots.shrink_to_fit();
    m_data->names.shrink_to_fit();
    m_data->nodes.shrink_to_fit();
    m_data->inodes.shrink_to_fit();
    return FileIndex(std::move(m_data));
}

// Children by name in every directory, and all paths in the order of their bytes. There "a-b" stands between "a" and "a/b", as '-' is less
// than '/': what is below a directory is therefore a second item of the list that the directory stands in.
void IndexBuilder::sortChildren()
{
    FileIndex::Data &data = *m_data;
    struct Item
    {
        std::uint32_t node = 0;
        bool below = false;
    };
    std::vector<Item> stack;
    std::vector<std::uint32_t> children;
    const auto open = [&](std::uint32_t directory) {
        children.clear();
        for (std::uint32_t child = data.nodes[directory].firstChild; child != kNone; child = data.nodes[child].nextSibling) {
            if (data.nodes[child].alive)
                children.push_back(child);
        }
        std::ranges::sort(children, {}, [&](std::uint32_t node) { return data.nameOf(node); });
        std::uint32_t next = kNone;
        for (const std::uint32_t child : std::views::reverse(children)) {
            data.nodes[child].nextSibling = next;
            next = child;
        }
        data.nodes[directory].firstChild = next;

        const std::size_t begin = stack.size();
        for (const std::uint32_t child : children) {
            stack.push_back({child, false});
            if (data.nodes[child].firstChild != kNone)
                stack.push_back({child, true});
        }
        const auto comesLater = [&](const Item &left, const Item &right) {
            const std::string_view a = data.nameOf(left.node);
            const std::string_view b = data.nameOf(right.node);
            const std::size_t common = std::min(a.size(), b.size());
            if (const int order = a.substr(0, common).compare(b.substr(0, common)); order != 0)
                return order > 0;
            const auto after = [](std::string_view name, bool below, std::size_t at) { return at < name.size() ? static_cast<unsigned char>(name[at]) : below ? int{'/'} : -1; };
            if (const int x = after(a, left.below, common), y = after(b, right.below, common); x != y)
                return x > y;
            return a.size() > b.size();
        };
        std::sort(stack.begin() + static_cast<std::ptrdiff_t>(begin), stack.end(), comesLater);
    };
    open(0);
    while (!stack.empty()) {
        const Item item = stack.back();
        stack.pop_back();
        if (item.below)
            open(item.node);
        else
            data.order.push_back(item.node);
    }
}

// A hard-linked file keeps the name that it came with; where that is gone the first of the others takes its place.
void IndexBuilder::setPrimaryNames()
{
    FileIndex::Data &data = *m_data;
    for (Inode &inode : data.inodes) {
        if (inode.node == kNone)
            continue;
        const Node &first = data.nodes[inode.node];
        if (!first.alive || first.inode == kNone || &data.inodes[first.inode] != &inode)
            inode.node = kNone;
    }
    for (const std::uint32_t node : data.order) {
        if (data.nodes[node].inode == kNone)
            continue;
        Inode &inode = data.inodes[data.nodes[node].inode];
        if (inode.node == kNone)
            inode.node = node;
        if (inode.node == node && inode.type == EntryType::Regular)
            data.contentSize += inode.size;
    }
}

} // namespace whittle::image
