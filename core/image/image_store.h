#pragma once

#include "base/result.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace whittle::image {

/// Takes the files of an OCI layout: one layer in pieces first, then small ones. Nothing is to be seen before commit(), and nothing is left without it.
class ImageStore
{
public:
    virtual ~ImageStore() = default;
    ImageStore() = default;
    ImageStore(const ImageStore &) = delete;
    ImageStore &operator=(const ImageStore &) = delete;

    [[nodiscard]] virtual Result<> appendToLayer(std::string_view bytes) = 0;
    /// Once, after all of the layer.
    [[nodiscard]] virtual Result<> endLayer(const std::string &name) = 0;
    [[nodiscard]] virtual Result<> addFile(const std::string &name, std::string_view content) = 0;
    [[nodiscard]] virtual Result<> commit() = 0;
};

/// A tar. Errors: as OutputFile.
[[nodiscard]] Result<std::unique_ptr<ImageStore>> createArchiveStore(const std::string &path);
/// A directory, which must not be there yet or be empty. Errors: InvalidInput, PermissionDenied, Io.
[[nodiscard]] Result<std::unique_ptr<ImageStore>> createDirectoryStore(const std::string &path);

} // namespace whittle::image
