#include "base/files.h"
#include "cli/command.h"
#include "cli/diff_side.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "formats/seccomp_json.h"
#include "tuning/minimise.h"

#include <nlohmann/json.hpp>

#include <format>
#include <print>

namespace whittle::cli {

namespace {

struct MinimiseCommand
{
    std::string profile;
    std::string output = "-";
    bool json = false;
};

Outcome minimiseFile(const MinimiseCommand &command, const Context &context)
{
    if (command.json && command.output == "-")
        return fail(ErrorCode::InvalidInput, "minimise: --json prints what went; give -o for the profile");
    const auto side = loadSide(command.profile);
    if (!side)
        return std::unexpected(side.error());
    if (side->recording)
        return fail(ErrorCode::InvalidInput, std::format("minimise: {} is a recording; propose makes a profile of it", side->profile.name));
    const ProfileArgument &loaded = side->profile;
    if (command.output != "-") {
        if (auto writable = checkWritable(command.output); !writable)
            return std::unexpected(std::move(writable).error());
    }
    ProgressPrinter printer;
    auto minimised = tuning::minimise(loaded.profile, context.stop, printer.function());
    printer.clear();
    if (!minimised)
        return addContext(std::move(minimised).error(), loaded.name);
    if (auto written = writeFileAtomically(command.output, formats::writeSeccompJson(minimised->profile)); !written)
        return std::unexpected(std::move(written).error());
    if (command.json) {
        nlohmann::ordered_json json;
        json["profile"] = command.output;
        json["rules"] = {{"before", minimised->rulesBefore}, {"after", minimised->rulesAfter}};
        json["names"] = {{"before", minimised->namesBefore}, {"after", minimised->namesAfter}};
        json["filtersCompared"] = minimised->filters;
        json["removed"] = nlohmann::ordered_json::array();
        for (const tuning::Removal &removal : minimised->removed)
            json["removed"].push_back({{"what", removal.what}, {"why", removal.why}, {"wholeRule", removal.wholeRule}});
        json["notes"] = minimised->notes;
        std::println("{}", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
        return kDone;
    }
    for (const tuning::Removal &removal : minimised->removed)
        say("{}: {}", removal.what, removal.why);
    for (const std::string &note : minimised->notes)
        say("note: {}", note);
    say("{} of {} rules and {} of {} names are left; {} filters of different targets decide as before", minimised->rulesAfter, minimised->rulesBefore, minimised->namesAfter,
        minimised->namesBefore, minimised->filters);
    return kDone;
}

} // namespace

void addMinimise(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("minimise", "The same decisions with fewer rules, in one order");
    command->alias("minimize");
    const auto options = std::make_shared<MinimiseCommand>();
    command->add_option("profile", options->profile, "The profile: a file, docker-default or podman-default")->required();
    command->add_option("-o,--output", options->output, "The result (default: standard output)");
    command->add_flag("--json", options->json, "Print what went as JSON");
    registry.add(command, [options](const Context &context) { return minimiseFile(*options, context); });
}

} // namespace whittle::cli
