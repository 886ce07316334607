#pragma once

#include "image/entry.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::app {

/// A file of a FileTree: its place in it. 0 is the root.
using FileId = std::uint32_t;
inline constexpr FileId kRootFile = 0;
inline constexpr FileId kNoFile = UINT32_MAX;

/// One path as it comes in.
struct FileRecord
{
    std::string path; // as in image::Entry
    image::EntryType type = image::EntryType::Regular;
    std::uint32_t mode = 0;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::uint64_t size = 0;
    std::uint32_t layer = 0;
    std::string linkTarget;
};

/// One path of the tree.
struct FileNode
{
    static constexpr std::uint32_t kNoLayer = UINT32_MAX;

    FileId parent = kNoFile;
    FileId firstChild = 0; // children follow one another
    std::uint32_t childCount = 0;
    std::uint32_t nameBegin = 0;
    std::uint32_t nameSize = 0;
    image::EntryType type = image::EntryType::Directory;
    std::uint32_t mode = 0;
    std::uint32_t layer = kNoLayer;
    std::uint32_t detail = UINT32_MAX; // of the link target
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::uint64_t size = 0;     // its own
    std::uint64_t treeSize = 0; // with everything below
    std::uint32_t treeFiles = 0; // that are no directories, below and itself

    [[nodiscard]] bool isDirectory() const { return type == image::EntryType::Directory; }
};

/// The file system of an image, made for showing: every path a number, the children of a directory side by side and sorted by name, parents
/// before their children. A value that does not change; some 80 bytes a path and its name.
class FileTree
{
public:
    FileTree() : FileTree(std::vector<FileRecord>()) {}
    /// In any order; a path that comes twice counts once, the last one; directories that nobody names are made up.
    explicit FileTree(std::vector<FileRecord> records);

    [[nodiscard]] FileId count() const { return static_cast<FileId>(m_nodes.size()); }
    [[nodiscard]] const FileNode &node(FileId id) const { return m_nodes[id]; }
    [[nodiscard]] std::string_view name(FileId id) const;
    [[nodiscard]] std::string_view linkTarget(FileId id) const;
    /// As in image::Entry: no leading '/', the root is "".
    [[nodiscard]] std::string path(FileId id) const;
    /// kNoFile when there is none.
    [[nodiscard]] FileId find(std::string_view path) const;
    [[nodiscard]] bool isBelow(FileId id, FileId ancestor) const;

    /// All names in lower case (of ASCII), each ended by a NUL, in the order of the ids; for searching them in one sweep.
    [[nodiscard]] const std::string &lowerNames() const { return m_lowerNames; }

private:
    std::vector<FileNode> m_nodes;
    std::string m_names;
    std::string m_lowerNames;
    std::vector<std::string> m_linkTargets;
};

} // namespace whittle::app
