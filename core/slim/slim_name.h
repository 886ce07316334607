#pragma once

#include "base/result.h"
#include "engine/engine.h"
#include "slim/build.h"

#include <string>
#include <vector>

namespace whittle::slim {

/// What a build's results are called.
struct Names
{
    std::string artifacts; // "nginx"
    std::string slim;      // "registry:5000/team/nginx.slim:1.27"
};

/// From the name that the image was asked for by, its first tag where that was an id, or what the archive says or is called.
/// Errors: InvalidInput for names that no engine takes.
[[nodiscard]] Result<Names> namesFor(const BuildRequest &request, const engine::EngineInfo &engine, const engine::ImageConfig &config,
                                     const std::vector<std::string> &archiveReferences);

} // namespace whittle::slim
