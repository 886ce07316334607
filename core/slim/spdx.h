#pragma once

#include "base/result.h"
#include "image/image.h"
#include "slim/packages.h"
#include "slim/selection.h"

#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace whittle::slim {

/// What a bill of materials is written of.
struct SpdxRequest
{
    const image::Image *image = nullptr;
    const Selection *selection = nullptr; // of the slim image; nullptr: the image as it is
    std::string reference;                // of the image, as the user named it
    std::string slimReference;            // with a selection
    std::string slimDigest;               // "sha256:…", of the slim image, with a selection; may be empty
};

/// Takes a text piece by piece.
using TextSink = std::function<Result<>(std::string_view piece)>;

/// SPDX 2.3 JSON from the image's package databases (dpkg with status.d, apk, rpm): packages, how many of their files are there ("12 of 96 files", and
/// for programs {"whittle:files": {"kept": 12, "shipped": 96}} as an annotation), licences as valid expressions, package URLs, and every regular
/// file that no package owns, with its digests. Of a slim image the packages of which a file was kept. The document's time is the image's and its namespace comes
/// from its content, so that the same input gives the same text. Errors: as readPackages; InvalidInput naming a file that cannot be read; those
/// of the sink.
[[nodiscard]] Result<> writeSpdx(const SpdxRequest &request, const TextSink &sink, const std::stop_token &stop = {});

} // namespace whittle::slim
