#include "exports/exporters.h"

#include "exports/container_words.h"
#include "exports/yaml_text.h"

#include <algorithm>
#include <cctype>

// Source: the Compose specification, services (security_opt, cap_drop, cap_add, read_only, tmpfs, user, runtime).
namespace whittle::exports {

namespace {

// Compose replaces $NAME and ${…}; "$$" is a dollar.
std::string composeText(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        escaped += c;
        if (c == '$')
            escaped += c;
    }
    return escaped;
}

std::string serviceName(const Request &request)
{
    std::string name = request.option("service");
    if (name.empty())
        name = request.name;
    // What the schema takes: ^[a-zA-Z0-9._-]+$
    std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0 && c != '.' && c != '_' && c != '-'; }, '-');
    return name.empty() ? "service" : name;
}

Result<Exported> writeCompose(const Request &request)
{
    const tuning::ContainerSettings &settings = request.settings;
    Exported exported;
    std::vector<std::string> securityOptions;
    if (request.profile) {
        std::string file = profileFileOf(request);
        // A path without a folder is one beside the Compose file.
        if (!file.starts_with('/') && !file.starts_with("./") && !file.starts_with("../"))
            file.insert(0, "./");
        securityOptions.push_back(composeText("seccomp=" + file));
    }
    if (!settings.appArmorProfile.empty())
        securityOptions.push_back(composeText("apparmor=" + settings.appArmorProfile));
    if (settings.noNewPrivileges)
        securityOptions.emplace_back("no-new-privileges=true");
    const CapabilityWords capabilities = capabilityWords(request, profile::EngineRules::Docker);

    YAML::Emitter out;
    out.SetIndent(2);
    out << YAML::BeginMap << YAML::Key << "services" << YAML::Value << YAML::BeginMap << YAML::Key << YAML::DoubleQuoted << serviceName(request) << YAML::Value << YAML::BeginMap;
    writeYamlPair(out, "image", composeText(settings.image.empty() ? "IMAGE" : settings.image));
    if (const std::string &runtime = request.option("runtime"); runtime != "engine")
        writeYamlPair(out, "runtime", runtime);
    writeYamlList(out, "security_opt", securityOptions);
    writeYamlList(out, "cap_drop", capabilities.drop);
    writeYamlList(out, "cap_add", capabilities.add);
    if (settings.readOnlyRoot)
        out << YAML::Key << "read_only" << YAML::Value << true;
    std::vector<std::string> tmpfs;
    std::ranges::transform(settings.tmpfs, std::back_inserter(tmpfs), [](const tuning::Tmpfs &one) { return composeText(tmpfsWord(one)); });
    writeYamlList(out, "tmpfs", tmpfs);
    if (!settings.user.empty())
        writeYamlPair(out, "user", composeText(settings.user));
    out << YAML::EndMap << YAML::EndMap << YAML::EndMap;
    exported.content = yamlComment("Made by Whittle " WHITTLE_VERSION ".") + out.c_str() + "\n";

    for (auto losses : {runtimeLosses(request), readingLosses(request, profile::EngineRules::Docker)}) {
        if (!losses)
            return std::unexpected(std::move(losses).error());
        exported.losses.insert(exported.losses.end(), losses->begin(), losses->end());
    }
    return exported;
}

} // namespace

Exporter composeExporter()
{
    return {{.id = "compose",
             .title = "Compose service",
             .description = "a service of a compose.yaml that refers to the profile's file",
             .sources = {Source::Profile, Source::AppArmor},
             .suffix = ".yaml",
             .syntax = "YAML",
             .usesSettings = true,
             .options = {{"service", "Service", "its name; empty: the profile's", {}, ""}, runtimeOption()},
             .limits = {"The profile itself: the service refers to its file."}},
            writeCompose};
}

} // namespace whittle::exports
