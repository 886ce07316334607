#pragma once

#include "formats/report.h"
#include "image/diff.h"

#include <string>

namespace whittle::slim {

/// What differs between two images, for people who were not there: totals, settings, and the paths by kind of change, the largest first. Of
/// each list at most a thousand rows; the rest is counted.
[[nodiscard]] formats::Report reportOf(const image::ImageDifference &difference, const std::string &leftName, const std::string &rightName);

} // namespace whittle::slim
