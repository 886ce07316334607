#include "exports/exporters.h"

#include "exports/container_words.h"
#include "exports/shell_text.h"

#include <algorithm>
#include <iterator>

// Source: docker-run(1) of Docker 26, podman-run(1) of Podman 5.
namespace whittle::exports {

namespace {

Result<Exported> writeRunCommand(const Request &request, const std::string &engine, profile::EngineRules rules)
{
    const tuning::ContainerSettings &settings = request.settings;
    Exported exported;
    std::vector<std::string> words = {engine + " run --rm"};
    if (const std::string &runtime = request.option("runtime"); runtime != "engine")
        words.push_back("--runtime=" + runtime);
    if (request.profile)
        words.push_back(shellQuoted("--security-opt=seccomp=" + profileFileOf(request)));
    std::ranges::transform(runOptions(settings, capabilityWords(request, rules), rules), std::back_inserter(words), [](const std::string &word) { return shellQuoted(word); });
    words.push_back(settings.image.empty() ? "IMAGE" : shellQuoted(settings.image));
    exported.content = shellCommand(words);
    // The image's name follows options: one that looks like one would be taken for it.
    if (settings.image.starts_with('-'))
        return fail(ErrorCode::InvalidInput, "no image has a name that begins with '-'");

    for (auto losses : {runtimeLosses(request), readingLosses(request, rules)}) {
        if (!losses)
            return std::unexpected(std::move(losses).error());
        exported.losses.insert(exported.losses.end(), losses->begin(), losses->end());
    }
    return exported;
}

Exporter runExporter(const std::string &id, const std::string &title, Result<Exported> (*write)(const Request &))
{
    return {{.id = id,
             .title = title,
             .description = "the command that runs a container with the profile's file and these settings",
             .sources = {Source::Profile, Source::AppArmor},
             .suffix = ".sh",
             .syntax = "Bash",
             .usesSettings = true,
             .options = {runtimeOption()},
             .limits = {"The profile itself: the command refers to its file."}},
            write};
}

} // namespace

Exporter dockerRunExporter()
{
    return runExporter("docker-run", "docker run command", [](const Request &request) { return writeRunCommand(request, "docker", profile::EngineRules::Docker); });
}

Exporter podmanRunExporter()
{
    return runExporter("podman-run", "podman run command", [](const Request &request) { return writeRunCommand(request, "podman", profile::EngineRules::Podman); });
}

} // namespace whittle::exports
