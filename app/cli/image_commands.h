#pragma once

#include "cli/command.h"

#include <functional>

namespace whittle::cli {

// The subcommands of `image`, one per file; each adds itself to the parent.
void addImageInspect(CLI::App &parent, Registry &registry);
void addImageHistory(CLI::App &parent, Registry &registry);
void addImageDiff(CLI::App &parent, Registry &registry);
void addImageDockerfile(CLI::App &parent, Registry &registry);
void addImageSbom(CLI::App &parent, Registry &registry);

} // namespace whittle::cli
