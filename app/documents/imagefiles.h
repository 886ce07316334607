#pragma once

#include "documents/filetree.h"
#include "image/image.h"

#include <stop_token>
#include <vector>

namespace whittle::app {

/// The files of an image for a FileTree. Errors: InvalidInput naming a path that is longer than any program can name; Cancelled.
[[nodiscard]] Result<std::vector<FileRecord>> fileRecordsOf(const image::Image &image, const std::stop_token &stop);

inline constexpr std::size_t kMaxFilePath = 4096; // longer ones no program can name

} // namespace whittle::app
