#pragma once

#include "documents/imagedocument.h"

#include <QString>

namespace whittle::app {

/// What the inspector says of a file, as HTML in the theme's colours: sizes, reasons, who used it in the run, owner and mode.
[[nodiscard]] QString fileHtml(const ImageDocument &document, FileId id);

/// "read, executed": the words of path_operation bits.
[[nodiscard]] QString operationsText(std::uint32_t operations);

} // namespace whittle::app
