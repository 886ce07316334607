#pragma once

#include "base/result.h"
#include "image/image.h"
#include "profile/profile.h"
#include "slim/build.h"
#include "slim/selection.h"
#include "trace/recording.h"

#include <string>

namespace whittle::slim {

/// All that the reports of one build are written from. Refers; everything outlives it.
struct ReportInput
{
    const image::Image &fat;
    const BuildResult &result;
    std::string fatReference;  // as the user named it
    std::string recordingDigest; // sha256 of the saved recording: "sha256:…"
    std::string startedAt;     // RFC 3339, UTC
    std::string finishedAt;
};

/// creport.json with the members that tools made for DockerSlim read.
[[nodiscard]] std::string writeCreport(const ReportInput &input);
/// One self-contained page.
[[nodiscard]] std::string writeReportHtml(const ReportInput &input);
/// in-toto statement v1 with the SLSA provenance v1 predicate; subject: slim.tar's image.
[[nodiscard]] std::string writeProvenance(const ReportInput &input);
/// Dockerfile.fat: the image's history and config as a Dockerfile that a person can read and, where the history allows, build.
[[nodiscard]] std::string writeDockerfile(const image::Image &image);

/// SPDX 2.3 JSON from the image's package databases (dpkg with status.d, apk, rpm). keeps: nullptr for the whole image. The document's time
/// is the image's, so that the same input gives the same text. Errors: InvalidInput naming the database file.
[[nodiscard]] Result<std::string> writeSpdx(const image::Image &image, const Selection *selection, const std::string &reference);

} // namespace whittle::slim
