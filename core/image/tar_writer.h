#pragma once

#include "base/result.h"
#include "image/entry.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whittle::image {

struct TarForm
{
    /// Sizes from 8 GiB on in base-256 instead of a PAX record, so that a header is one block whatever the size.
    bool binarySize = false;
    /// For a sparse file (GNU's PAX form 1.0): how much is stored, its map included, which stands in front of it.
    std::optional<std::uint64_t> sparseSize;
};

/// The header of an entry as it stands in a tar: ustar, with a PAX extended header before it where ustar cannot say it. Its content follows,
/// filled up by tarPadding(entry.size). Errors: InvalidInput for what no tar can say.
[[nodiscard]] Result<std::string> tarHeader(const Entry &entry, const TarForm &form = {});

/// The map of a sparse file of that size, filled up to blocks.
[[nodiscard]] std::string tarSparseMap(const std::vector<Segment> &segments, std::uint64_t size);

/// Zeros up to the next block.
[[nodiscard]] std::string tarPadding(std::uint64_t size);
/// The end mark.
[[nodiscard]] std::string tarEnd();

} // namespace whittle::image
