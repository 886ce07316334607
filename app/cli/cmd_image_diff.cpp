#include "base/text.h"
#include "cli/image_argument.h"
#include "cli/image_commands.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "formats/json_node.h"
#include "image/diff.h"

#include <algorithm>
#include <array>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

using formats::OrderedJson;
using image::ImageDifference;
using image::PathChange;
using image::PathDifference;

struct DiffOptions
{
    std::string left;
    std::string right;
    bool json = false;
    bool summary = false;
    ImageArguments images;
};

// How many paths changed so, and by how many bytes.
struct Sum
{
    std::size_t paths = 0;
    std::uint64_t size = 0;
};

std::array<Sum, 3> sums(const ImageDifference &difference)
{
    std::array<Sum, 3> result;
    for (const PathDifference &one : difference.paths) {
        Sum &sum = result[static_cast<std::size_t>(one.change)];
        ++sum.paths;
        sum.size += one.change == PathChange::Removed ? one.leftSize : one.rightSize;
    }
    return result;
}

OrderedJson totals(const OpenedImage &opened, const image::ImageTotals &of)
{
    return {{"image", opened.name}, {"id", opened.image.configDigest()}, {"size", of.size}, {"files", of.files}, {"layers", of.layers}};
}

void printJson(const OpenedImage &left, const OpenedImage &right, const ImageDifference &difference)
{
    OrderedJson json = {{"left", totals(left, difference.left)}, {"right", totals(right, difference.right)}, {"same", difference.same}};
    for (const char *name : {"added", "removed", "changed", "config"})
        json[name] = OrderedJson::array();
    for (const PathDifference &one : difference.paths) {
        OrderedJson entry = {{"path", formats::bytesToJson("/" + one.path)}};
        if (one.change == PathChange::Changed) {
            entry["leftSize"] = one.leftSize;
            entry["rightSize"] = one.rightSize;
            entry["changes"] = one.changes;
        } else {
            entry["size"] = one.change == PathChange::Removed ? one.leftSize : one.rightSize;
        }
        json[std::string(image::pathChangeName(one.change))].push_back(std::move(entry));
    }
    for (const image::ConfigDifference &one : difference.config)
        json["config"].push_back({{"name", one.name}, {"left", one.left}, {"right", one.right}});
    std::println("{}", json.dump(2, ' ', false, OrderedJson::error_handler_t::replace));
}

void printConfig(const ImageDifference &difference)
{
    for (const image::ConfigDifference &one : difference.config) {
        for (const std::string &value : one.left) {
            if (!std::ranges::contains(one.right, value))
                show("- {} {}", one.name, value);
        }
        for (const std::string &value : one.right) {
            if (!std::ranges::contains(one.left, value))
                show("+ {} {}", one.name, value);
        }
        // The same values in another order.
        if (std::ranges::is_permutation(one.left, one.right))
            show("~ {}: another order", one.name);
    }
}

void printText(const OpenedImage &left, const OpenedImage &right, const ImageDifference &difference, bool summary)
{
    const auto side = [](const char *mark, const OpenedImage &opened, const image::ImageTotals &of) {
        show("{} {}: {}, {} files, {} {}", mark, opened.name, sizeText(of.size), of.files, of.layers, of.layers == 1 ? "layer" : "layers");
    };
    side("-", left, difference.left);
    side("+", right, difference.right);
    const auto all = sums(difference);
    for (const PathChange change : {PathChange::Removed, PathChange::Added, PathChange::Changed}) {
        const Sum &sum = all[static_cast<std::size_t>(change)];
        show("{:<8} {} paths, {}", image::pathChangeName(change), sum.paths, sizeText(sum.size));
    }
    show("{:<8} {} paths", "same", difference.same);
    show("{:<8} {}", "config", difference.config.empty() ? "same" : std::format("{} members differ", difference.config.size()));
    printConfig(difference);
    if (summary || difference.paths.empty())
        return;
    std::println("");
    for (const PathDifference &one : difference.paths) {
        static constexpr std::array<char, 3> kMarks = {'+', '-', '~'};
        std::string text = std::format("{} {:>8}  /{}", kMarks[static_cast<std::size_t>(one.change)], sizeText(one.change == PathChange::Removed ? one.leftSize : one.rightSize), one.path);
        for (std::size_t i = 0; i < one.changes.size(); ++i)
            text += (i == 0 ? ": " : ", ") + one.changes[i];
        show("{}", text);
    }
}

Outcome diff(const DiffOptions &options, const Context &context)
{
    const auto left = options.images.open(options.left, context);
    if (!left)
        return std::unexpected(left.error());
    const auto right = options.images.open(options.right, context);
    if (!right)
        return std::unexpected(right.error());
    ProgressPrinter printer;
    const auto difference = image::compareImages(left->image, right->image, context.stop, printer.function());
    printer.clear();
    if (!difference)
        return std::unexpected(difference.error());
    if (options.json)
        printJson(*left, *right, *difference);
    else
        printText(*left, *right, *difference, options.summary);
    return difference->isEmpty() ? kDone : kDiffers;
}

} // namespace

void addImageDiff(CLI::App &parent, Registry &registry)
{
    CLI::App *command = parent.add_subcommand("diff", "What two images have that the other has not, path by path, and how their configs differ; exit status 1 where they do");
    const auto options = std::make_shared<DiffOptions>();
    command->add_option("left", options->left, kImageHelp)->required();
    command->add_option("right", options->right, "The other one")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->add_flag("--summary", options->summary, "Print the sums and the config only");
    options->images.addTo(*command);
    registry.add(command, [options](const Context &context) { return diff(*options, context); });
}

} // namespace whittle::cli
