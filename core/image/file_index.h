#pragma once

#include "base/result.h"
#include "image/entry.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

/// A file of the merged file system: the entry that wins over all layers. A regular file with several names is Regular under one and a
/// HardLink of size 0 under the others, with the first as its target and else the same metadata; content() is the same. Anything else that had several
/// names (a symbolic link, a device) is itself under each.
struct IndexedFile
{
    Entry entry;
    std::size_t layer = 0; // that it comes from

    bool operator==(const IndexedFile &) const = default;
};

/// The file system that a container of the image sees: all layers merged, whiteouts and opaque directories applied. Directories that no
/// layer names are made up (0755, root) with layer npos. Built by Image.
class FileIndex
{
public:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    FileIndex(FileIndex &&) noexcept;
    FileIndex &operator=(FileIndex &&) noexcept;
    ~FileIndex();

    [[nodiscard]] std::size_t count() const;
    /// Bytes of regular files, hard links once.
    [[nodiscard]] std::uint64_t contentSize() const;

    /// A path as in Entry, or with a leading '/': no symbolic link is followed. nullopt when there is none.
    [[nodiscard]] std::optional<IndexedFile> find(std::string_view path) const;
    [[nodiscard]] bool contains(std::string_view path) const;

    /// The path that a lookup ends at, inside the image's root, with every link that was passed: "usr/bin/sh" → {"usr/bin/dash", {"usr/bin/sh"}}.
    /// resolved is what the kernel would open; it may not exist (exists is false then, links are still those passed).
    struct Resolution
    {
        std::string path;
        std::vector<std::string> links; // normal paths of symbolic links, in order
        bool exists = false;
    };
    /// Follows at most 40 links as the kernel does. followLast false: lstat's view. Errors: none; a loop does not exist.
    [[nodiscard]] Resolution resolve(std::string_view path, bool followLast = true) const;

    /// All but the root in the order of their paths by bytes, parents first. Return false to end.
    void forEach(const std::function<bool(const IndexedFile &)> &visit) const;
    /// What is directly below a directory, by name.
    [[nodiscard]] std::vector<IndexedFile> list(std::string_view directory) const;

    /// Bytes of a regular file or hard link from offset on, at most as many as fit; 0 at its end. Errors: NotFound, Io.
    [[nodiscard]] Result<std::size_t> read(std::string_view path, std::uint64_t offset, std::span<char> buffer) const;
    /// What is stored of a file that is sparse in its layer, ascending; nullopt for all others.
    [[nodiscard]] std::optional<std::vector<Segment>> sparseMap(std::string_view path) const;
    /// The whole content. Errors: NotFound; InvalidInput when it is larger than limit; Io.
    [[nodiscard]] Result<std::string> content(std::string_view path, std::uint64_t limit = std::uint64_t{64} << 20) const;

    struct Data; // of the implementation
    explicit FileIndex(std::unique_ptr<Data> data);

private:
    std::unique_ptr<Data> m_data;
};

} // namespace whittle::image
