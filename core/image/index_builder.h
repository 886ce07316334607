#pragma once

#include "base/result.h"
#include "image/file_index_data.h"
#include "image/image.h"
#include "image/tar_reader.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace whittle::image {

/// Puts the layers of an image, lowest first, on top of each other as an engine does (OCI image specification, "Filesystem Layers";
/// tests/core/image/README.md has what Docker and Podman were seen to do where that is silent):
/// a whiteout hides what lower layers have and nothing of its own layer, a directory keeps what is in the one that it replaces, anything
/// else replaces all, a hard link keeps the content whose name it was made of, and a symbolic link is a way to a directory in its own
/// layer only: an upper layer that has something below it has a directory there.
class IndexBuilder
{
public:
    explicit IndexBuilder(const Limits &limits);

    /// The next layer's tar, unpacked. Errors: InvalidInput when there are too many.
    [[nodiscard]] Result<> beginLayer(Blob tar);
    /// An entry of that layer, as written. Errors: InvalidInput naming the entry.
    [[nodiscard]] Result<> add(TarMember member);
    [[nodiscard]] FileIndex finish();

private:
    [[nodiscard]] Result<> addTo(std::string_view directory, std::string_view name, TarMember &member);
    [[nodiscard]] Result<> whiteOut(std::string_view directory, std::string_view name);
    [[nodiscard]] Result<std::uint32_t> makeDirectories(std::string_view path);
    [[nodiscard]] Result<std::uint32_t> makeInode(TarMember &member);
    [[nodiscard]] Result<std::uint32_t> linkedInode(TarMember &member);
    [[nodiscard]] Result<> countEntry();
    [[nodiscard]] Result<> countText(std::size_t bytes);
    [[nodiscard]] std::uint32_t ownerOf(Entry &entry);
    [[nodiscard]] std::uint32_t xattrsOf(Entry &entry);
    void enliven(std::uint32_t node, std::uint32_t inode);
    void remove(std::uint32_t node);
    bool removeLower(std::uint32_t node);
    void removeLowerChildren(std::uint32_t node);
    void sortChildren();
    void setPrimaryNames();

    Limits m_limits;
    std::unique_ptr<FileIndex::Data> m_data;
    std::map<Owner, std::uint32_t> m_owners;
    std::map<Xattrs, std::uint32_t> m_xattrs;
    std::uint64_t m_entries = 0;
    std::uint64_t m_size = 0;
    std::uint64_t m_text = 0; // bytes of names, link targets, attributes, owners, maps of sparse files
    std::uint16_t m_layer = 0;
};

} // namespace whittle::image
