#pragma once

#include "apparmor/generate.h"
#include "base/result.h"
#include "image/image.h"
#include "slim/build.h"
#include "slim/selection.h"

#include <stop_token>
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
    std::string archiveDigest; // sha256 of slim.tar, may be empty
    const BuildRequest *request = nullptr; // what was asked for, where it is known
    const apparmor::Generated *appArmor = nullptr; // NAME-apparmor, where one was made
};

/// creport.json with the members that tools made for DockerSlim read: start_command, sensor, system, monitors (fan, pt) and image.files.
[[nodiscard]] std::string writeCreport(const ReportInput &input);
/// One self-contained page.
[[nodiscard]] std::string writeReportHtml(const ReportInput &input);
/// in-toto statement v1 with the SLSA provenance v1 predicate. Subjects: the slim image by its config and manifest digests, and slim.tar where its
/// digest is known; resolved dependencies: the fat image and the recording; byproducts: the profile and the selection.
[[nodiscard]] std::string writeProvenance(const ReportInput &input);
/// Dockerfile.fat: the image's history and config as a Dockerfile that a person can read and, where the history allows, build.
/// (image/dockerfile.h). A config that is broken is a comment in it.
[[nodiscard]] std::string writeDockerfile(const image::Image &image);

/// SPDX 2.3 JSON (slim/spdx.h) into a file: of the image, or of the slim one where there is a selection. reference: the name of the image that it
/// is about. slimDigest: with a selection, where it is known.
[[nodiscard]] Result<> writeSpdxFile(const std::string &path, const image::Image &image, const Selection *selection, const std::string &reference,
                                     const std::string &slimDigest = {}, const std::stop_token &stop = {});

} // namespace whittle::slim
