#include "exports/exporters.h"

#include "base/printable.h"
#include "exports/container_words.h"
#include "exports/yaml_text.h"

#include <format>

// Source: Kubernetes API reference, core/v1 PodSpec, SecurityContext (appArmorProfile since 1.30), EmptyDirVolumeSource.
namespace whittle::exports {

namespace {

void writeLocalhost(YAML::Emitter &out, const char *key, std::string_view profile)
{
    out << YAML::Key << key << YAML::Value << YAML::BeginMap;
    writeYamlPair(out, "type", "Localhost");
    writeYamlPair(out, "localhostProfile", profile);
    out << YAML::EndMap;
}

void writeSecurityContext(YAML::Emitter &out, const Request &request, const std::string &seccompFile, std::vector<Loss> &losses)
{
    const tuning::ContainerSettings &settings = request.settings;
    out << YAML::Key << "securityContext" << YAML::Value << YAML::BeginMap;
    if (settings.noNewPrivileges)
        out << YAML::Key << "allowPrivilegeEscalation" << YAML::Value << false;
    if (settings.readOnlyRoot)
        out << YAML::Key << "readOnlyRootFilesystem" << YAML::Value << true;
    if (!settings.user.empty()) {
        if (const auto user = tuning::numericUser(settings.user)) {
            out << YAML::Key << "runAsUser" << YAML::Value << user->user;
            if (user->group)
                out << YAML::Key << "runAsGroup" << YAML::Value << *user->group;
            if (user->user != 0)
                out << YAML::Key << "runAsNonRoot" << YAML::Value << true;
        } else {
            losses.push_back({std::format("the user \"{}\" is a name, and runAsUser is a number", printable(settings.user)), {}});
        }
    }
    // containerd's default capabilities are Docker's; CRI-O's may be fewer.
    const CapabilityWords capabilities = capabilityWords(request, profile::EngineRules::Containerd);
    if (!capabilities.drop.empty() || !capabilities.add.empty()) {
        out << YAML::Key << "capabilities" << YAML::Value << YAML::BeginMap;
        writeYamlList(out, "drop", capabilities.drop);
        writeYamlList(out, "add", capabilities.add);
        out << YAML::EndMap;
    }
    if (!seccompFile.empty())
        writeLocalhost(out, "seccompProfile", seccompFile);
    if (!settings.appArmorProfile.empty())
        writeLocalhost(out, "appArmorProfile", settings.appArmorProfile);
    out << YAML::EndMap;
}

std::string volumeName(std::size_t index)
{
    return std::format("memory-{}", index);
}

void writeVolumes(YAML::Emitter &out, const std::vector<tuning::Tmpfs> &list, std::vector<Loss> &losses)
{
    out << YAML::Key << "volumes" << YAML::Value << YAML::BeginSeq;
    for (std::size_t i = 0; i < list.size(); ++i) {
        out << YAML::BeginMap;
        writeYamlPair(out, "name", volumeName(i));
        out << YAML::Key << "emptyDir" << YAML::Value << YAML::BeginMap;
        writeYamlPair(out, "medium", "Memory");
        if (list[i].bytes)
            out << YAML::Key << "sizeLimit" << YAML::Value << *list[i].bytes;
        out << YAML::EndMap << YAML::EndMap;
        if (list[i].mode && *list[i].mode != 0777)
            losses.push_back({std::format("the mode {:o} of {}: an emptyDir's is 777", *list[i].mode, printable(list[i].path)), {}});
        if (list[i].uid || list[i].gid)
            losses.push_back({std::format("the owner of {}: an emptyDir's is root", printable(list[i].path)), {}});
        if (!list[i].executable)
            losses.push_back({std::format("{} is mounted so that files in it can be executed", printable(list[i].path)), {}});
    }
    out << YAML::EndSeq;
}

Result<Exported> writeKubernetesPod(const Request &request)
{
    Exported exported;
    std::string seccompFile = request.option("seccomp");
    if (request.profile) {
        if (seccompFile.empty())
            seccompFile = std::format("operator/{}.json", kubernetesName(request.name));
        exported.notes.push_back(std::format("the node needs the profile at {} below the kubelet's seccomp folder: as an object (--to kubernetes-seccomp), or as a "
                                             "file (--to oci)", seccompFile));
    }
    const std::string name = kubernetesName(request.name);
    YAML::Emitter out;
    out.SetIndent(2);
    out << YAML::BeginMap;
    writeYamlPair(out, "apiVersion", "v1");
    writeYamlPair(out, "kind", "Pod");
    out << YAML::Key << "metadata" << YAML::Value << YAML::BeginMap;
    writeYamlPair(out, "name", name);
    out << YAML::EndMap << YAML::Key << "spec" << YAML::Value << YAML::BeginMap;
    if (const std::string &runtimeClass = request.option("runtime-class"); !runtimeClass.empty())
        writeYamlPair(out, "runtimeClassName", kubernetesName(runtimeClass));
    out << YAML::Key << "containers" << YAML::Value << YAML::BeginSeq << YAML::BeginMap;
    writeYamlPair(out, "name", kubernetesLabel(name));
    writeYamlPair(out, "image", request.settings.image.empty() ? "IMAGE" : request.settings.image);
    writeSecurityContext(out, request, seccompFile, exported.losses);
    if (!request.settings.tmpfs.empty()) {
        out << YAML::Key << "volumeMounts" << YAML::Value << YAML::BeginSeq;
        for (std::size_t i = 0; i < request.settings.tmpfs.size(); ++i) {
            out << YAML::BeginMap;
            writeYamlPair(out, "name", volumeName(i));
            writeYamlPair(out, "mountPath", request.settings.tmpfs[i].path);
            out << YAML::EndMap;
        }
        out << YAML::EndSeq;
    }
    out << YAML::EndMap << YAML::EndSeq;
    if (!request.settings.tmpfs.empty())
        writeVolumes(out, request.settings.tmpfs, exported.losses);
    out << YAML::EndMap << YAML::EndMap;
    exported.content = yamlComment("Made by Whittle " WHITTLE_VERSION ". What of it the pod needs: securityContext, volumeMounts, volumes.") + out.c_str() + "\n";
    return exported;
}

} // namespace

Exporter kubernetesPodExporter()
{
    return {{.id = "kubernetes-pod",
             .title = "Kubernetes pod",
             .description = "a pod with localhostProfile and securityContext, to be merged into a workload",
             .sources = {Source::Profile, Source::AppArmor},
             .suffix = ".yaml",
             .syntax = "YAML",
             .usesSettings = true,
             .options = {{"seccomp", "Profile on the node", "below the kubelet's seccomp folder; empty: where the Security Profiles Operator puts it", {}, ""},
                         {"runtime-class", "Runtime class", "the cluster's name for gVisor or Kata Containers; empty: its default", {}, ""}},
             .limits = {"Users by name.", "Modes and owners of file systems in memory, and that nothing in them may be executed."}},
            writeKubernetesPod};
}

} // namespace whittle::exports
