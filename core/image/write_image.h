#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "image/image.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

struct WriteRequest
{
    const Image *source = nullptr;
    /// Whether a path (as in Entry) is kept. Parents of what is kept are kept without being asked.
    std::function<bool(std::string_view path)> keeps;
    std::vector<std::string> references; // tags of the new image
    std::string createdBy;               // history's text
    std::string comment;
    std::string path;                    // file to write; replaced atomically
    bool asDirectory = false;            // an OCI layout in a directory of that path instead, which must be empty or not there yet
};

struct WrittenImage
{
    std::string configDigest;   // the image id, as Docker shows it
    std::string manifestDigest;
    std::string diffId;
    std::uint64_t tarSize = 0;  // of the one layer
    std::uint64_t contentSize = 0;
    std::uint64_t files = 0;
};

/// Writes an archive with one uncompressed layer that `docker load`, `podman load` and tools for OCI layouts all take: it holds
/// manifest.json as well as index.json and oci-layout. The config is the source's, whole, with rootfs, history and "created" of the new image;
/// created is SOURCE_DATE_EPOCH where set, else the source's. The same source and selection give the same bytes. Entries come in the order
/// of their paths, with the source's mode, owner, times, xattrs, device numbers and hard links; of a hard-linked file whose first name goes,
/// another name becomes the file.
/// Errors: Io, Cancelled; nothing is left behind then.
[[nodiscard]] Result<WrittenImage> writeImage(const WriteRequest &request, std::stop_token stop, const ProgressFn &report);

} // namespace whittle::image
