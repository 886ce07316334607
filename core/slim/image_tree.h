#pragma once

#include "image/file_index.h"
#include "slim/glob.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// The paths of an image in order, for patterns. Positions are stable; paths are as in image::Entry.
class ImageTree
{
public:
    struct Node
    {
        std::string path;
        image::EntryType type = image::EntryType::Regular;
        std::uint32_t mode = 0;
        std::uint64_t size = 0;  // of the content; a hard link's is its target's
        std::string content;     // of a hard link: the path that has the content; else empty

        [[nodiscard]] bool isFile() const { return type == image::EntryType::Regular || type == image::EntryType::HardLink; }
        [[nodiscard]] bool isDirectory() const { return type == image::EntryType::Directory; }
        /// Files that are one: the same for all their names.
        [[nodiscard]] const std::string &contentPath() const { return content.empty() ? path : content; }
    };

    /// files outlives the tree.
    explicit ImageTree(const image::FileIndex &files);

    [[nodiscard]] const image::FileIndex &files() const { return m_files; }
    [[nodiscard]] const std::vector<Node> &nodes() const { return m_nodes; }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view path) const;
    /// Positions [first, last) of what is below a directory, without itself.
    [[nodiscard]] std::pair<std::size_t, std::size_t> below(std::string_view directory) const;
    /// Whether a directory holds nothing.
    [[nodiscard]] bool isEmpty(std::size_t directory) const;

    /// The pattern with the links among the directories before its first wildcard followed: "/lib/x*" is "/usr/lib/x*" where /lib is a
    /// link. Of a literal the last name is left as it is.
    [[nodiscard]] Glob resolved(const Glob &glob) const;
    /// All that matches the (resolved) pattern, in order.
    [[nodiscard]] std::vector<std::size_t> matching(const Glob &glob) const;

private:
    const image::FileIndex &m_files;
    std::vector<Node> m_nodes; // by path
};

} // namespace whittle::slim
