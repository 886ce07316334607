#include "analysis/profile_summary.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/image_argument.h"
#include "cli/probe_options.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/verdict_output.h"
#include "engine/base_filter.h"
#include "image/reference.h"
#include "profile/filter.h"
#include "slim/build.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

struct BuildCommand
{
    std::string image;
    std::string output;
    std::string tag;
    std::string recording;
    std::string base;
    std::string level = "balanced";
    std::string platform;
    slim::SelectionOptions selection;
    int fixAttempts = 0;
    bool noVerify = false;
    bool json = false;
    ImageOptions options;
};

// A directory beside us that is called as the slim image.
std::string defaultOutput(const slim::BuildRequest &request)
{
    if (!request.archivePath.empty())
        return image::artifactNameOfFile(request.archivePath) + ".slim";
    const auto reference = image::parseReference(request.image);
    return (reference ? reference->artifactName() : request.image.substr(request.image.find(':') + 1, 12)) + ".slim";
}

std::optional<std::pair<analysis::ProfileSummary, analysis::ProfileSummary>> summaries(const engine::EngineInfo &engine, const profile::Profile &profile)
{
    const bool podman = engine.kind == engine::Kind::Podman;
    const auto target = engine::targetOf(engine, profile::defaultCapabilities(podman ? profile::EngineRules::Podman : profile::EngineRules::Docker));
    if (!target)
        return std::nullopt;
    auto own = analysis::summariseProfile(profile, *target);
    auto usual = analysis::summariseProfile(*profile::builtInProfile(podman ? "podman-default" : "docker-default"), *target);
    if (!own || !usual)
        return std::nullopt;
    return std::pair(*std::move(own), *std::move(usual));
}

void printJson(const slim::BuildResult &result, const engine::EngineInfo &engine, bool verify)
{
    nlohmann::ordered_json json;
    json["name"] = result.name;
    json["image"] = result.slimReference;
    json["imageId"] = result.written.configDigest;
    json["verified"] = result.verdict.verified;
    json["fat"] = {{"size", result.fatSize}, {"files", result.selection.kept.size() + result.selection.removed.size()}};
    json["slim"] = {{"size", result.slimSize}, {"files", result.selection.kept.size()}};
    if (const auto summary = summaries(engine, result.profile))
        json["syscalls"] = {{"allowed", summary->first.allowed}, {"allowedByDefault", summary->second.allowed}, {"total", summary->first.total}, {"risky", summary->first.risky}};
    if (verify) {
        json["plain"] = verdictJson(result.verdict.plain);
        json["underProfile"] = verdictJson(result.verdict.underProfile);
        json["fatUnderProfile"] = verdictJson(result.verdict.fatUnderProfile);
    }
    json["missingFiles"] = nlohmann::ordered_json::array();
    for (const slim::MissingFile &file : result.verdict.missingFiles)
        json["missingFiles"].push_back({{"path", file.path}, {"proven", file.proven}, {"evidence", file.evidence}});
    json["added"] = result.verdict.added;
    json["warnings"] = result.warnings;
    json["artifacts"] = result.artifacts;
    json["milliseconds"] = nlohmann::ordered_json::object();
    for (const auto &[step, time] : result.steps)
        json["milliseconds"][step] = json["milliseconds"].value(step, std::int64_t{0}) + time.count();
    std::println("{}", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

void showVerdicts(const slim::BuildVerdict &verdict)
{
    analysis::Verdict plain = verdict.plain;
    analysis::Verdict under = verdict.underProfile;
    // What is said of both is said once.
    std::erase_if(under.notes, [&](const std::string &note) { return std::ranges::contains(plain.notes, note); });
    if (!plain.started)
        showStarts(plain, "without the profile: ");
    showAnswers(plain);
    // Without the profile it failed already: what follows would say the same again.
    if (plain.verified) {
        showStarts(under, "under the profile: ");
        showAnswers(under, "under the profile: ");
    }
    if (!verdict.fatUnderProfile.verified) {
        analysis::Verdict fat = verdict.fatUnderProfile;
        fat.notes.clear();
        showAnswers(fat, "the fat image under the profile: ");
    }
    // The first ones explain most; the report has all.
    constexpr std::size_t kSuspectsShown = 10;
    std::size_t suspects = 0;
    for (const slim::MissingFile &file : verdict.missingFiles)
        if (file.proven || ++suspects <= kSuspectsShown)
            show("{}  {}: {}", file.proven ? "missing" : "suspect", file.path, file.evidence);
    if (suspects > kSuspectsShown)
        show("suspect  and {} more, which the report names", suspects - kSuspectsShown);
    for (const std::string &added : verdict.added)
        show("added    {}", added);
}

void printText(const slim::BuildResult &result, const engine::EngineInfo &engine, const std::string &fat, bool verify)
{
    show("fat      {}: {}, {} files", fat, sizeText(result.fatSize), result.selection.kept.size() + result.selection.removed.size());
    show("slim     {}: {} ({:.1f} %), {} files", result.slimReference.empty() ? slim::kSlimArchiveName : result.slimReference, sizeText(result.slimSize),
         result.fatSize == 0 ? 100.0 : 100.0 * static_cast<double>(result.slimSize) / static_cast<double>(result.fatSize), result.selection.kept.size());
    if (const auto summary = summaries(engine, result.profile))
        show("profile  {} of {} syscalls allowed, {} by the engine's default", summary->first.allowed, summary->first.total, summary->second.allowed);
    if (verify)
        showVerdicts(result.verdict);
    for (const std::string &warning : result.warnings)
        show("note     {}", warning);
    const std::string folder = result.artifacts.empty() ? std::string() : result.artifacts.front().substr(0, result.artifacts.front().rfind('/'));
    std::string names;
    for (const std::string &artifact : result.artifacts)
        names += (names.empty() ? "" : ", ") + artifact.substr(folder.size() + 1);
    show("written  {}: {}", folder, names);
    if (!verify)
        show("not verified, as asked: {}", result.slimReference);
    else if (result.verdict.verified)
        show("verified: {}", result.slimReference);
    else
        show("not verified: the engine gets no slim image; slim.tar is there to be looked at");
}

Result<slim::BuildRequest> requestOf(const BuildCommand &command)
{
    slim::BuildRequest request;
    request.image = command.image.empty() ? command.options.image() : command.image;
    const ArchiveArgument archive = parseArchive(command.options.archive());
    request.archivePath = archive.path;
    request.archiveReference = archive.reference;
    if (request.image.empty() == request.archivePath.empty())
        return fail(ErrorCode::InvalidInput, "build: give either an image or --archive");
    request.recordingPath = command.recording;
    request.outputDirectory = command.output.empty() ? defaultOutput(request) : command.output;
    request.tag = command.tag;
    request.base = command.base;
    request.selection = command.selection;
    request.selection.level = command.level == "tight" ? slim::Level::Tight : command.level == "package" ? slim::Level::Package : slim::Level::Balanced;
    request.fixAttempts = command.fixAttempts;
    request.verify = !command.noVerify;
    if (!command.platform.empty()) {
        auto platform = parsePlatform(command.platform);
        if (!platform)
            return std::unexpected(platform.error());
        request.platform = *std::move(platform);
    }
    if (auto filled = command.options.fill(request); !filled)
        return std::unexpected(std::move(filled).error());
    return request;
}

Outcome build(const BuildCommand &command, const Context &context)
{
    const auto request = requestOf(command);
    if (!request)
        return std::unexpected(request.error());
    auto engine = engine::connect(context.engineUrl, context.stop);
    if (!engine)
        return std::unexpected(std::move(engine).error());
    ProgressPrinter printer;
    const auto result = slim::build(**engine, *request, context.stop, {.progress = printer.function(), .recording = {}});
    printer.clear();
    if (!result)
        return std::unexpected(result.error());
    const std::string &fat = request->archivePath.empty() ? request->image : request->archivePath;
    if (request->verify)
        remember(result->profile, fat, result->verdict.underProfile);
    if (command.json)
        printJson(*result, (*engine)->info(), request->verify);
    else
        printText(*result, (*engine)->info(), fat, request->verify);
    return !request->verify || result->verdict.verified ? kDone : kDiffers;
}

} // namespace

void addBuild(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("build", "Make an image slim: run it, keep what it needs, prove that it answers the same");
    const auto options = std::make_shared<BuildCommand>();
    command->add_option("image_name", options->image, "The image");
    command->add_option("-o,--output", options->output,
                        "Where the artifacts go (default: NAME.slim): NAME-seccomp.json, NAME-apparmor, NAME.whittle.json, selection.json, creport.json, Dockerfile.fat, slim.tar, "
                        "sbom.spdx.json, fat.sbom.spdx.json, provenance.json, report.html");
    command->add_option("--tag", options->tag, "The name of the slim image (default: NAME.slim, with the image's tag)");
    command->add_option("--recording", options->recording, "Take this recording instead of making one");
    command->add_option("--base", options->base, "Answer calls as this profile would while recording: docker-default, podman-default, a file, none");
    command->add_option("--level", options->level, "tight: what was touched; balanced (default): and what belongs to it; package: whole packages")
        ->check(CLI::IsMember({"tight", "balanced", "package"}));
    const auto list = [command](const std::string &name, std::vector<std::string> &values, const std::string &text) {
        command->add_option(name, values, text)->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->group("Choosing files");
    };
    list("--include", options->selection.include, "Keep what this pattern matches (/etc/nginx/**), or @FILE with a pattern a line; repeatable");
    list("--exclude", options->selection.exclude, "Leave out what this pattern matches, or @FILE; repeatable");
    list("--include-package", options->selection.includePackages, "Keep all of this package; repeatable");
    list("--include-exe", options->selection.includeExecutables, "Keep this program with its libraries; repeatable");
    command->add_flag("--include-shell", options->selection.includeShell, "Keep a shell")->group("Choosing files");
    command->add_option("--fix", options->fixAttempts, "Where the slim image answers differently, add what it lacks and try again, up to N times (default: 3)")
        ->expected(0, 1)
        ->default_str("3")
        ->type_name("[N]")
        ->check(CLI::Range(1, 100));
    command->add_flag("--no-verify", options->noVerify, "Do not run the slim image");
    command->add_option("--platform", options->platform, "Which image of an archive with several: OS/ARCHITECTURE[/VARIANT]");
    command->add_flag("--json", options->json, "Print JSON");
    options->options.addTo(*command);
    command->get_option("--archive")->description("Take the image of this docker-archive or OCI layout; FILE@NAME takes one of several");
    options->options.addEnding(*command);
    registry.add(command, [options](const Context &context) { return build(*options, context); });
}

} // namespace whittle::cli
