#include "apparmor/policy.h"
#include "base/files.h"
#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "cli/settings_options.h"
#include "cli/target_options.h"
#include "exports/exporter.h"
#include "imports/import.h"
#include "profile/filter.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

using exports::Exporter;
using exports::Source;

struct ExportOptions
{
    std::string input;
    std::string format;
    std::string output = "-";
    std::string name;
    std::string recording;
    std::vector<std::string> settings; // KEY=VALUE
    bool list = false;
    bool strict = false;
    TargetOptions target;
    SettingsOptions container;
};

// What the request borrows.
struct Inputs
{
    profile::Profile profile;
    std::vector<trace::Recording> recordings;
};

void listFormats()
{
    for (const Exporter &exporter : exports::all()) {
        std::string sources;
        for (const Source source : exporter.description.sources)
            sources += (sources.empty() ? "" : ",") + std::string(exports::sourceName(source));
        std::println("{}\t{}\t{}", exporter.description.id, sources, exporter.description.description);
    }
}

void listFormat(const exports::Description &description)
{
    std::println("{}: {}", description.id, description.description);
    std::println("  files end with {}", description.suffix.empty() ? std::string("nothing in particular") : description.suffix);
    if (description.usesSettings)
        std::println("  writes what --image, --user, --read-only, --tmpfs, --no-new-privileges, --apparmor, --cap and --no-caps say");
    for (const exports::OptionDescription &option : description.options) {
        std::string choices;
        for (const std::string &choice : option.choices)
            choices += (choices.empty() ? "" : "|") + choice;
        std::println("  --set {}={}  {} (default: {})", option.id, choices.empty() ? "TEXT" : choices, option.help, option.standard.empty() ? "empty" : option.standard);
    }
    for (const std::string &limit : description.limits)
        std::println("  has no words for: {}", limit);
}

// The name without folder and suffixes: "nginx-seccomp" of "out/nginx-seccomp.json".
std::string nameOf(const std::string &input)
{
    std::string name = std::filesystem::path(input).filename().string();
    for (const std::string_view suffix : {".json", ".whittle", ".profile", ".yaml"}) {
        if (name.size() > suffix.size() && name.ends_with(suffix))
            name.resize(name.size() - suffix.size());
    }
    return name.empty() || name == "-" ? "profile" : name;
}

Result<> addSource(const ExportOptions &options, const exports::Description &description, Inputs &inputs, exports::Request &request)
{
    const auto takes = [&description](Source source) { return description.takes(source); };
    // A policy is a text of its own kind; whether JSON is a profile or a recording is the exporter's to say.
    if (takes(Source::AppArmor) && options.input != "-" && !profile::builtInProfile(options.input)) {
        auto text = readFile(options.input, kLargestProfile);
        if (text && apparmor::looksLikePolicy(*text)) {
            request.appArmor = *std::move(text);
            return {};
        }
    }
    if (takes(Source::Recording)) {
        auto recording = imports::loadRecordingOrImport(options.input);
        if (!recording)
            return std::unexpected(std::move(recording).error());
        inputs.recordings.push_back(*std::move(recording));
        request.recordings = inputs.recordings;
        return {};
    }
    auto loaded = loadProfile(options.input);
    if (!loaded)
        return std::unexpected(std::move(loaded).error());
    inputs.profile = std::move(loaded->profile);
    request.profile = &inputs.profile;
    if (!profile::builtInProfile(options.input) && options.input != "-")
        request.profileFile = options.input;
    return {};
}

Result<exports::Request> requestOf(const ExportOptions &options, const exports::Description &description, Inputs &inputs)
{
    exports::Request request;
    request.name = options.name.empty() ? nameOf(options.input) : options.name;
    for (const std::string &setting : options.settings) {
        const std::size_t equals = setting.find('=');
        if (equals == std::string::npos)
            return fail(ErrorCode::InvalidInput, std::format("--set: \"{}\" is not KEY=VALUE", setting));
        request.options[setting.substr(0, equals)] = setting.substr(equals + 1);
    }
    auto target = options.target.target(options.input);
    if (!target)
        return std::unexpected(std::move(target).error());
    request.target = *std::move(target);
    auto container = options.container.settings();
    if (!container)
        return std::unexpected(std::move(container).error());
    request.settings = *std::move(container);
    if (options.target.namesCapabilities())
        request.settings.capabilities = request.target.capabilities;
    if (auto added = addSource(options, description, inputs, request); !added)
        return std::unexpected(std::move(added).error());
    if (!options.recording.empty() && request.recordings.empty()) {
        auto recording = imports::loadRecordingOrImport(options.recording);
        if (!recording)
            return std::unexpected(std::move(recording).error());
        inputs.recordings.push_back(*std::move(recording));
        request.recordings = inputs.recordings;
    }
    return request;
}

Outcome exportInput(const ExportOptions &options)
{
    if (options.list && options.format.empty()) {
        listFormats();
        return kDone;
    }
    if (!options.list && (options.input.empty() || options.format.empty()))
        return fail(ErrorCode::InvalidInput, "export: give a profile or a recording and --to FORMAT, or --list");
    const Exporter *exporter = exports::find(options.format);
    if (!exporter)
        return fail(ErrorCode::InvalidInput, std::format("export: unknown format \"{}\"; export --list names them", options.format));
    const exports::Description &description = exporter->description;
    if (options.list) {
        listFormat(description);
        return kDone;
    }
    if (description.isBinary && options.output == "-" && ::isatty(STDOUT_FILENO) == 1)
        return fail(ErrorCode::InvalidInput, std::format("export: {} is not text; name a file with -o", description.id));
    Inputs inputs;
    const auto request = requestOf(options, description, inputs);
    if (!request)
        return std::unexpected(request.error());
    const auto exported = exports::exportAs(description.id, *request);
    if (!exported)
        return addContext(exported.error(), options.input);
    for (const exports::Loss &loss : exported->losses)
        say("lost: {}", loss.inWords());
    if (options.strict && !exported->losses.empty()) {
        say("{} cannot hold all of {}: nothing is written (--strict)", description.id, options.input);
        return kDiffers;
    }
    for (const std::string &note : exported->notes)
        say("note: {}", note);
    const auto written = writeFileAtomically(options.output, exported->content);
    if (!written)
        return std::unexpected(written.error());
    return kDone;
}

} // namespace

void addExport(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("export", "Write a profile or a recording in another form");
    command->footer("What a form cannot hold is said on standard error, one line each beginning with \"lost:\". Decisions are compared on the target.\n"
                    "Exit status: 0 written, 1 not written because something would be lost (--strict), 2 failed.");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("input", options->input, "A profile (a file, docker-default or podman-default), a recording, or an AppArmor policy");
    command->add_option("--to", options->format, "The format; see --list");
    command->add_option("-o,--output", options->output, "The file to write (default: standard output)");
    command->add_flag("--strict", options->strict, "Write nothing where the result would decide or do anything otherwise");
    command->add_option("--set", options->settings, "KEY=VALUE: an option of the format (repeatable); --list --to FORMAT names them")->allow_extra_args(false);
    command->add_option("--name", options->name, "What the result calls itself (default: after the input)");
    command->add_option("--recording", options->recording, "A recording that tells pages why syscalls are allowed");
    command->add_flag("--list", options->list, "Name the formats, what they are made from, and what they are; with --to all about one");
    options->target.addTo(*command);
    options->container.addTo(*command);
    registry.add(command, [options](const Context &) { return exportInput(*options); });
}

} // namespace whittle::cli
