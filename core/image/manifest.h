#pragma once

#include "base/result.h"
#include "image/container.h"
#include "image/image_choice.h"
#include "image/image.h"

#include <optional>
#include <string>
#include <vector>

namespace whittle::image {

struct LayerBlob
{
    Blob blob;
    std::string name;      // in the container
    std::string mediaType; // empty where nothing says it
    std::string digest;    // that it must have; empty where nothing says it
};

/// One image of a container: where its parts are. Nothing but JSON was read.
struct ManifestParts
{
    std::vector<std::string> references;
    std::string manifestDigest; // empty in old Docker archives
    std::string configText;
    std::string configDigest;
    std::vector<LayerBlob> layers;
};

/// Finds the image that the request asks for: an OCI layout where there is one, else Docker's manifest.json.
/// Errors: InvalidInput (what is wrong and where, no or several images, no such platform, with those there are), NotFound for a reference that
/// no image has, Unsupported, Io.
[[nodiscard]] Result<ManifestParts> findImage(const Container &container, const OpenRequest &request);

/// All images that findImage() could be asked for. Errors: as findImage.
[[nodiscard]] Result<std::vector<ImageChoice>> findImages(const Container &container, const Limits &limits);

} // namespace whittle::image
