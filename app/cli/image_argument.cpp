#include "cli/image_argument.h"

#include "base/printable.h"
#include "cli/progress.h"
#include "engine/engine.h"
#include "image/oci_index.h"

#include <filesystem>
#include <format>

namespace whittle::cli {

namespace {

bool exists(const std::string &path)
{
    std::error_code error;
    return std::filesystem::exists(path, error);
}

} // namespace

Result<image::Platform> parsePlatform(const std::string &text)
{
    auto platform = image::parsePlatform(text);
    return platform ? std::move(platform) : addContext(std::move(platform).error(), "--platform");
}

ArchiveArgument parseArchive(const std::string &argument)
{
    if (!exists(argument))
        for (auto at = argument.find('@'); at != std::string::npos; at = argument.find('@', at + 1))
            if (at > 0 && at + 1 < argument.size() && exists(argument.substr(0, at)))
                return {argument.substr(0, at), argument.substr(at + 1)};
    return {argument, {}};
}

void ImageArguments::addTo(CLI::App &command)
{
    command.add_option("--platform", m_platform, "Which image of an archive with several: OS/ARCHITECTURE[/VARIANT] (default: this machine's)");
}

Result<OpenedImage> ImageArguments::open(const std::string &argument, const Context &context) const
{
    image::OpenRequest request;
    if (!m_platform.empty()) {
        auto platform = parsePlatform(m_platform);
        if (!platform)
            return std::unexpected(std::move(platform).error());
        request.platform = std::move(*platform);
    }
    ProgressPrinter printer;
    std::optional<TemporaryDirectory> folder;
    const ArchiveArgument archive = parseArchive(argument);
    if (exists(archive.path)) {
        request.path = archive.path;
        request.reference = archive.reference;
    } else if (argument.empty() || argument.starts_with('/') || argument.starts_with("./") || argument.starts_with("../")) {
        return fail(ErrorCode::NotFound, std::format("{}: no such file or directory", printable(argument)));
    } else {
        auto engine = engine::connect(context.engineUrl, context.stop);
        if (!engine)
            return addContext(std::move(engine).error(), printable(argument) + " is no file, and there is no engine to ask");
        auto made = TemporaryDirectory::create();
        if (!made)
            return std::unexpected(std::move(made).error());
        folder = std::move(*made);
        request.path = folder->path() + "/image.tar";
        if (auto saved = (*engine)->saveImage(argument, request.path, context.stop, printer.function()); !saved)
            return std::unexpected(std::move(saved).error());
    }
    auto image = image::Image::open(request, context.stop, printer.function());
    if (!image)
        return std::unexpected(std::move(image).error());
    return OpenedImage{argument, std::move(*image), std::move(folder)};
}

} // namespace whittle::cli
