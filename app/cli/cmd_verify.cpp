#include "analysis/verify.h"
#include "cli/command.h"
#include "cli/probe_options.h"
#include "cli/profile_argument.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/verdict_output.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

struct VerifyCommand
{
    std::string image;
    std::string seccomp;
    std::string against;
    int starts = 8;
    bool json = false;
    ImageOptions options;
};

void printText(const analysis::Verdict &verdict)
{
    show("engine   {}, {}", verdict.engine, verdict.runtime);
    showStarts(verdict);
    showAnswers(verdict);
    show("{}", verdict.verified ? "verified" : "not verified");
}

Outcome verify(const VerifyCommand &command, const Context &context)
{
    analysis::VerifyRequest request;
    request.image = command.image.empty() ? command.options.image() : command.image;
    request.archivePath = command.options.archive();
    request.against = command.against;
    request.starts = command.starts;
    if (request.image.empty() == request.archivePath.empty())
        return fail(ErrorCode::InvalidInput, "verify: give either an image or --archive");
    if (command.seccomp.empty() && command.against.empty())
        return fail(ErrorCode::InvalidInput, "verify: give --seccomp, --against, or both: what is to be verified?");
    if (!command.seccomp.empty()) {
        auto loaded = loadProfile(command.seccomp);
        if (!loaded)
            return std::unexpected(std::move(loaded).error());
        request.profile = std::move(loaded->profile);
    }
    if (auto filled = command.options.fill(request); !filled)
        return std::unexpected(std::move(filled).error());

    auto engine = engine::connect(context.engineUrl, context.stop);
    if (!engine)
        return std::unexpected(std::move(engine).error());
    ProgressPrinter printer;
    const auto verdict = analysis::verify(**engine, request, context.stop, printer.function());
    printer.clear();
    if (!verdict)
        return std::unexpected(verdict.error());
    if (request.profile)
        remember(*request.profile, request.image.empty() ? request.archivePath : request.image, *verdict);
    if (command.json)
        std::println("{}", verdictJson(*verdict).dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        printText(*verdict);
    return verdict->verified ? kDone : kDiffers;
}

} // namespace

void addVerify(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("verify", "Run an image under a profile and compare what it answers");
    const auto options = std::make_shared<VerifyCommand>();
    command->add_option("image_name", options->image, "The image");
    command->add_option("--seccomp", options->seccomp, "The profile: a file, docker-default or podman-default");
    command->add_option("--against", options->against, "Compare with this image, run without the profile (default: the same image)");
    command->add_option("--starts", options->starts, "How often the start is repeated (default: 8)")->check(CLI::Range(1, 1000));
    command->add_flag("--json", options->json, "Print JSON");
    options->options.addTo(*command);
    options->options.addEnding(*command);
    registry.add(command, [options](const Context &context) { return verify(*options, context); });
}

} // namespace whittle::cli
