#include "cli/command.h"
#include "cli/image_argument.h"
#include "cli/probe_options.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "engine/engine.h"
#include "exports/container_words.h"
#include "exports/shell_text.h"
#include "imports/import.h"
#include "tuning/measure_settings.h"
#include "tuning/propose_settings.h"

#include <nlohmann/json.hpp>

#include <format>
#include <optional>
#include <print>

namespace whittle::cli {

namespace {

using nlohmann::ordered_json;

struct CapabilitiesCommand
{
    std::vector<std::string> recordings;
    std::string files;   // the image whose owners and modes are looked at
    std::string measure; // the image that is run
    std::vector<std::string> volumes;
    std::string least = "likely";
    bool json = false;
    ImageArguments images;
    ImageOptions options;
};

ordered_json settingsJson(const tuning::ContainerSettings &settings)
{
    ordered_json json;
    json["capDrop"] = settings.capabilities ? ordered_json::array({"ALL"}) : ordered_json::array();
    json["capAdd"] = settings.capabilities.value_or(std::set<std::string>());
    json["noNewPrivileges"] = settings.noNewPrivileges;
    json["readOnly"] = settings.readOnlyRoot;
    json["tmpfs"] = ordered_json::array();
    for (const tuning::Tmpfs &mount : settings.tmpfs)
        json["tmpfs"].push_back({{"path", mount.path}, {"options", tuning::tmpfsOptions(mount)}});
    json["user"] = settings.user;
    return json;
}

std::vector<std::string> optionsOf(const tuning::ContainerSettings &settings)
{
    return exports::runOptions(settings, exports::capabilityWords(settings), profile::EngineRules::Docker);
}

void printCapabilitiesJson(const tuning::SettingsProposal &proposal, const std::optional<tuning::Measurement> &measured)
{
    ordered_json json;
    json["capabilities"] = ordered_json::array();
    for (const tuning::CapabilityNeed &need : proposal.needs) {
        ordered_json evidence = ordered_json::array();
        for (const tuning::CapabilityEvidence &one : need.evidence)
            evidence.push_back({{"confidence", tuning::confidenceName(one.confidence)}, {"text", one.text}});
        json["capabilities"].push_back({{"name", need.name}, {"confidence", tuning::confidenceName(need.confidence)}, {"evidence", std::move(evidence)}, {"moreEvidence", need.moreEvidence}});
    }
    json["settings"] = settingsJson(proposal.settings);
    json["options"] = optionsOf(proposal.settings);
    json["reasons"] = ordered_json::array();
    for (const tuning::SettingReason &reason : proposal.reasons)
        json["reasons"].push_back({{"setting", reason.setting}, {"why", reason.why}});
    json["notes"] = proposal.notes;
    if (measured) {
        ordered_json &part = json["measured"];
        part["engine"] = measured->engine;
        part["runs"] = measured->runs;
        part["confirmed"] = measured->confirmed;
        part["capabilities"] = ordered_json::array();
        for (const tuning::MeasuredCapability &one : measured->capabilities)
            part["capabilities"].push_back({{"name", one.name}, {"needed", one.needed}, {"evidence", one.evidence}});
        part["settings"] = settingsJson(measured->settings);
        part["notes"] = measured->notes;
    }
    std::println("{}", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void showOptions(const tuning::ContainerSettings &settings)
{
    std::string line;
    for (const std::string &word : optionsOf(settings))
        line += (line.empty() ? "" : " ") + exports::shellQuoted(word);
    show("options  {}", line);
}

void printCapabilities(const tuning::SettingsProposal &proposal, const std::optional<tuning::Measurement> &measured)
{
    for (const tuning::CapabilityNeed &need : proposal.needs) {
        show("{:<8} {}", tuning::confidenceName(need.confidence), need.name);
        for (const tuning::CapabilityEvidence &one : need.evidence)
            show("           {}: {}", tuning::confidenceName(one.confidence), one.text);
        if (need.moreEvidence > 0)
            show("           and {} more", need.moreEvidence);
    }
    for (const tuning::SettingReason &reason : proposal.reasons)
        show("setting  {}: {}", reason.setting, reason.why);
    for (const std::string &note : proposal.notes)
        show("note     {}", note);
    showOptions(proposal.settings);
    if (!measured)
        return;
    for (const tuning::MeasuredCapability &one : measured->capabilities)
        show("measured {:<7} {}: {}", one.needed ? "needed" : "not", one.name, one.evidence);
    for (const std::string &note : measured->notes)
        show("note     {}", note);
    show("measured with {} runs on {}:", measured->runs, measured->engine);
    showOptions(measured->settings);
}

Outcome capabilities(const CapabilitiesCommand &command, const Context &context)
{
    std::vector<trace::Recording> recordings;
    for (const std::string &path : command.recordings) {
        auto recording = imports::loadRecordingOrImport(path, context.stop);
        if (!recording)
            return std::unexpected(std::move(recording).error());
        recordings.push_back(*std::move(recording));
    }
    tuning::SettingsOptions options;
    options.volumes = command.volumes;
    options.least = command.least == "possible" ? tuning::Confidence::Possible : command.least == "certain" ? tuning::Confidence::Certain : tuning::Confidence::Likely;
    std::optional<OpenedImage> opened;
    if (!command.files.empty()) {
        auto image = command.images.open(command.files, context);
        if (!image)
            return std::unexpected(std::move(image).error());
        opened.emplace(*std::move(image));
        options.files = &opened->image.files();
    }
    auto proposal = tuning::proposeSettings(recordings, options);
    if (!proposal)
        return std::unexpected(std::move(proposal).error());
    std::optional<tuning::Measurement> measured;
    if (!command.measure.empty()) {
        tuning::MeasureRequest request;
        request.image = command.measure;
        request.settings = proposal->settings;
        if (auto filled = command.options.fill(request); !filled)
            return std::unexpected(std::move(filled).error());
        auto engine = engine::connect(context.engineUrl, context.stop);
        if (!engine)
            return std::unexpected(std::move(engine).error());
        ProgressPrinter printer;
        auto result = tuning::measureSettings(**engine, request, context.stop, printer.function());
        printer.clear();
        if (!result)
            return std::unexpected(std::move(result).error());
        measured = *std::move(result);
    }
    if (command.json)
        printCapabilitiesJson(*proposal, measured);
    else
        printCapabilities(*proposal, measured);
    return kDone;
}

} // namespace

void addCapabilities(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("capabilities", "Which capabilities recorded programs need, and how little their container can be started with");
    const auto options = std::make_shared<CapabilitiesCommand>();
    command->add_option("recordings", options->recordings, "Recordings, or files that import takes")->required();
    command->add_option("--files", options->files, "The recorded image, whose owners and modes tell what root does with files of others. " + std::string(kImageHelp));
    command->add_option("--measure", options->measure, "Run this image of the engine without each of the capabilities, and compare what it answers; probe options as for record");
    command->add_option("--writable", options->volumes, "A directory that is a volume; repeatable")->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command->add_option("--least", options->least, "Add capabilities that are possible, likely (default) or certain to be needed")->check(CLI::IsMember({"possible", "likely", "certain"}));
    command->add_flag("--json", options->json, "Print JSON");
    options->images.addTo(*command);
    options->options.addTo(*command);
    for (const char *name : {"--image", "--archive"})
        command->remove_option(command->get_option(name)); // --measure names what is run
    options->options.addEnding(*command);
    registry.add(command, [options](const Context &context) { return capabilities(*options, context); });
}

} // namespace whittle::cli
