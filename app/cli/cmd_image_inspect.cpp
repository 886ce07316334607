#include "base/text.h"
#include "cli/image_argument.h"
#include "cli/image_commands.h"
#include "cli/say.h"
#include "formats/json_node.h"
#include "image/file_index.h"
#include "image/image_facts.h"
#include "image/run_config.h"

#include <algorithm>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

using formats::OrderedJson;

constexpr std::size_t kShownDirectories = 15;

struct InspectOptions
{
    std::string image;
    bool json = false;
    ImageArguments images;
};

std::string platformText(const image::Platform &platform)
{
    return std::format("{}/{}{}{}", platform.os, platform.architecture, platform.variant.empty() ? "" : "/", platform.variant);
}

void printJson(const image::Image &image, const image::RunConfig &config)
{
    OrderedJson json = {{"references", image.references()}, {"id", image.configDigest()},
                        {"manifestDigest", image.manifestDigest()}, {"platform", platformText(image.platform())},
                        {"created", image.created()}, {"size", image.files().contentSize()},
                        {"files", image::fileCount(image.files())}};
    json["config"] = OrderedJson::object();
    for (const image::ConfigLine &line : image::describe(config))
        json["config"][line.name] = line.values;
    json["layers"] = OrderedJson::array();
    for (const image::Layer &layer : image.layers())
        json["layers"].push_back({{"digest", layer.digest}, {"diffId", layer.diffId}, {"mediaType", layer.mediaType}, {"size", layer.size}, {"tarSize", layer.tarSize}, {"compression", layer.compression}});
    json["directories"] = OrderedJson::array();
    for (const image::DirectorySize &one : image::directorySizes(image.files()))
        json["directories"].push_back({{"path", formats::bytesToJson(one.name)}, {"size", one.size}, {"files", one.files}});
    std::println("{}", json.dump(2, ' ', false, OrderedJson::error_handler_t::replace));
}

void printText(const image::Image &image, const image::RunConfig &config)
{
    const auto line = [](std::string_view name, std::string_view value) { show("{:<13} {}", name, value); };
    for (const std::string &reference : image.references())
        line(&reference == &image.references().front() ? "Name" : "", reference);
    line("Id", image.configDigest());
    if (!image.manifestDigest().empty())
        line("Manifest", image.manifestDigest());
    line("Platform", platformText(image.platform()));
    if (!image.created().empty())
        line("Created", image.created());
    line("Size", std::format("{} in {} files", sizeText(image.files().contentSize()), image::fileCount(image.files())));
    for (const image::ConfigLine &one : image::describe(config)) {
        for (std::size_t i = 0; i < one.values.size(); ++i)
            line(i == 0 ? one.name : "", one.values[i]);
    }
    std::println("\nLayers");
    for (std::size_t i = 0; i < image.layers().size(); ++i) {
        const image::Layer &layer = image.layers()[i];
        show("{:>3}  {:>8}  {:<5}  {:>8}  {}", i + 1, sizeText(layer.tarSize), layer.compression == "none" ? "plain" : layer.compression, layer.compression == "none" ? "" : sizeText(layer.size), layer.diffId);
    }
    std::println("\nBiggest directories");
    const auto directories = image::directorySizes(image.files());
    for (std::size_t i = 0; i < std::min(directories.size(), kShownDirectories); ++i)
        show("{:>8}  {:>6} files  {}", sizeText(directories[i].size), directories[i].files, directories[i].name);
    if (directories.size() > kShownDirectories)
        show("          and {} more; --json lists them", directories.size() - kShownDirectories);
}

Outcome inspect(const InspectOptions &options, const Context &context)
{
    const auto opened = options.images.open(options.image, context);
    if (!opened)
        return std::unexpected(opened.error());
    const auto config = image::parseRunConfig(opened->image.configText());
    if (!config)
        return addContext(config.error(), options.image);
    if (options.json)
        printJson(opened->image, *config);
    else
        printText(opened->image, *config);
    return kDone;
}

} // namespace

void addImageInspect(CLI::App &parent, Registry &registry)
{
    CLI::App *command = parent.add_subcommand("inspect", "Names, digests, config, layers and the biggest directories of an image");
    const auto options = std::make_shared<InspectOptions>();
    command->add_option("image", options->image, kImageHelp)->required();
    command->add_flag("--json", options->json, "Print JSON");
    options->images.addTo(*command);
    registry.add(command, [options](const Context &context) { return inspect(*options, context); });
}

} // namespace whittle::cli
