#include "base/files.h"
#include "cli/image_argument.h"
#include "cli/image_commands.h"
#include "image/file_index.h"
#include "image/output_file.h"
#include "image/run_config.h"
#include "slim/reports.h"
#include "slim/spdx.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace whittle::cli {

namespace {

struct FileOptions
{
    std::string image;
    std::string against;
    std::string output = "-";
    ImageArguments images;
};

Outcome dockerfile(const FileOptions &options, const Context &context)
{
    const auto opened = options.images.open(options.image, context);
    if (!opened)
        return std::unexpected(opened.error());
    if (const auto config = image::parseRunConfig(opened->image.configText()); !config)
        return addContext(config.error(), options.image);
    const auto written = writeFileAtomically(options.output, slim::writeDockerfile(opened->image));
    if (!written)
        return std::unexpected(written.error());
    return kDone;
}

// The paths of the slim image, as a selection of the fat one.
slim::Selection selectionOf(const image::Image &slimImage)
{
    slim::Selection selection;
    slimImage.files().forEach([&selection](const image::IndexedFile &file) {
        selection.kept[file.entry.path] = {file.entry.size, {{slim::ReasonKind::Included, "in the slim image"}}};
        return true;
    });
    return selection;
}

// Piece by piece: with every file of a large image in it, it is large itself.
Result<> writeSbom(const slim::SpdxRequest &request, const std::string &output, const std::stop_token &stop)
{
    if (output == "-")
        return slim::writeSpdx(request, [](std::string_view piece) { return writeFileAtomically("-", piece); }, stop);
    std::error_code error;
    if (std::filesystem::exists(output, error) && !std::filesystem::is_regular_file(output, error)) {
        std::string text;
        const auto append = [&text](std::string_view piece) {
            text += piece;
            return Result<>();
        };
        return slim::writeSpdx(request, append, stop).and_then([&] { return writeFileAtomically(output, text); });
    }
    auto file = image::OutputFile::create(output);
    if (!file)
        return std::unexpected(std::move(file).error());
    return slim::writeSpdx(request, [&file](std::string_view piece) { return file->append(piece); }, stop).and_then([&file] { return file->commit(); });
}

Outcome sbom(const FileOptions &options, const Context &context)
{
    const auto opened = options.images.open(options.image, context);
    if (!opened)
        return std::unexpected(opened.error());
    const auto nameOf = [](const OpenedImage &one) { return one.image.references().empty() ? one.name : one.image.references().front(); };
    slim::SpdxRequest request{.image = &opened->image, .selection = nullptr, .reference = nameOf(*opened), .slimReference = {}, .slimDigest = {}};
    std::optional<OpenedImage> fat;
    slim::Selection selection;
    if (!options.against.empty()) {
        auto other = options.images.open(options.against, context);
        if (!other)
            return std::unexpected(std::move(other).error());
        fat.emplace(std::move(*other));
        selection = selectionOf(opened->image);
        request = {.image = &fat->image, .selection = &selection, .reference = nameOf(*fat), .slimReference = nameOf(*opened), .slimDigest = opened->image.configDigest()};
    }
    auto written = writeSbom(request, options.output, context.stop);
    if (!written)
        return addContext(std::move(written).error(), options.against.empty() ? options.image : options.against);
    return kDone;
}

CLI::App *addFileCommand(CLI::App &parent, const char *name, const char *description, const std::shared_ptr<FileOptions> &options)
{
    CLI::App *command = parent.add_subcommand(name, description);
    command->add_option("image", options->image, kImageHelp)->required();
    command->add_option("-o,--output", options->output, "The file to write (default: standard output)");
    options->images.addTo(*command);
    return command;
}

} // namespace

void addImageDockerfile(CLI::App &parent, Registry &registry)
{
    const auto options = std::make_shared<FileOptions>();
    CLI::App *command = addFileCommand(parent, "dockerfile", "Rebuild a Dockerfile from an image's history and config", options);
    registry.add(command, [options](const Context &context) { return dockerfile(*options, context); });
}

void addImageSbom(CLI::App &parent, Registry &registry)
{
    const auto options = std::make_shared<FileOptions>();
    CLI::App *command = addFileCommand(parent, "sbom", "Write a bill of materials (SPDX 2.3 JSON) from an image's package databases", options);
    command->add_option("--against", options->against, "The image that this slim one was made from: its databases name what the slim image still holds");
    registry.add(command, [options](const Context &context) { return sbom(*options, context); });
}

} // namespace whittle::cli
