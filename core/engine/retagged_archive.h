#pragma once

#include "base/result.h"
#include "engine/engine.h"

#include <string>

namespace whittle::engine {

/// A docker-archive (plain or compressed) as it is, but with this one name for its image, so that loading it takes no name away from an
/// image that the engine has. Read once, front to end.
/// Errors: NotFound, InvalidInput, Io naming the file. While it is read: InvalidInput for an archive that breaks off or holds several images;
/// Unsupported for one without manifest.json (an OCI layout).
[[nodiscard]] Result<ArchiveSource> retaggedArchive(const std::string &path, const std::string &reference);

} // namespace whittle::engine
