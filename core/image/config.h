#pragma once

#include "base/result.h"
#include "image/image.h"

#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

/// What an image's config says that its reader needs; the text itself is kept beside it.
struct ImageConfig
{
    Platform platform;
    std::string created;
    std::vector<std::string> diffIds;
    std::vector<HistoryStep> history;
};

/// Errors: InvalidInput with the JSON path.
[[nodiscard]] Result<ImageConfig> readConfig(std::string_view text, const std::string &name);

/// The config of an image with one layer and one step of history, all else of the source kept as it is written; created: empty for none.
/// text has been read by readConfig.
[[nodiscard]] Result<std::string> configOfOneLayer(std::string_view text, const std::string &diffId, const HistoryStep &step);

} // namespace whittle::image
