#pragma once

#include "base/files.h"
#include "cli/command.h"
#include "image/image.h"

#include <CLI/CLI.hpp>

#include <optional>
#include <string>

namespace whittle::cli {

/// "linux/arm64/v8". Errors: InvalidInput.
[[nodiscard]] Result<image::Platform> parsePlatform(const std::string &text);

/// "FILE@NAME": one of several images of an archive or layout; a file of that very name comes first.
struct ArchiveArgument
{
    std::string path;
    std::string reference; // empty: the only one
};
[[nodiscard]] ArchiveArgument parseArchive(const std::string &argument);

/// An image that a command was asked about, opened.
struct OpenedImage
{
    std::string name; // as given
    image::Image image;
    std::optional<TemporaryDirectory> folder; // holds what an engine saved; goes after the image
};

/// --platform and the ways to name images: an archive, an OCI layout (a directory or a tar), or what an engine has. The object must live as
/// long as the command.
class ImageArguments
{
public:
    void addTo(CLI::App &command);

    /// What is a file or a directory is opened, everything else is asked of the engine, which saves it into a temporary folder; "FILE@NAME" is one of several
    /// images of an archive. Errors: as Image::open and the engine's.
    [[nodiscard]] Result<OpenedImage> open(const std::string &argument, const Context &context) const;

private:
    std::string m_platform;
};

/// How the commands describe what such an argument may be.
inline constexpr const char *kImageHelp = "An archive, an OCI layout, or the name of an image in the engine; FILE@NAME takes one of several";

} // namespace whittle::cli
