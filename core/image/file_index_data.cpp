#include "image/file_index_data.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace whittle::image {

namespace {

constexpr std::size_t kMaxLinks = 40;     // MAXSYMLINKS of the kernel
constexpr std::size_t kFirstSlots = 1024; // a power of two, as all that follow

std::size_t hashOf(std::uint32_t parent, std::string_view name)
{
    return std::hash<std::string_view>()(name) ^ (parent * std::size_t{0x9e3779b97f4a7c15});
}

// The last first. A slash at the end asks for a directory, as "." does.
std::vector<std::string> componentsReversed(std::string_view path)
{
    std::vector<std::string> components;
    if (path.ends_with('/'))
        components.emplace_back(".");
    while (!path.empty()) {
        const std::string_view name = path.substr(path.rfind('/') + 1);
        path.remove_suffix(std::min(path.size(), name.size() + 1));
        if (!name.empty())
            components.emplace_back(name);
    }
    return components;
}

} // namespace

FileIndex::Data::Data() : slots(kFirstSlots, kNone)
{
    nodes.push_back({.alive = true, .listed = true});
}

std::string FileIndex::Data::pathOf(std::uint32_t node) const
{
    std::size_t size = 0;
    for (std::uint32_t at = node; at != 0; at = nodes[at].parent)
        size += nodes[at].nameSize + std::size_t{1};
    if (size == 0)
        return {};
    std::string path(size - 1, '/');
    for (std::uint32_t at = node; at != 0; at = nodes[at].parent) {
        size -= nodes[at].nameSize + std::size_t{1};
        std::memcpy(path.data() + size, nameOf(at).data(), nodes[at].nameSize);
    }
    return path;
}

const Inode *FileIndex::Data::inodeOf(std::uint32_t node) const
{
    return nodes[node].inode == kNone ? nullptr : &inodes[nodes[node].inode];
}

bool FileIndex::Data::isDirectory(std::uint32_t node) const
{
    const Inode *inode = inodeOf(node);
    return !inode || inode->type == EntryType::Directory;
}

// Where the node of that name is, or the empty slot where it would be.
std::size_t FileIndex::Data::slotOf(std::uint32_t parent, std::string_view name) const
{
    std::size_t slot = hashOf(parent, name) & (slots.size() - 1);
    while (slots[slot] != kNone && (nodes[slots[slot]].parent != parent || nameOf(slots[slot]) != name))
        slot = (slot + 1) & (slots.size() - 1);
    return slot;
}

std::uint32_t FileIndex::Data::child(std::uint32_t parent, std::string_view name) const
{
    const std::uint32_t found = slots[slotOf(parent, name)];
    return found != kNone && nodes[found].alive ? found : kNone;
}

std::uint32_t FileIndex::Data::node(std::string_view path) const
{
    std::uint32_t at = 0;
    while (!path.empty() && at != kNone) {
        const std::string_view name = path.substr(0, path.find('/'));
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        at = child(at, name);
    }
    return at;
}

std::uint32_t FileIndex::Data::makeChild(std::uint32_t parent, std::string_view name)
{
    const std::size_t slot = slotOf(parent, name);
    if (slots[slot] != kNone)
        return slots[slot];
    const auto made = static_cast<std::uint32_t>(nodes.size());
    slots[slot] = made;
    nodes.push_back({.parent = parent, .name = static_cast<std::uint32_t>(names.size()), .nameSize = static_cast<std::uint16_t>(name.size())});
    names.insert(names.end(), name.begin(), name.end());
    if (nodes.size() * 2 > slots.size()) {
        slots.assign(slots.size() * 2, kNone);
        for (std::uint32_t at = 1; at < nodes.size(); ++at)
            slots[slotOf(nodes[at].parent, nameOf(at))] = at;
    }
    return made;
}

FileIndex::Data::Walk FileIndex::Data::walk(std::string_view path, bool followLast) const
{
    Walk walk;
    std::vector<std::string> ahead = componentsReversed(path);
    while (!ahead.empty()) {
        const std::string name = std::move(ahead.back());
        ahead.pop_back();
        if (name == "." || name == "..") {
            walk.exists = walk.exists && isDirectory(walk.node);
            if (name == ".." && !walk.missing.empty())
                walk.missing.pop_back();
            else if (name == ".." && walk.node != 0)
                walk.node = nodes[walk.node].parent;
            continue;
        }
        // Behind something that is missing the kernel goes no further; what it was asked for still has a name.
        const std::uint32_t next = walk.missing.empty() ? child(walk.node, name) : kNone;
        if (next == kNone) {
            walk.exists = false;
            walk.missing.push_back(name);
            continue;
        }
        const Inode *inode = inodeOf(next);
        if (!inode || inode->type != EntryType::SymbolicLink || (ahead.empty() && !followLast)) {
            walk.node = next;
            continue;
        }
        walk.links.push_back(next);
        const std::string_view target = targetOf(*inode);
        if (walk.links.size() > kMaxLinks || target.empty()) {
            walk.node = next;
            walk.exists = false;
            return walk;
        }
        if (target.starts_with('/'))
            walk.node = 0;
        for (std::string &component : componentsReversed(target))
            ahead.push_back(std::move(component));
    }
    return walk;
}

IndexedFile FileIndex::Data::view(std::uint32_t node) const
{
    IndexedFile file;
    Entry &entry = file.entry;
    entry.path = pathOf(node);
    const Inode *inode = inodeOf(node);
    if (!inode) {
        entry.type = EntryType::Directory;
        entry.mode = 0755;
        file.layer = npos;
        return file;
    }
    file.layer = nodes[node].layer;
    entry.type = inode->type;
    entry.mode = inode->mode;
    entry.uid = owners[inode->owner].uid;
    entry.gid = owners[inode->owner].gid;
    entry.user = owners[inode->owner].user;
    entry.group = owners[inode->owner].group;
    entry.modified = {inode->seconds, inode->nanoseconds};
    if (inode->xattrs != kNone)
        entry.xattrs = xattrs[inode->xattrs];
    switch (inode->type) {
    case EntryType::Regular:
        if (inode->node == node) {
            entry.size = inode->size;
        } else {
            entry.type = EntryType::HardLink;
            entry.linkTarget = pathOf(inode->node);
        }
        break;
    case EntryType::SymbolicLink:
        entry.linkTarget = targetOf(*inode);
        break;
    case EntryType::CharacterDevice:
    case EntryType::BlockDevice:
        entry.deviceMajor = static_cast<std::uint32_t>(inode->content >> 32);
        entry.deviceMinor = static_cast<std::uint32_t>(inode->content);
        break;
    case EntryType::Directory:
    case EntryType::HardLink:
    case EntryType::Fifo:
        break;
    }
    return file;
}

Result<std::size_t> FileIndex::Data::read(const Inode &inode, std::uint64_t offset, std::span<char> buffer) const
{
    if (offset >= inode.size)
        return 0;
    buffer = buffer.first(static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), inode.size - offset)));
    const Blob &tar = layers[inode.layer];
    if (inode.sparse == kNone) {
        if (auto done = tar.fill(inode.content + offset, buffer); !done)
            return std::unexpected(done.error());
        return buffer.size();
    }
    std::ranges::fill(buffer, '\0');
    const auto &segments = sparse[inode.sparse];
    const std::uint64_t end = offset + buffer.size();
    auto segment = std::ranges::upper_bound(segments, offset, {}, [](const StoredSegment &at) { return at.offset + at.size; });
    for (; segment != segments.end() && segment->offset < end; ++segment) {
        const std::uint64_t from = std::max(segment->offset, offset);
        const std::uint64_t to = std::min(segment->offset + segment->size, end);
        const auto piece = buffer.subspan(static_cast<std::size_t>(from - offset), static_cast<std::size_t>(to - from));
        if (auto done = tar.fill(segment->content + (from - segment->offset), piece); !done)
            return std::unexpected(done.error());
    }
    return buffer.size();
}

} // namespace whittle::image
