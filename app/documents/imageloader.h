#pragma once

#include "base/progress.h"
#include "documents/imagecontents.h"

#include <stop_token>
#include <string>

namespace whittle::app {

/// What a path could be, judged by its first bytes or by what lies in the folder; cheap.
[[nodiscard]] bool looksLikeImage(const std::string &path);
[[nodiscard]] bool looksLikeBuild(const std::string &path);

/// Reads an archive or layout. Errors: as Image::open. Any thread.
[[nodiscard]] Result<ContentsPtr> loadImage(const std::string &path, std::stop_token stop, const ProgressFn &report);

/// Reads the folder that a build left: selection, slim image, recording. fatPath: the fat image's archive where it is at hand; without it
/// the tree has what the selection tells. Errors: NotFound, InvalidInput naming the file. Any thread.
[[nodiscard]] Result<ContentsPtr> loadBuild(const std::string &folder, const std::string &fatPath, std::stop_token stop, const ProgressFn &report);

} // namespace whittle::app
