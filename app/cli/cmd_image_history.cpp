#include "base/line_diff.h"
#include "base/printable.h"
#include "base/text.h"
#include "cli/image_argument.h"
#include "cli/image_commands.h"
#include "cli/say.h"
#include "formats/json_node.h"
#include "image/history_command.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <format>
#include <optional>
#include <print>

namespace whittle::cli {

namespace {

using formats::OrderedJson;

struct HistoryOptions
{
    std::string left;
    std::string right;
    bool json = false;
    ImageArguments images;
};

// One step as it is printed.
struct Step
{
    std::string size; // empty: no layer
    std::string text;
};

std::vector<Step> stepsOf(const image::Image &image)
{
    std::vector<Step> steps;
    std::size_t layer = 0;
    for (const image::HistoryStep &step : image.history()) {
        const bool hasLayer = !step.emptyLayer && layer < image.layers().size();
        steps.push_back({hasLayer ? sizeText(image.layers()[layer].tarSize) : std::string(), printable(image::readable(step))});
        layer += hasLayer ? 1 : 0;
    }
    for (; layer < image.layers().size(); ++layer)
        steps.push_back({sizeText(image.layers()[layer].tarSize), "(a layer that the history does not have)"});
    return steps;
}

// 0 where standard output is no terminal: nothing is cut then.
std::size_t terminalWidth()
{
    if (::isatty(STDOUT_FILENO) != 1)
        return 0;
    winsize size = {};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 80;
}

std::string cell(const Step *step, std::size_t width)
{
    const std::string text = step == nullptr ? std::string() : std::format("{:>8}  {}", step->size, step->text);
    return width == 0 ? text : shortened(text, width);
}

std::string padded(std::string text, std::size_t width)
{
    const auto columns = static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    if (columns < width)
        text.append(width - columns, ' ');
    return text;
}

void printOne(const std::vector<Step> &steps)
{
    const std::size_t width = terminalWidth();
    for (const Step &step : steps)
        std::println("{}", cell(&step, width));
}

std::string joined(const std::vector<Step> &steps)
{
    std::string text;
    for (const Step &step : steps)
        text += step.text + "\n";
    return text;
}

// Equal steps in one row. On a terminal in two columns; elsewhere whole, with tabs between: mark, size, step, size, step.
void printTwo(const OpenedImage &left, const OpenedImage &right)
{
    const auto leftSteps = stepsOf(left.image);
    const auto rightSteps = stepsOf(right.image);
    const std::size_t width = terminalWidth();
    const std::size_t half = width == 0 ? 0 : (width - 3) / 2;
    if (width != 0)
        std::println("{} | {}", padded(shortened(printable(left.name), half), half), shortened(printable(right.name), half));
    for (const AlignedLine &row : alignLines(joined(leftSteps), joined(rightSteps))) {
        const Step *one = row.left ? &leftSteps[*row.left] : nullptr;
        const Step *other = row.right ? &rightSteps[*row.right] : nullptr;
        const char mark = row.isSame ? '=' : one == nullptr ? '>' : other == nullptr ? '<' : '|';
        if (width != 0)
            std::println("{} {} {}", padded(cell(one, half), half), row.isSame ? ' ' : mark, cell(other, half));
        else
            std::println("{}\t{}\t{}\t{}\t{}", mark, one ? one->size : "", one ? one->text : "", other ? other->size : "", other ? other->text : "");
    }
}

OrderedJson toJson(const OpenedImage &opened)
{
    OrderedJson steps = OrderedJson::array();
    std::size_t layer = 0;
    for (const image::HistoryStep &step : opened.image.history()) {
        OrderedJson one = {{"created", step.created}, {"createdBy", step.createdBy}, {"comment", step.comment}, {"emptyLayer", step.emptyLayer}};
        if (!step.emptyLayer && layer < opened.image.layers().size()) {
            one["diffId"] = opened.image.layers()[layer].diffId;
            one["tarSize"] = opened.image.layers()[layer].tarSize;
            ++layer;
        }
        steps.push_back(std::move(one));
    }
    return {{"image", opened.name}, {"id", opened.image.configDigest()}, {"history", std::move(steps)}};
}

Outcome history(const HistoryOptions &options, const Context &context)
{
    const auto left = options.images.open(options.left, context);
    if (!left)
        return std::unexpected(left.error());
    std::optional<OpenedImage> right;
    if (!options.right.empty()) {
        auto opened = options.images.open(options.right, context);
        if (!opened)
            return std::unexpected(std::move(opened).error());
        right.emplace(std::move(*opened));
    }
    if (options.json) {
        OrderedJson json = right ? OrderedJson::array({toJson(*left), toJson(*right)}) : toJson(*left);
        std::println("{}", json.dump(2, ' ', false, OrderedJson::error_handler_t::replace));
    } else if (right) {
        printTwo(*left, *right);
    } else {
        printOne(stepsOf(left->image));
    }
    return kDone;
}

} // namespace

void addImageHistory(CLI::App &parent, Registry &registry)
{
    CLI::App *command = parent.add_subcommand("history", "The steps that made an image, or those of two side by side");
    const auto options = std::make_shared<HistoryOptions>();
    command->add_option("image", options->left, kImageHelp)->required();
    command->add_option("other", options->right, "Another one, shown beside it");
    command->add_flag("--json", options->json, "Print JSON");
    options->images.addTo(*command);
    registry.add(command, [options](const Context &context) { return history(*options, context); });
}

} // namespace whittle::cli
