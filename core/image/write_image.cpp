#include "image/write_image.h"

#include "base/sha256.h"
#include "formats/json_tree.h"
#include "image/config.h"
#include "image/file_index.h"
#include "image/image_store.h"
#include "image/layer_writer.h"
#include "image/oci_index.h"
#include "image/reference.h"
#include "image/reporter.h"

#include <charconv>
#include <chrono>
#include <cstdlib>
#include <format>

namespace whittle::image {

namespace {

using formats::JsonKind;
using formats::JsonValue;

constexpr const char *kManifestType = "application/vnd.oci.image.manifest.v1+json";
constexpr const char *kIndexType = "application/vnd.oci.image.index.v1+json";
constexpr const char *kConfigType = "application/vnd.oci.image.config.v1+json";
constexpr const char *kLayerType = "application/vnd.oci.image.layer.v1.tar";

JsonValue object(std::vector<formats::JsonMember> members)
{
    JsonValue value;
    value.kind = JsonKind::Object;
    value.members = std::move(members);
    return value;
}

JsonValue array(std::vector<JsonValue> items)
{
    JsonValue value;
    value.kind = JsonKind::Array;
    value.items = std::move(items);
    return value;
}

JsonValue descriptor(const char *mediaType, const std::string &digest, std::uint64_t size)
{
    return object({{"mediaType", formats::jsonString(mediaType)}, {"digest", formats::jsonString(digest)}, {"size", formats::jsonNumber(size)}});
}

// RFC 3339; the source's where SOURCE_DATE_EPOCH does not say otherwise.
Result<std::string> createdTime(const std::string &source)
{
    const char *epoch = std::getenv("SOURCE_DATE_EPOCH");
    if (!epoch || !*epoch)
        return source;
    const std::string_view text = epoch;
    std::int64_t seconds = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), seconds);
    constexpr std::int64_t kLast = 253402300799; // of the year 9999
    if (end.ec != std::errc() || end.ptr != text.data() + text.size() || seconds < 0 || seconds > kLast)
        return fail(ErrorCode::InvalidInput, std::format("SOURCE_DATE_EPOCH: \"{}\" is no number of seconds", text));
    return std::format("{:%FT%TZ}", std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

Result<std::vector<Reference>> tagsOf(const std::vector<std::string> &texts)
{
    std::vector<Reference> tags;
    for (const std::string &text : texts) {
        auto reference = parseReference(text);
        if (!reference)
            return std::unexpected(std::move(reference).error());
        if (!reference->digest.empty())
            return fail(ErrorCode::InvalidInput, text + ": a new image's digest cannot be chosen");
        if (reference->tag.empty())
            reference->tag = "latest";
        tags.push_back(*std::move(reference));
    }
    return tags;
}

std::string indexText(const Platform &platform, const std::vector<Reference> &tags, const std::string &digest, std::uint64_t size)
{
    JsonValue image = descriptor(kManifestType, digest, size);
    JsonValue where = object({{"architecture", formats::jsonString(platform.architecture)}, {"os", formats::jsonString(platform.os)}});
    if (!platform.variant.empty())
        where.members.push_back({"variant", formats::jsonString(platform.variant)});
    image.members.push_back({"platform", std::move(where)});
    std::vector<JsonValue> images;
    for (const Reference &tag : tags) {
        images.push_back(image);
        // containerd reads the first, others the second.
        images.back().members.push_back({"annotations", object({{"io.containerd.image.name", formats::jsonString(tag.full())},
                                                                 {"org.opencontainers.image.ref.name", formats::jsonString(tag.tag)}})});
    }
    if (images.empty())
        images.push_back(std::move(image));
    return formats::toCompactText(object({{"schemaVersion", formats::jsonNumber(2)}, {"mediaType", formats::jsonString(kIndexType)}, {"manifests", array(std::move(images))}}));
}

std::string dockerText(const std::vector<Reference> &tags, const std::string &config, const std::string &layer)
{
    std::vector<std::string> names;
    for (const Reference &tag : tags)
        names.push_back(tag.familiar());
    return formats::toCompactText(array({object({{"Config", formats::jsonString(config)}, {"RepoTags", formats::jsonStrings(names)}, {"Layers", formats::jsonStrings({layer})}})}));
}

} // namespace

Result<WrittenImage> writeImage(const WriteRequest &request, std::stop_token stop, const ProgressFn &report)
{
    const Image &source = *request.source;
    const auto created = createdTime(source.created());
    if (!created)
        return std::unexpected(created.error());
    const auto tags = tagsOf(request.references);
    if (!tags)
        return std::unexpected(tags.error());
    auto store = request.asDirectory ? createDirectoryStore(request.path) : createArchiveStore(request.path);
    if (!store)
        return std::unexpected(std::move(store).error());

    Reporter progress(report);
    WrittenImage written;
    Sha256 sum;
    const auto layer = writeLayer({.files = source.files(),
                                   .keeps = request.keeps,
                                   .write = [&](std::string_view bytes) {
                                       sum.add(bytes);
                                       written.tarSize += bytes.size();
                                       return (*store)->appendToLayer(bytes);
                                   },
                                   .progress = [&](std::uint64_t done, std::uint64_t total) { progress("writing the layer", done, total); },
                                   .stop = stop});
    if (!layer)
        return std::unexpected(layer.error());
    written.diffId = "sha256:" + sum.hex();
    written.contentSize = layer->contentSize;
    written.files = layer->files;

    const auto config = configOfOneLayer(source.configText(), written.diffId, {.created = *created, .createdBy = request.createdBy, .comment = request.comment});
    if (!config)
        return std::unexpected(config.error());
    written.configDigest = sha256Digest(*config);
    const std::string manifest = formats::toCompactText(object({{"schemaVersion", formats::jsonNumber(2)},
                                                                {"mediaType", formats::jsonString(kManifestType)},
                                                                {"config", descriptor(kConfigType, written.configDigest, config->size())},
                                                                {"layers", array({descriptor(kLayerType, written.diffId, written.tarSize)})}}));
    written.manifestDigest = sha256Digest(manifest);

    auto done = (*store)->endLayer(blobName(written.diffId));
    for (const auto &[name, content] : {std::pair{blobName(written.configDigest), *config},
                                        {blobName(written.manifestDigest), manifest},
                                        {"index.json", indexText(source.platform(), *tags, written.manifestDigest, manifest.size())},
                                        {"manifest.json", dockerText(*tags, blobName(written.configDigest), blobName(written.diffId))},
                                        {"oci-layout", R"({"imageLayoutVersion":"1.0.0"})"}}) {
        if (done)
            done = (*store)->addFile(name, content);
    }
    if (done && stop.stop_requested())
        done = fail(ErrorCode::Cancelled, "cancelled");
    if (done)
        done = (*store)->commit();
    if (!done)
        return std::unexpected(done.error());
    return written;
}

} // namespace whittle::image
