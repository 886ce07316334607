#pragma once

#include "base/result.h"
#include "image/image.h"
#include "slim/build.h"
#include "slim/output_directory.h"

#include <stop_token>
#include <string>
#include <vector>

namespace whittle::slim {

/// When a build ran and what it was asked for.
struct BuildTimes
{
    std::string startedAt; // RFC 3339, UTC
    std::string finishedAt;
    const BuildRequest *request = nullptr;
};

/// What is written about the fat image alone: it can be made while the slim one is tried.
/// fat.sbom.spdx.json and Dockerfile.fat. Errors: as reading package databases and writing files.
[[nodiscard]] Result<> reportFat(const OutputDirectory &output, const image::Image &fat, const std::string &fatReference, const std::stop_token &stop);

/// Writes every artifact but the slim archive and what reportFat() wrote into the output's work folder. Errors: as writing files and reading
/// package databases.
[[nodiscard]] Result<> writeArtifacts(const OutputDirectory &output, const image::Image &fat, const std::string &fatReference, const BuildResult &result, const BuildTimes &times);

} // namespace whittle::slim
