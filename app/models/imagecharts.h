#pragma once

#include "documents/imagedocument.h"
#include "models/chartdata.h"

namespace whittle::app::imagecharts {

/// What takes up the space in a folder, and, of a build, how much of it stays. Folders have their FileId as openKey.
[[nodiscard]] ChartData sizes(const ImageDocument &document, FileId folder);

} // namespace whittle::app::imagecharts
