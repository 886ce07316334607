#include "cli/image_commands.h"

namespace whittle::cli {

void addImage(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("image", "Look into images: archives, OCI layouts, and what an engine has");
    command->require_subcommand(1);
    addImageInspect(*command, registry);
    addImageHistory(*command, registry);
    addImageDiff(*command, registry);
    addImageDockerfile(*command, registry);
    addImageSbom(*command, registry);
}

} // namespace whittle::cli
