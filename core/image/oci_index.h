#pragma once

#include "base/result.h"
#include "image/container.h"
#include "image/image.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whittle::image {

/// An image that an OCI layout's index names; indexes inside it were followed, attestations passed over.
struct OciImage
{
    std::string digest;      // of the manifest
    std::string indexDigest; // of the outermost index below index.json that has it; empty when it is in index.json itself
    std::vector<std::string> references;
    Platform platform;       // as the index says or, where it does not, the config
    bool present = false;    // the manifest is in the container; archives of one platform have the index of all
};

struct OciLayer
{
    std::string digest;
    std::string mediaType;
    std::optional<std::uint64_t> size;
};

struct OciManifest
{
    std::string config; // digest
    std::vector<OciLayer> layers;
};

[[nodiscard]] Result<std::vector<OciImage>> readOciIndex(const Container &container, std::uint64_t limit);
[[nodiscard]] Result<OciManifest> readOciManifest(const Container &container, const OciImage &image, std::uint64_t limit);
/// A blob whose digest is right. Errors: InvalidInput naming it.
[[nodiscard]] Result<std::string> readOciBlob(const Container &container, const std::string &digest, std::uint64_t limit);

[[nodiscard]] std::string blobName(std::string_view digest); // "blobs/sha256/…"
[[nodiscard]] std::string platformName(const Platform &platform); // "linux/arm/v7"
/// Reads what platformName() writes. Errors: InvalidInput with the text.
[[nodiscard]] Result<Platform> parsePlatform(const std::string &text);
/// A variant counts where both have one: arm64 is arm64/v8.
[[nodiscard]] bool fits(const Platform &have, const Platform &wanted);
/// This machine's.
[[nodiscard]] Platform nativePlatform();

} // namespace whittle::image
