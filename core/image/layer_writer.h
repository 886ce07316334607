#pragma once

#include "base/result.h"
#include "image/file_index.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>

namespace whittle::image {

struct LayerRequest
{
    const FileIndex &files;
    std::function<bool(std::string_view path)> keeps; // asked for every path, and again for files with hard links
    std::function<Result<>(std::string_view bytes)> write;
    std::function<void(std::uint64_t done, std::uint64_t total)> progress; // bytes of content
    std::stop_token stop;
};

struct WrittenLayer
{
    std::uint64_t contentSize = 0; // hard links once
    std::uint64_t files = 0;       // entries of the tar
};

/// Writes the tar of what is kept (see writeImage). Errors: as write, FileIndex::read; Cancelled.
[[nodiscard]] Result<WrittenLayer> writeLayer(const LayerRequest &request);

} // namespace whittle::image
