#pragma once

#include "image/blob.h"
#include "image/file_index.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

inline constexpr std::uint32_t kNone = 0xffffffff;

/// What a tar header says but the name: shared by hard links. Kept small: images have a million of them.
struct Inode
{
    std::int64_t seconds = 0;
    std::uint64_t size = 0;    // of a regular file
    std::uint64_t content = 0; // of a regular file: its place in the layer's tar; of a device: major << 32 | minor
    std::uint32_t nanoseconds = 0;
    std::uint32_t owner = 0;   // in FileIndex::Data::owners
    std::uint32_t xattrs = kNone;
    std::uint32_t sparse = kNone;
    std::uint32_t target = 0;  // of a symbolic link: its place in names
    std::uint32_t node = kNone; // the name under which it is no hard link
    std::uint16_t targetSize = 0;
    std::uint16_t mode = 0;
    std::uint16_t layer = 0;   // that has the content
    EntryType type = EntryType::Regular;
};

/// A name in a directory. Nodes that were removed stay, and come to life again when the name does.
struct Node
{
    std::uint32_t parent = kNone;
    std::uint32_t name = 0; // its place in names
    std::uint32_t firstChild = kNone;
    std::uint32_t nextSibling = kNone;
    std::uint32_t inode = kNone;     // kNone: a directory that no layer names
    std::uint16_t nameSize = 0;
    std::uint16_t layer = 0;         // that the name comes from
    std::uint16_t clearedIn = 0xffff; // layer that has removed all that is from lower layers below here
    bool alive = false;
    bool listed = false; // among its parent's children
};

struct Owner
{
    std::uint32_t uid = 0;
    std::uint32_t gid = 0;
    std::string user;
    std::string group;

    auto operator<=>(const Owner &) const = default;
};

/// A segment of a sparse file with its place in the layer's tar.
struct StoredSegment
{
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    std::uint64_t content = 0;
};

using Xattrs = std::map<std::string, std::string>;

struct FileIndex::Data
{
    std::vector<Node> nodes;  // the first is the root
    std::vector<Inode> inodes;
    std::vector<char> names;
    std::vector<std::uint32_t> slots; // hash table of nodes by parent and name
    std::vector<Owner> owners;
    std::vector<Xattrs> xattrs;
    std::vector<std::vector<StoredSegment>> sparse;
    std::vector<Blob> layers; // unpacked
    std::vector<std::uint32_t> order; // living nodes but the root, by path
    std::uint64_t contentSize = 0;

    Data();
    [[nodiscard]] std::string_view nameOf(std::uint32_t node) const { return {names.data() + nodes[node].name, nodes[node].nameSize}; }
    [[nodiscard]] std::string pathOf(std::uint32_t node) const;
    [[nodiscard]] bool isDirectory(std::uint32_t node) const;
    /// kNone for made-up directories, too.
    [[nodiscard]] const Inode *inodeOf(std::uint32_t node) const;
    [[nodiscard]] std::string_view targetOf(const Inode &inode) const { return {names.data() + inode.target, inode.targetSize}; }

    /// A living child, kNone when there is none.
    [[nodiscard]] std::uint32_t child(std::uint32_t parent, std::string_view name) const;
    /// A living node by its normal path; the root's is "".
    [[nodiscard]] std::uint32_t node(std::string_view path) const;
    /// The node of that name, dead or alive, made where it is missing.
    [[nodiscard]] std::uint32_t makeChild(std::uint32_t parent, std::string_view name);

    /// Where a look-up ends, inside the root.
    struct Walk
    {
        std::uint32_t node = 0;           // the last that is there
        std::vector<std::string> missing; // names behind it
        std::vector<std::uint32_t> links; // symbolic links that were passed
        bool exists = true;
    };
    [[nodiscard]] Walk walk(std::string_view path, bool followLast) const;

    [[nodiscard]] IndexedFile view(std::uint32_t node) const;
    [[nodiscard]] Result<std::size_t> read(const Inode &inode, std::uint64_t offset, std::span<char> buffer) const;

private:
    [[nodiscard]] std::size_t slotOf(std::uint32_t parent, std::string_view name) const;
};

} // namespace whittle::image
