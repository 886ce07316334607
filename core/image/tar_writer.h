#pragma once

#include "base/result.h"
#include "image/entry.h"

#include <cstdint>
#include <string>

namespace whittle::image {

/// How sizes from 8 GiB on are written: in a PAX record, as engines do, or in base-256, so that a header is one block whatever the size.
enum class TarSizes { Pax, Binary };

/// The header of an entry as it stands in a tar: ustar, with a PAX extended header before it where ustar cannot say it. Its content follows,
/// filled up by tarPadding(entry.size). Errors: InvalidInput for what no tar can say.
[[nodiscard]] Result<std::string> tarHeader(const Entry &entry, TarSizes sizes = TarSizes::Pax);

/// Zeros up to the next block.
[[nodiscard]] std::string tarPadding(std::uint64_t size);
/// The end mark.
[[nodiscard]] std::string tarEnd();

} // namespace whittle::image
