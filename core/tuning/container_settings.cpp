#include "tuning/container_settings.h"

#include <format>

namespace whittle::tuning {

std::string tmpfsOptions(const TmpfsMount &mount)
{
    std::string options;
    const auto add = [&options](std::string option) { options += (options.empty() ? "" : ",") + std::move(option); };
    if (mount.mode)
        add(std::format("mode={:o}", *mount.mode));
    if (mount.uid)
        add(std::format("uid={}", *mount.uid));
    if (mount.gid)
        add(std::format("gid={}", *mount.gid));
    return options;
}

} // namespace whittle::tuning
