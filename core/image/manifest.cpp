#include "image/manifest.h"

#include "base/sha256.h"
#include "image/json_document.h"
#include "image/oci_index.h"
#include "image/paths.h"
#include "image/reference.h"

#include <algorithm>
#include <format>
#include <set>

namespace whittle::image {

namespace {

std::uint64_t jsonLimit(const Limits &limits)
{
    constexpr std::uint64_t kMaxJson = std::uint64_t{16} << 20; // registries take 4 MiB
    return std::min(limits.metadata, kMaxJson);
}

Result<std::string> readText(const Container &container, const std::string &name, std::uint64_t limit)
{
    const auto blob = container.get(name);
    if (!blob)
        return std::unexpected(blob.error());
    auto text = blob->content(limit);
    if (!text)
        return addContext(std::move(text).error(), inQuotes(name));
    return text;
}

bool sameReference(const std::string &wanted, const std::string &have)
{
    if (wanted == have)
        return true;
    const auto left = parseReference(wanted);
    const auto right = parseReference(have);
    return left && right && left->full() == right->full();
}

std::string listed(const std::set<std::string> &names)
{
    constexpr std::size_t kShown = 20;
    std::string text;
    std::size_t count = 0;
    for (const std::string &name : names) {
        if (++count > kShown)
            return text + std::format(" and {} more", names.size() - kShown);
        text.append(text.empty() ? "" : ", ").append(name);
    }
    return text;
}

// The digest that a name in an archive states: "blobs/sha256/…", "….json", "sha256:…", old layers' "…/layer.tar" not.
std::string digestInName(std::string_view name)
{
    std::string_view last = baseName(name);
    if (last.starts_with("sha256:"))
        last.remove_prefix(7);
    if (last.ends_with(".json"))
        last.remove_suffix(5);
    const std::string digest = "sha256:" + std::string(last);
    return isSha256Digest(digest) && (name.starts_with("blobs/sha256/") || name.ends_with(".json") || name.starts_with("sha256:")) ? digest : std::string();
}

struct DockerImage
{
    std::string config;
    std::vector<std::string> references;
    std::vector<std::string> layers;
};

Result<std::vector<DockerImage>> readDockerManifest(const Container &container, const Limits &limits)
{
    const auto text = readText(container, "manifest.json", jsonLimit(limits));
    if (!text)
        return std::unexpected(text.error());
    const auto document = JsonDocument::parse(*text, "manifest.json");
    if (!document)
        return std::unexpected(document.error());
    if (document->root().kind != formats::JsonKind::Array)
        return document->bad("", "must be an array of images");
    std::vector<DockerImage> images;
    for (const formats::JsonValue &item : document->root().items) {
        const std::string place = formats::joinPath("", images.size());
        DockerImage image;
        auto config = document->text(item, "Config", place);
        auto references = config ? document->texts(item, "RepoTags", place) : std::unexpected(config.error());
        auto layers = references ? document->texts(item, "Layers", place) : std::unexpected(references.error());
        if (!layers)
            return std::unexpected(layers.error());
        if (config->empty())
            return document->bad(place, "has no \"Config\"");
        images.push_back({*std::move(config), *std::move(references), *std::move(layers)});
    }
    if (images.empty())
        return document->bad("", "has no image");
    return images;
}

Result<ManifestParts> partsOfDocker(const Container &container, const DockerImage &image, const Limits &limits)
{
    ManifestParts parts{.references = image.references};
    auto config = readText(container, image.config, jsonLimit(limits));
    if (!config)
        return std::unexpected(config.error());
    parts.configText = *std::move(config);
    parts.configDigest = sha256Digest(parts.configText);
    if (const std::string stated = digestInName(image.config); !stated.empty() && stated != parts.configDigest)
        return fail(ErrorCode::InvalidInput, std::format("config {} has the digest {}", inQuotes(image.config), parts.configDigest));
    for (const std::string &name : image.layers) {
        auto blob = container.get(name);
        if (!blob)
            return addContext(std::move(blob).error(), std::format("layer {}", parts.layers.size() + 1));
        parts.layers.push_back({*std::move(blob), name, {}, name.starts_with("blobs/sha256/") ? digestInName(name) : std::string()});
    }
    return parts;
}

Result<ManifestParts> findDockerImage(const Container &container, const OpenRequest &request)
{
    const auto images = readDockerManifest(container, request.limits);
    if (!images)
        return std::unexpected(images.error());
    std::set<std::string> names;
    const DockerImage *chosen = images->size() == 1 && request.reference.empty() ? &images->front() : nullptr;
    for (const DockerImage &image : *images) {
        names.insert(image.references.begin(), image.references.end());
        if (image.references.empty())
            names.insert(image.config);
        if (chosen || request.reference.empty())
            continue;
        if (std::ranges::any_of(image.references, [&](const std::string &name) { return sameReference(request.reference, name); }))
            chosen = &image;
        if (isSha256Digest(request.reference) || request.reference == image.config) {
            const auto parts = partsOfDocker(container, image, request.limits);
            if (parts && (parts->configDigest == request.reference || request.reference == image.config))
                chosen = &image;
        }
    }
    if (!chosen && request.reference.empty())
        return fail(ErrorCode::InvalidInput, std::format("has {} images; choose one of {}", images->size(), listed(names)));
    if (!chosen)
        return fail(ErrorCode::NotFound, std::format("has no image {}; there is {}", inQuotes(request.reference), listed(names)));
    return partsOfDocker(container, *chosen, request.limits);
}

Result<ManifestParts> partsOfOci(const Container &container, const OciImage &image, const Limits &limits)
{
    ManifestParts parts{.references = image.references, .manifestDigest = image.digest};
    auto manifest = readOciManifest(container, image, jsonLimit(limits));
    if (!manifest)
        return std::unexpected(manifest.error());
    auto config = readOciBlob(container, manifest->config, jsonLimit(limits));
    if (!config)
        return addContext(std::move(config).error(), "config");
    parts.configText = *std::move(config);
    parts.configDigest = manifest->config;
    for (const OciLayer &layer : manifest->layers) {
        const auto inLayer = [&](Error error) { return addContext(std::move(error), std::format("layer {}", parts.layers.size() + 1)); };
        if (layer.mediaType.find("encrypted") != std::string::npos)
            return inLayer({ErrorCode::Unsupported, std::format("{} is encrypted", layer.digest)});
        const std::string name = blobName(layer.digest);
        auto blob = container.find(name);
        if (!blob)
            return inLayer(std::move(blob).error());
        if (!*blob && (layer.mediaType.find("nondistributable") != std::string::npos || layer.mediaType.find("foreign") != std::string::npos))
            return inLayer({ErrorCode::Unsupported, std::format("{} is a foreign layer, whose content is not in the archive", layer.digest)});
        if (!*blob)
            return inLayer({ErrorCode::InvalidInput, std::format("{} is missing", inQuotes(name))});
        if (layer.size && *layer.size != (*blob)->size())
            return inLayer({ErrorCode::InvalidInput, std::format("{} has {} bytes, the manifest says {}", layer.digest, (*blob)->size(), *layer.size)});
        parts.layers.push_back({**std::move(blob), name, layer.mediaType, layer.digest});
    }
    return parts;
}

// Docker writes its own names into manifest.json; index.json may have none.
void addDockerReferences(const Container &container, const Limits &limits, ManifestParts &parts)
{
    const auto has = container.find("manifest.json");
    if (!has || !*has)
        return;
    const auto images = readDockerManifest(container, limits);
    if (!images)
        return; // the layout is whole without it
    for (const DockerImage &image : *images) {
        if (digestInName(image.config) != parts.configDigest)
            continue;
        for (const std::string &name : image.references) {
            if (std::ranges::none_of(parts.references, [&](const std::string &known) { return sameReference(known, name); }))
                parts.references.push_back(name);
        }
    }
}

Result<ManifestParts> findOciImage(const Container &container, const OpenRequest &request)
{
    auto images = readOciIndex(container, jsonLimit(request.limits));
    if (!images)
        return std::unexpected(images.error());
    if (images->empty())
        return fail(ErrorCode::InvalidInput, "index.json has no image");
    std::set<std::string> names;
    // Names first: a layout may hold many images and only one that is asked for.
    std::vector<const OciImage *> named;
    for (OciImage &image : *images) {
        for (std::string &name : image.references) {
            if (const auto parsed = parseReference(name); parsed && parsed->domain == "docker.io")
                name = parsed->familiar();
        }
        ManifestParts parts{.references = image.references};
        if (image.present && !request.reference.empty()) {
            if (auto manifest = readOciManifest(container, image, jsonLimit(request.limits))) {
                parts.configDigest = manifest->config;
                addDockerReferences(container, request.limits, parts);
            }
        }
        names.insert(parts.references.begin(), parts.references.end());
        if (parts.references.empty())
            names.insert(image.digest);
        const std::string digest = request.reference.substr(std::min(request.reference.find('@') + 1, request.reference.size()));
        const bool matches = request.reference.empty() || digest == image.digest || digest == image.indexDigest || digest == parts.configDigest
            || std::ranges::any_of(parts.references, [&](const std::string &name) { return sameReference(request.reference, name); });
        if (matches)
            named.push_back(&image);
    }
    if (named.empty())
        return fail(ErrorCode::NotFound, std::format("has no image {}; there is {}", inQuotes(request.reference), listed(names)));

    const Platform wanted = request.platform.value_or(nativePlatform());
    std::set<std::string> platforms;
    std::set<std::string> digests;
    std::vector<const OciImage *> fitting;
    for (const OciImage *image : named) {
        platforms.insert(platformName(image->platform) + (image->present ? "" : " (without content)"));
        digests.insert(image->digest);
        // A manifest that is neither described nor there can be of any.
        if (fits(image->platform, wanted) || (image->platform.os.empty() && !image->present))
            fitting.push_back(image);
    }
    // The only image there is needs no platform to be told apart by.
    if (fitting.empty() && digests.size() == 1 && !request.platform)
        fitting.push_back(named.front());
    if (fitting.empty())
        return fail(ErrorCode::InvalidInput, std::format("has no image for {}; there is {}", platformName(wanted), listed(platforms)));
    if (std::ranges::any_of(fitting, [](const OciImage *image) { return image->present; }))
        std::erase_if(fitting, [](const OciImage *image) { return !image->present; });
    // armv6 and armv7 of one image: without a wish the first, as engines do; several images: the user's choice.
    digests.clear();
    for (const OciImage *image : fitting)
        digests.insert(image->indexDigest.empty() ? image->digest : image->indexDigest);
    if (digests.size() > 1)
        return fail(ErrorCode::InvalidInput, std::format("has {} images; choose one of {}", digests.size(), listed(names)));
    if (!fitting.front()->present)
        return fail(ErrorCode::InvalidInput, std::format("the content of the image for {} is missing; there is {}", platformName(wanted), listed(platforms)));
    auto parts = partsOfOci(container, *fitting.front(), request.limits);
    if (!parts)
        return parts;
    // One image under several names stands there several times.
    for (const OciImage *image : fitting) {
        for (const std::string &name : image->references) {
            if (std::ranges::find(parts->references, name) == parts->references.end())
                parts->references.push_back(name);
        }
    }
    addDockerReferences(container, request.limits, *parts);
    return parts;
}

} // namespace

Result<ManifestParts> findImage(const Container &container, const OpenRequest &request)
{
    const auto index = container.find("index.json");
    const auto layout = index ? container.find("oci-layout") : index;
    if (!layout)
        return std::unexpected(layout.error());
    if (*index && *layout)
        return findOciImage(container, request);
    const auto manifest = container.find("manifest.json");
    if (!manifest)
        return std::unexpected(manifest.error());
    if (*manifest)
        return findDockerImage(container, request);
    return fail(ErrorCode::InvalidInput, "is no image: it has neither manifest.json nor index.json and oci-layout");
}

} // namespace whittle::image
