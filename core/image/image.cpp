#include "image/image.h"

#include "image/config.h"
#include "image/container.h"
#include "image/file_index.h"
#include "image/image_choice.h"
#include "image/index_builder.h"
#include "image/manifest.h"
#include "image/oci_index.h"
#include "image/reporter.h"
#include "image/tar_reader.h"
#include "image/unpack.h"

#include <format>

namespace whittle::image {

struct Image::Data
{
    ManifestParts parts;
    ImageConfig config;
    std::vector<Layer> layers;
    FileIndex files;
};

namespace {

Result<> indexLayer(IndexBuilder &builder, const Blob &tar, const Limits &limits, std::stop_token stop)
{
    if (auto begun = builder.beginLayer(tar); !begun)
        return begun;
    TarReader reader(tar, limits.metadata);
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        auto member = reader.next();
        if (!member)
            return std::unexpected(std::move(member).error());
        if (!*member)
            return {};
        if (auto added = builder.add(**std::move(member)); !added)
            return added;
    }
}

} // namespace

Result<Image> Image::open(const OpenRequest &request, std::stop_token stop, const ProgressFn &report)
{
    Reporter progress(report);
    const auto container = Container::open(request.path, request.limits, stop, [&](const Progress &at) { progress(at.step, at.done, at.total); });
    if (!container)
        return std::unexpected(container.error());
    auto parts = findImage(*container, request);
    if (!parts)
        return addContext(std::move(parts).error(), request.path);
    auto config = readConfig(parts->configText, std::format("{}: config {}", request.path, parts->configDigest));
    if (!config)
        return std::unexpected(std::move(config).error());
    if (config->diffIds.size() != parts->layers.size())
        return fail(ErrorCode::InvalidInput, std::format("{}: has {} layers, its config names {}", request.path, parts->layers.size(), config->diffIds.size()));
    if (request.platform && !fits(config->platform, *request.platform))
        return fail(ErrorCode::InvalidInput,
                    std::format("{}: has no image for {}; there is {}", request.path, platformName(*request.platform), platformName(config->platform)));

    std::uint64_t total = 0;
    for (const LayerBlob &layer : parts->layers)
        total += layer.blob.size();
    std::uint64_t before = 0;
    std::uint64_t unpackedSize = 0;
    std::uint64_t entries = 0;
    std::vector<Layer> layers;
    IndexBuilder builder(request.limits);
    for (const LayerBlob &blob : parts->layers) {
        const std::size_t number = layers.size() + 1;
        const std::string &diffId = config->diffIds[layers.size()];
        const auto inLayer = [&](Error error) { return addContext(std::move(error), std::format("{}: layer {} ({})", request.path, number, blob.name)); };
        const std::string step = std::format("reading layer {} of {}", number, parts->layers.size());
        auto unpacked = unpack({.blob = blob.blob,
                                .limit = request.limits.uncompressed - unpackedSize,
                                .entries = request.limits.entries,
                                .entriesBefore = entries,
                                .ratio = request.limits.ratio,
                                .stop = stop,
                                .progress = [&](std::uint64_t read) { progress(step, before + read, total); }});
        if (!unpacked)
            return inLayer(std::move(unpacked).error());
        if (!blob.digest.empty() && blob.digest != unpacked->digest)
            return inLayer({ErrorCode::InvalidInput, std::format("its digest is {}", unpacked->digest)});
        if (unpacked->contentDigest != diffId)
            return inLayer({ErrorCode::InvalidInput, std::format("its content's digest is {}, the config says {}", unpacked->contentDigest, diffId)});
        before += blob.blob.size();
        unpackedSize += unpacked->content.size();
        entries = unpacked->entries;
        if (auto done = indexLayer(builder, unpacked->content, request.limits, stop); !done)
            return inLayer(std::move(done).error());
        layers.push_back({.digest = std::move(unpacked->digest),
                          .diffId = diffId,
                          .mediaType = blob.mediaType,
                          .size = blob.blob.size(),
                          .tarSize = unpacked->content.size(),
                          .compression = std::string(compressionName(unpacked->compression))});
    }
    parts->layers.clear();
    return Image(std::make_unique<Data>(Data{*std::move(parts), *std::move(config), std::move(layers), builder.finish()}));
}

Result<std::vector<ImageChoice>> listImages(const OpenRequest &request, std::stop_token stop, const ProgressFn &report)
{
    const auto container = Container::open(request.path, request.limits, stop, report);
    if (!container)
        return std::unexpected(container.error());
    auto choices = findImages(*container, request.limits);
    return choices ? std::move(choices) : addContext(std::move(choices).error(), request.path);
}

Image::Image(std::unique_ptr<Data> data) : m_data(std::move(data)) {}
Image::Image(Image &&) noexcept = default;
Image &Image::operator=(Image &&) noexcept = default;
Image::~Image() = default;

const std::vector<std::string> &Image::references() const { return m_data->parts.references; }
const std::string &Image::configText() const { return m_data->parts.configText; }
const std::string &Image::configDigest() const { return m_data->parts.configDigest; }
const std::string &Image::manifestDigest() const { return m_data->parts.manifestDigest; }
const Platform &Image::platform() const { return m_data->config.platform; }
const std::string &Image::created() const { return m_data->config.created; }
const std::vector<Layer> &Image::layers() const { return m_data->layers; }
const std::vector<HistoryStep> &Image::history() const { return m_data->config.history; }
const FileIndex &Image::files() const { return m_data->files; }

} // namespace whittle::image
