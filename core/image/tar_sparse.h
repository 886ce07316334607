#pragma once

#include "base/result.h"
#include "image/tar_reader.h"
#include "image/tar_records.h"

#include <cstdint>

// Sparse files as GNU tar writes them ("GNU tar manual", Storing Sparse Files). Errors have no place.
namespace whittle::image {

/// The old form: a map in the header, more of it in blocks behind, which position is moved past.
[[nodiscard]] Result<> readGnuSparse(const Blob &tar, const char *header, std::uint64_t &position, TarMember &member);

/// The forms of PAX: 0.0 and 0.1 have the map in records, 1.0 in front of the content. Does nothing for a file that is not sparse.
[[nodiscard]] Result<> readPaxSparse(const Blob &tar, const PaxRecords &records, std::uint64_t metadataLimit, TarMember &member);

/// Whether the map fits the file; segments without bytes go.
[[nodiscard]] Result<> checkSparse(TarMember &member);

} // namespace whittle::image
