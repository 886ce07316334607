#include "exports/exporters.h"

#include "base/text.h"
#include "exports/log_variant.h"
#include "exports/plain_profile.h"
#include "exports/yaml_text.h"
#include "syscalls/catalogue.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <format>
#include <limits>
#include <set>

// Source: kubernetes-sigs/security-profiles-operator, api/seccompprofile/v1 and the CustomResourceDefinition made from it.
namespace whittle::exports {

namespace {

using profile::Action;
using profile::Profile;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kLargestValue = std::numeric_limits<std::int64_t>::max(); // the API's numbers are signed
constexpr std::size_t kLongestListenerPath = 107;
constexpr std::array<std::string_view, 20> kObjectArchitectures = {
    "SCMP_ARCH_NATIVE", "SCMP_ARCH_X86", "SCMP_ARCH_X86_64", "SCMP_ARCH_X32", "SCMP_ARCH_ARM", "SCMP_ARCH_AARCH64", "SCMP_ARCH_MIPS", "SCMP_ARCH_MIPS64",
    "SCMP_ARCH_MIPS64N32", "SCMP_ARCH_MIPSEL", "SCMP_ARCH_MIPSEL64", "SCMP_ARCH_MIPSEL64N32", "SCMP_ARCH_PPC", "SCMP_ARCH_PPC64", "SCMP_ARCH_PPC64LE",
    "SCMP_ARCH_S390", "SCMP_ARCH_S390X", "SCMP_ARCH_PARISC", "SCMP_ARCH_PARISC64", "SCMP_ARCH_RISCV64"};

bool fitsObject(const profile::Rule &rule)
{
    return std::ranges::all_of(rule.args, [](const profile::ArgumentCondition &condition) {
        return condition.value <= kLargestValue && condition.valueTwo <= kLargestValue;
    });
}

bool isListenerPath(std::string_view path)
{
    constexpr std::string_view kBelow = "/var/run/security-profiles-operator/";
    if (!path.starts_with(kBelow) || path.size() > kLongestListenerPath || path.size() == kBelow.size())
        return false;
    return std::ranges::all_of(path.substr(kBelow.size()), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.'; });
}

// The objects have no default error number: the syscalls that no rule names get a rule of their own.
void nameTheRest(Profile &profile, const profile::Filter &filter)
{
    if (profile.defaultAction != Action::Errno || profile.defaultErrnoRet.value_or(1) == 1)
        return;
    std::set<std::string_view> named;
    for (const profile::Rule &rule : profile.rules)
        named.insert(rule.names.begin(), rule.names.end());
    profile::Rule rest;
    rest.action = Action::Errno;
    rest.errnoRet = profile.defaultErrnoRet;
    for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all()) {
        if (!named.contains(syscall.name) && std::ranges::any_of(filter.abis(), [&](Abi abi) { return syscall.existsOn(abi); }))
            rest.names.push_back(syscall.name);
    }
    if (!rest.names.empty())
        profile.addRule(std::move(rest));
}

Json argumentsOf(const profile::Rule &rule)
{
    Json list = Json::array();
    for (const profile::ArgumentCondition &condition : rule.args) {
        Json one = {{"index", condition.index}, {"value", condition.value}};
        if (condition.op == profile::Operator::MaskedEq)
            one["valueTwo"] = condition.valueTwo;
        one["op"] = profile::operatorName(condition.op);
        list.push_back(std::move(one));
    }
    return list;
}

Json specOf(const Profile &profile, std::vector<Loss> &losses)
{
    Json spec = {{"defaultAction", profile::actionName(*profile.defaultAction)}};
    std::vector<std::string> architectures;
    for (const std::string &architecture : profile.architectures) {
        if (std::ranges::contains(kObjectArchitectures, architecture))
            architectures.push_back(architecture);
        else
            losses.push_back({std::format("the object has no architecture {}", architecture), {}});
    }
    if (!architectures.empty())
        spec["architectures"] = architectures;
    if (profile.flags && !profile.flags->empty())
        spec["flags"] = std::set(profile.flags->begin(), profile.flags->end());
    if (isListenerPath(profile.listenerPath)) {
        spec["listenerPath"] = profile.listenerPath;
        if (!profile.listenerMetadata.empty())
            spec["listenerMetadata"] = profile.listenerMetadata;
    } else if (!profile.listenerPath.empty()) {
        losses.push_back({std::format("the listener {}: the operator's are below /var/run/security-profiles-operator", profile.listenerPath), {}});
    }
    std::set<std::string> unfit;
    Json rules = Json::array();
    for (const profile::Rule &rule : profile.rules) {
        if (!fitsObject(rule)) {
            unfit.insert(rule.names.begin(), rule.names.end());
            continue;
        }
        Json one = {{"action", profile::actionName(rule.action)}};
        if (rule.errnoRet)
            one["errnoRet"] = *rule.errnoRet;
        one["names"] = rule.names;
        if (!rule.args.empty())
            one["args"] = argumentsOf(rule);
        rules.push_back(std::move(one));
    }
    if (!unfit.empty())
        losses.push_back({"rules with values above 9223372036854775807, which the API cannot hold, are left out", {unfit.begin(), unfit.end()}});
    if (!rules.empty())
        spec["syscalls"] = std::move(rules);
    return spec;
}

void writeYamlValue(YAML::Emitter &out, const Json &value)
{
    if (value.is_object()) {
        out << YAML::BeginMap;
        for (const auto &[key, one] : value.items()) {
            out << YAML::Key << key << YAML::Value;
            writeYamlValue(out, one);
        }
        out << YAML::EndMap;
    } else if (value.is_array()) {
        out << YAML::BeginSeq;
        for (const Json &one : value)
            writeYamlValue(out, one);
        out << YAML::EndSeq;
    } else if (value.is_string()) {
        writeYamlText(out, value.get_ref<const std::string &>());
    } else {
        out << value.dump(); // a number
    }
}

Result<Exported> writeKubernetesSeccomp(const Request &request)
{
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{{}, {}, plain->notes};
    Profile profile = plain->profile;
    nameTheRest(profile, plain->filter);
    const Json spec = specOf(profile, exported.losses);
    const std::string name = kubernetesName(request.name);

    // What the operator puts on the node is what the runtime reads: errnoRet 0 counts as not given there.
    Json onNode = spec;
    if (onNode.contains("syscalls")) {
        for (Json &rule : onNode["syscalls"]) {
            if (rule.contains("errnoRet") && rule["errnoRet"] == 0)
                rule.erase("errnoRet");
        }
    }
    profile::Target reader = request.target;
    reader.rules = profile::EngineRules::Containerd;
    auto losses = lossesOfText(*plain, onNode.dump(), request.target, reader);
    if (!losses)
        return std::unexpected(std::move(losses).error());
    exported.losses.insert(exported.losses.end(), losses->begin(), losses->end());
    exported.notes.push_back(std::format("a pod refers to it by localhostProfile: operator/{}.json", name));

    YAML::Emitter out;
    out.SetIndent(2);
    writeYamlValue(out, {{"apiVersion", "security-profiles-operator.x-k8s.io/" + request.option("api")}, {"kind", "SeccompProfile"}, {"metadata", {{"name", name}}}, {"spec", spec}});
    exported.content = yamlComment("Made by Whittle " WHITTLE_VERSION ". Apply it with kubectl; the Security Profiles Operator puts it on every node.") + out.c_str() + "\n";
    return exported;
}

} // namespace

Exporter kubernetesSeccompExporter()
{
    return {{.id = "kubernetes-seccomp",
             .title = "Kubernetes SeccompProfile",
             .description = "an object of the Security Profiles Operator, which puts the profile on the nodes",
             .sources = {Source::Profile},
             .suffix = ".yaml",
             .syntax = "YAML",
             .options = {{"api", "API version", "v1beta1 for older operators", {"v1", "v1beta1"}, "v1"}, logOption()},
             .limits = {"Values above 2^63−1.", "Architectures that the operator does not list.", "Conditions on capabilities, architectures and kernels: they are resolved "
                        "for the target.", "Comments."}},
            writeKubernetesSeccomp};
}

} // namespace whittle::exports
