#include "slim/reports.h"

#include "base/printable.h"
#include "image/dockerfile.h"
#include "image/file_index.h"
#include "image/output_file.h"
#include "slim/package_databases.h"
#include "slim/spdx.h"

#include <format>

namespace whittle::slim {

namespace {

Distribution distributionOf(const image::Image &image)
{
    for (const char *path : {"etc/os-release", "usr/lib/os-release"}) {
        const auto found = image.files().resolve(path);
        if (!found.exists)
            continue;
        if (const auto text = image.files().content(found.path, 1 << 20))
            return parseOsRelease(*text);
    }
    return {};
}

} // namespace

std::string writeDockerfile(const image::Image &image)
{
    auto config = image::parseRunConfig(image.configText());
    if (!config) // the history may still tell something
        return std::format("# {}\n", printable(config.error().message)) + image::writeDockerfile({.history = image.history(), .layers = image.layers(), .digest = image.configDigest()});
    return image::writeDockerfile(image::DockerfileSource{.config = std::move(*config),
                                                          .history = image.history(),
                                                          .layers = image.layers(),
                                                          .references = image.references(),
                                                          .digest = image.configDigest(),
                                                          .platform = image.platform(),
                                                          .base = {},
                                                          .distribution = distributionOf(image).name});
}

Result<> writeSpdxFile(const std::string &path, const image::Image &image, const Selection *selection, const std::string &reference, const std::string &slimDigest,
                       const std::stop_token &stop)
{
    SpdxRequest request{.image = &image, .selection = selection, .reference = reference, .slimReference = {}, .slimDigest = slimDigest};
    if (selection != nullptr) {
        request.slimReference = reference;
        request.reference = image.references().empty() ? image.configDigest() : image.references().front();
    }
    auto file = image::OutputFile::create(path);
    if (!file)
        return std::unexpected(std::move(file).error());
    return writeSpdx(request, [&file](std::string_view piece) { return file->append(piece); }, stop).and_then([&file] { return file->commit(); });
}

} // namespace whittle::slim
