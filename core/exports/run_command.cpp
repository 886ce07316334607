#include "exports/exporters.h"

#include "exports/container_words.h"
#include "exports/shell_text.h"

// Source: docker-run(1) of Docker 26, podman-run(1) of Podman 5.
namespace whittle::exports {

namespace {

Result<Exported> writeRunCommand(const Request &request, const std::string &engine, profile::EngineRules rules)
{
    const ContainerSettings &settings = request.settings;
    Exported exported;
    std::vector<std::string> words = {engine + " run --rm"};
    const std::string &runtime = request.option("runtime");
    if (runtime != "engine")
        words.push_back(engine == "podman" ? "--runtime " + runtime : "--runtime=" + runtime);
    if (request.profile)
        words.push_back("--security-opt " + shellQuoted("seccomp=" + profileFileOf(request)));
    if (!settings.appArmorProfile.empty())
        words.push_back("--security-opt " + shellQuoted("apparmor=" + settings.appArmorProfile));
    if (settings.noNewPrivileges)
        words.emplace_back("--security-opt no-new-privileges");
    const CapabilityWords capabilities = capabilityWords(request, rules);
    for (const std::string &capability : capabilities.drop)
        words.push_back("--cap-drop=" + capability);
    for (const std::string &capability : capabilities.add)
        words.push_back("--cap-add=" + capability);
    if (settings.readOnlyRoot) {
        words.emplace_back("--read-only");
        // Podman mounts /dev/shm, /run, /tmp and /var/tmp writable otherwise.
        if (engine == "podman")
            words.emplace_back("--read-only-tmpfs=false");
    }
    for (const Tmpfs &tmpfs : settings.tmpfs)
        words.push_back("--tmpfs " + shellQuoted(tmpfsWord(tmpfs)));
    if (!settings.user.empty())
        words.push_back("--user " + shellQuoted(settings.user));
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
