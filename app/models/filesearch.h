#pragma once

#include "documents/filetree.h"
#include "models/filterwords.h"

#include <QString>

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace whittle::app {

/// "1M", "512", "2.5 GiB" in bytes; powers of 1024 whatever the unit says about it.
[[nodiscard]] std::optional<std::uint64_t> parseSize(const QString &text);

/// What the filters of files have in common.
namespace filesearch {

/// Capital letters of ASCII made small, as in FileTree::lowerNames().
[[nodiscard]] std::string lowered(const QString &text);
/// By id: files whose name holds a text, which is in lower case, and everything below them; with a '/' in it, whose path does.
[[nodiscard]] std::vector<bool> filesWith(const FileTree &tree, const std::string &lower);

/// type:file, folder, link, device or setuid, asked of a type and a mode. The error is a translated sentence.
[[nodiscard]] std::expected<std::function<bool(image::EntryType, std::uint32_t)>, QString> typeTest(const filterwords::Term &term);
/// size>1M.
[[nodiscard]] std::expected<std::function<bool(std::uint64_t)>, QString> sizeTest(const filterwords::Term &term);

} // namespace filesearch
} // namespace whittle::app
