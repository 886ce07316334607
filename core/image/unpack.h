#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "image/blob.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace whittle::image {

enum class Compression { None, Gzip, Zstd, Xz, Bzip2 };

[[nodiscard]] std::string_view compressionName(Compression compression); // "none", "gzip", "zstd", "xz", "bzip2"
/// By the first bytes. Errors: Io.
[[nodiscard]] Result<Compression> detectCompression(const Blob &blob);

struct UnpackRequest
{
    Blob blob;
    std::uint64_t limit = 0; // bytes that may come out
    std::uint64_t entries = 0;       // that may come out, of the tar; with
    std::uint64_t entriesBefore = 0; // those that came before
    std::uint64_t ratio = 0; // out : in, once more than 1 GiB came out; 0: any
    std::stop_token stop;
    std::function<void(std::uint64_t read)> progress; // bytes of the blob that were read; for each piece
};

struct Unpacked
{
    Blob content;       // the blob itself where it is not compressed
    Compression compression = Compression::None;
    std::string digest; // of the blob: "sha256:…"
    std::string contentDigest;
    std::uint64_t entries = 0; // of the tar, as far as they could be counted, with those before
};

/// Reads a blob to its end, sums it up and, where it is compressed, unpacks it into a file without a name that goes with the last copy of
/// content. That file stands in TMPDIR, else /var/tmp, else /tmp, and leaves at least 256 MiB of its disk free.
/// Errors: InvalidInput (damaged or cut data, limits, as soon as one is passed), Io (no place), Cancelled.
[[nodiscard]] Result<Unpacked> unpack(const UnpackRequest &request);

} // namespace whittle::image
