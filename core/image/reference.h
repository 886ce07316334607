#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace whittle::image {

/// An image's name, taken apart as Docker does: "registry:5000/team/nginx:1.27@sha256:…".
struct Reference
{
    std::string domain;     // "docker.io" where the text has none
    std::string repository; // with "library/" for Docker's own: "library/nginx"
    std::string tag;        // empty where the text has none
    std::string digest;     // "sha256:…", empty where the text has none

    bool operator==(const Reference &) const = default;

    /// "docker.io/library/nginx:1.27"; "latest" where there is neither tag nor digest.
    [[nodiscard]] std::string full() const;
    /// As people write and Docker shows it: "nginx:1.27". "latest" as in full().
    [[nodiscard]] std::string familiar() const;
    /// "nginx" of "registry:5000/team/nginx:1.27": what artifacts are named after.
    [[nodiscard]] std::string artifactName() const;
    /// Where the slim image goes: "registry:5000/team/nginx.slim:1.27"; without a digest, which will be another.
    [[nodiscard]] Reference slim() const;
};

/// Errors: InvalidInput, saying what is wrong, for what Docker refuses. A bare image id (64 hexadecimal digits) is no reference.
[[nodiscard]] Result<Reference> parseReference(std::string_view text);

/// The name of artifacts of an image that came from a file and has no reference: "shop" of "/tmp/shop.tar.gz"; never empty.
[[nodiscard]] std::string artifactNameOfFile(std::string_view path);

} // namespace whittle::image
