#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "image/entry.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::image {

/// One step of an image's history, as its config has it, oldest first.
struct HistoryStep
{
    std::string created;   // RFC 3339, as written
    std::string createdBy; // the command
    std::string author;
    std::string comment;
    bool emptyLayer = false;
};

struct Platform
{
    std::string os;           // "linux"
    std::string architecture; // Go's name, "amd64"
    std::string variant;      // "v7"

    bool operator==(const Platform &) const = default;
};

struct Layer
{
    std::string digest;      // of the blob as stored: "sha256:…"
    std::string diffId;      // of the uncompressed tar, as the config says; verified when the layer is read
    std::string mediaType;   // empty in old Docker archives
    std::uint64_t size = 0;  // of the blob
    std::uint64_t tarSize = 0; // uncompressed
    std::string compression; // "none", "gzip", "zstd", …
};

/// What can be wrong with untrusted archives beyond what can be stored.
struct Limits
{
    std::uint64_t entries = 2'000'000;                    // over all layers
    std::uint64_t uncompressed = std::uint64_t{64} << 30; // over all layers
    std::uint64_t ratio = 400;                            // uncompressed : compressed, of layers beyond 1 GiB
    std::uint64_t metadata = std::uint64_t{64} << 20;     // a manifest, index or config; names and xattrs of one entry
};

struct OpenRequest
{
    std::string path; // docker-archive or OCI layout (tar, plain or compressed), or a directory with an OCI layout
    std::string reference;          // which of several images: a tag in RepoTags, an OCI ref name, a digest; empty: the only one
    std::optional<Platform> platform; // which of several; empty: this machine's
    Limits limits;
};

class FileIndex;

/// An image at rest: its manifest, config, layers and merged file system. Layers that are compressed are unpacked once into a temporary
/// file that goes with the object, so that every file can be read again at its place; nothing else is written. Digests and diff IDs are
/// verified while layers are read. Movable; const members may be used by several threads.
class Image
{
public:
    /// Errors: NotFound; InvalidInput naming layer and entry (also: no image, more than one and none chosen, no such platform with those
    /// there are); Unsupported (foreign layers, unknown compression); Cancelled; Io.
    [[nodiscard]] static Result<Image> open(const OpenRequest &request, std::stop_token stop, const ProgressFn &report);
    Image(Image &&) noexcept;
    Image &operator=(Image &&) noexcept;
    ~Image();

    [[nodiscard]] const std::vector<std::string> &references() const; // tags, "nginx:1.27"
    [[nodiscard]] const std::string &configText() const; // JSON as stored
    [[nodiscard]] const std::string &configDigest() const; // the image id
    [[nodiscard]] const std::string &manifestDigest() const; // empty for old Docker archives
    [[nodiscard]] const Platform &platform() const;
    [[nodiscard]] const std::string &created() const; // RFC 3339, may be empty
    [[nodiscard]] const std::vector<Layer> &layers() const; // lowest first
    [[nodiscard]] const std::vector<HistoryStep> &history() const;
    [[nodiscard]] const FileIndex &files() const;

private:
    struct Data;
    explicit Image(std::unique_ptr<Data> data);
    std::unique_ptr<Data> m_data;
};

} // namespace whittle::image
