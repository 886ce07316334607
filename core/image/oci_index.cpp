#include "image/oci_index.h"

#include "base/sha256.h"
#include "image/json_document.h"
#include "image/paths.h"

#include <sys/utsname.h>

#include <algorithm>
#include <format>

namespace whittle::image {

namespace {

constexpr int kMaxDepth = 8;
constexpr std::size_t kMaxImages = 10'000;
constexpr std::string_view kRefName = "org.opencontainers.image.ref.name";
constexpr std::string_view kImageName = "io.containerd.image.name";
constexpr std::string_view kAttestation = "vnd.docker.reference.type"; // BuildKit's SBOMs and provenance

bool isIndexType(std::string_view mediaType)
{
    return mediaType == "application/vnd.oci.image.index.v1+json" || mediaType == "application/vnd.docker.distribution.manifest.list.v2+json";
}

bool isManifestType(std::string_view mediaType)
{
    return mediaType.empty() || mediaType == "application/vnd.oci.image.manifest.v1+json" || mediaType == "application/vnd.docker.distribution.manifest.v2+json";
}

class IndexWalk
{
public:
    IndexWalk(const Container &container, std::uint64_t limit) : m_container(container), m_limit(limit) {}

    Result<> read(std::string_view text, const std::string &name, const OciImage &from, int depth)
    {
        const auto document = JsonDocument::parse(text, name);
        if (!document)
            return std::unexpected(document.error());
        const auto manifests = document->member(document->root(), "manifests", formats::JsonKind::Array, "");
        if (!manifests)
            return std::unexpected(manifests.error());
        if (!*manifests)
            return document->bad("", "has no \"manifests\"");
        std::size_t count = 0;
        for (const formats::JsonValue &item : (*manifests)->items) {
            if (auto done = readDescriptor(*document, item, formats::joinPath("manifests", count++), from, depth); !done)
                return done;
        }
        return {};
    }

    std::vector<OciImage> images;

private:
    Result<> readDescriptor(const JsonDocument &document, const formats::JsonValue &item, const std::string &place, const OciImage &from, int depth)
    {
        const auto mediaType = document.text(item, "mediaType", place);
        const auto digest = mediaType ? document.text(item, "digest", place) : mediaType;
        if (!digest)
            return std::unexpected(digest.error());
        auto annotations = document.textMap(item, "annotations", place);
        if (!annotations)
            return std::unexpected(annotations.error());
        const auto platform = document.member(item, "platform", formats::JsonKind::Object, place);
        if (!platform)
            return std::unexpected(platform.error());
        if (!isSha256Digest(*digest))
            return document.bad(place + ".digest", std::format("{} is no sha256 digest", inQuotes(*digest)));

        OciImage image = from;
        image.digest = *digest;
        if (*platform) {
            const auto os = document.text(**platform, "os", place + ".platform");
            const auto architecture = os ? document.text(**platform, "architecture", place + ".platform") : os;
            const auto variant = architecture ? document.text(**platform, "variant", place + ".platform") : architecture;
            if (!variant)
                return std::unexpected(variant.error());
            image.platform = {*os, *architecture, *variant};
        }
        if (annotations->contains(std::string(kAttestation)) || (image.platform.os == "unknown" && image.platform.architecture == "unknown"))
            return {};
        // containerd's name is whole; the other is often the tag alone.
        const auto name = annotations->contains(std::string(kImageName)) ? annotations->find(std::string(kImageName)) : annotations->find(std::string(kRefName));
        if (name != annotations->end() && !name->second.empty())
            image.references = {name->second};

        if (isIndexType(*mediaType)) {
            if (image.indexDigest.empty())
                image.indexDigest = *digest;
            return readNested(*digest, image, depth);
        }
        if (!isManifestType(*mediaType))
            return {}; // artifacts of other kinds
        return addImage(std::move(image));
    }

    Result<> readNested(const std::string &digest, const OciImage &from, int depth)
    {
        if (depth >= kMaxDepth)
            return fail(ErrorCode::InvalidInput, std::format("indexes are nested more than {} deep", kMaxDepth));
        // Each that is read costs time; a hostile one may name itself as often as it likes.
        if (++m_indexes > kMaxImages)
            return fail(ErrorCode::InvalidInput, std::format("more than {} indexes", kMaxImages));
        const auto text = readOciBlob(m_container, digest, m_limit);
        if (!text)
            return std::unexpected(text.error());
        return read(*text, digest, from, depth + 1);
    }

    Result<> addImage(OciImage image)
    {
        if (images.size() >= kMaxImages)
            return fail(ErrorCode::InvalidInput, std::format("more than {} images", kMaxImages));
        const auto blob = m_container.find(blobName(image.digest));
        if (!blob)
            return std::unexpected(blob.error());
        image.present = blob->has_value();
        if (image.present && image.platform.os.empty()) {
            const auto manifest = readOciManifest(m_container, image, m_limit);
            if (!manifest)
                return std::unexpected(manifest.error());
            const auto config = readOciBlob(m_container, manifest->config, m_limit);
            if (!config)
                return addContext(config.error(), "config");
            const auto document = JsonDocument::parse(*config, "config " + manifest->config);
            if (!document)
                return std::unexpected(document.error());
            const auto os = document->text(document->root(), "os", "");
            const auto architecture = os ? document->text(document->root(), "architecture", "") : os;
            const auto variant = architecture ? document->text(document->root(), "variant", "") : architecture;
            if (!variant)
                return std::unexpected(variant.error());
            image.platform = {*os, *architecture, *variant};
        }
        images.push_back(std::move(image));
        return {};
    }

    const Container &m_container;
    std::uint64_t m_limit;
    std::size_t m_indexes = 0;
};

} // namespace

Result<std::vector<OciImage>> readOciIndex(const Container &container, std::uint64_t limit)
{
    const auto blob = container.get("index.json");
    if (!blob)
        return std::unexpected(blob.error());
    const auto text = blob->content(limit);
    if (!text)
        return addContext(text.error(), "index.json");
    IndexWalk walk(container, limit);
    if (auto done = walk.read(*text, "index.json", {}, 0); !done)
        return std::unexpected(done.error());
    return std::move(walk.images);
}

Result<OciManifest> readOciManifest(const Container &container, const OciImage &image, std::uint64_t limit)
{
    const auto text = readOciBlob(container, image.digest, limit);
    if (!text)
        return addContext(text.error(), "manifest");
    const auto document = JsonDocument::parse(*text, "manifest " + image.digest);
    if (!document)
        return std::unexpected(document.error());
    OciManifest manifest;
    const auto config = document->member(document->root(), "config", formats::JsonKind::Object, "");
    const auto layers = config ? document->member(document->root(), "layers", formats::JsonKind::Array, "") : config;
    if (!layers)
        return std::unexpected(layers.error());
    if (!*config || !*layers)
        return document->bad("", "has no \"config\" or no \"layers\"; this is no image manifest of version 2");
    auto digest = document->text(**config, "digest", "config");
    if (!digest)
        return std::unexpected(digest.error());
    if (!isSha256Digest(*digest))
        return document->bad("config.digest", std::format("{} is no sha256 digest", inQuotes(*digest)));
    manifest.config = *std::move(digest);
    for (const formats::JsonValue &item : (*layers)->items) {
        const std::string place = formats::joinPath("layers", manifest.layers.size());
        auto mediaType = document->text(item, "mediaType", place);
        auto layerDigest = mediaType ? document->text(item, "digest", place) : mediaType;
        if (!layerDigest)
            return std::unexpected(layerDigest.error());
        if (!isSha256Digest(*layerDigest))
            return document->bad(place + ".digest", std::format("{} is no sha256 digest", inQuotes(*layerDigest)));
        const auto size = document->member(item, "size", formats::JsonKind::Number, place);
        if (!size)
            return std::unexpected(size.error());
        OciLayer layer{*std::move(layerDigest), *std::move(mediaType), {}};
        if (*size) {
            layer.size = wholeNumber(**size);
            if (!layer.size)
                return document->bad(place + ".size", std::format("{} is no size", (*size)->text));
        }
        manifest.layers.push_back(std::move(layer));
    }
    return manifest;
}

Result<std::string> readOciBlob(const Container &container, const std::string &digest, std::uint64_t limit)
{
    const auto blob = container.get(blobName(digest));
    if (!blob)
        return std::unexpected(blob.error());
    auto text = blob->content(limit);
    if (!text)
        return addContext(std::move(text).error(), blobName(digest));
    if (const std::string real = sha256Digest(*text); real != digest)
        return fail(ErrorCode::InvalidInput, std::format("{} has the digest {}", blobName(digest), real));
    return text;
}

std::string blobName(std::string_view digest)
{
    return "blobs/sha256/" + std::string(digest.substr(digest.find(':') + 1));
}

bool fits(const Platform &have, const Platform &wanted)
{
    return have.os == wanted.os && have.architecture == wanted.architecture && (have.variant.empty() || wanted.variant.empty() || have.variant == wanted.variant);
}

std::string platformName(const Platform &platform)
{
    std::string name = platform.os.empty() ? "unknown" : platform.os;
    name += '/' + (platform.architecture.empty() ? "unknown" : platform.architecture);
    if (!platform.variant.empty())
        name += '/' + platform.variant;
    return name;
}

Platform nativePlatform()
{
    struct utsname names = {};
    ::uname(&names);
    const std::string_view machine = names.machine;
    std::string architecture(machine);
    if (machine == "x86_64")
        architecture = "amd64";
    else if (machine == "aarch64")
        architecture = "arm64";
    else if (machine.starts_with("arm"))
        architecture = "arm";
    else if (machine == "i686" || machine == "i386")
        architecture = "386";
    return {"linux", std::move(architecture), {}};
}

} // namespace whittle::image
