#pragma once

#include "image/image.h"

namespace whittle::image {

/// One of the images of an archive or layout.
struct ImageChoice
{
    std::string reference;               // what OpenRequest::reference takes to mean this one: a name where that will do, else a digest
    std::vector<std::string> references; // its names
    std::vector<Platform> platforms;     // whose content is there
};

/// The images that Image::open() could be asked for, in the container's order; their layers are not read. Errors: as Image::open.
[[nodiscard]] Result<std::vector<ImageChoice>> listImages(const OpenRequest &request, std::stop_token stop, const ProgressFn &report);

} // namespace whittle::image
