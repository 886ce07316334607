#include "exports/container_words.h"

#include "exports/plain_profile.h"

#include <algorithm>
#include <cerrno>
#include <format>
#include <iterator>
#include <map>

namespace whittle::exports {

namespace {

using profile::Action;
using profile::Decision;

// The actions for which gVisor has no word: with them the container does not start.
bool isUnknownToGvisor(Action action)
{
    return action == Action::KillProcess || action == Action::KillThread || action == Action::Log || action == Action::Notify;
}

// gVisor makes a filter of its own inside its kernel, of the machine's ABI alone and without the answers that runc adds; releases that do not
// read errnoRet answer EPERM. Source: google/gvisor, runsc/specutils/seccomp.
Result<std::vector<Loss>> gvisorLosses(const PlainProfile &plain, const profile::Target &target)
{
    std::vector<Loss> losses;
    if (isUnknownToGvisor(*plain.profile.defaultAction))
        losses.push_back({std::format("gVisor has no {}: the container would not start", profile::actionName(*plain.profile.defaultAction)), {}});
    std::map<Action, std::set<std::string>> unknown;
    for (const profile::Rule &rule : plain.profile.rules) {
        if (isUnknownToGvisor(rule.action))
            unknown[rule.action].insert(rule.names.begin(), rule.names.end());
    }
    for (const auto &[action, names] : unknown)
        losses.push_back({std::format("gVisor has no {}: the container would not start", profile::actionName(action)), {names.begin(), names.end()}});
    profile::Target bare = target;
    bare.runtime = profile::Runtime::Crun;
    bare.rules = profile::EngineRules::Containerd;
    const auto filter = profile::compile(plain.profile, bare);
    if (!filter)
        return std::unexpected(filter.error());
    const Decider theirs = [&filter, machine = target.architecture](Abi abi, int number, const profile::Arguments &arguments) {
        if (abi != machine)
            return Decision{Action::KillThread, 0};
        const Decision decision = filter->decide(abi, number, arguments);
        return decision.action == Action::Errno ? Decision{Action::Errno, EPERM} : decision;
    };
    const auto decisions = decisionLosses(plain.profile, target.architecture, deciderOf(plain.filter), theirs);
    losses.insert(losses.end(), decisions.begin(), decisions.end());
    return losses;
}

std::string withoutPrefix(const std::string &capability)
{
    return capability.starts_with("CAP_") ? capability.substr(4) : capability;
}

} // namespace

CapabilityWords capabilityWords(const Request &request, profile::EngineRules engine)
{
    CapabilityWords words;
    const std::set<std::string> &wanted = request.target.capabilities;
    const std::set<std::string> &standard = profile::defaultCapabilities(engine);
    if (request.settings.capabilities)
        return capabilityWords(request.settings);
    for (const std::string &capability : standard) {
        if (!wanted.contains(capability))
            words.drop.push_back(withoutPrefix(capability));
    }
    for (const std::string &capability : wanted) {
        if (!standard.contains(capability))
            words.add.push_back(withoutPrefix(capability));
    }
    if (words.drop.size() == standard.size())
        words.drop = {"ALL"};
    return words;
}

CapabilityWords capabilityWords(const tuning::ContainerSettings &settings)
{
    CapabilityWords words;
    if (settings.capabilities) {
        words.drop.emplace_back("ALL");
        std::ranges::transform(*settings.capabilities, std::back_inserter(words.add), withoutPrefix);
    }
    return words;
}

std::vector<std::string> runOptions(const tuning::ContainerSettings &settings, const CapabilityWords &capabilities, profile::EngineRules engine)
{
    std::vector<std::string> words;
    for (const std::string &capability : capabilities.drop)
        words.push_back("--cap-drop=" + capability);
    for (const std::string &capability : capabilities.add)
        words.push_back("--cap-add=" + capability);
    if (!settings.appArmorProfile.empty())
        words.push_back("--security-opt=apparmor=" + settings.appArmorProfile);
    if (settings.noNewPrivileges)
        words.emplace_back("--security-opt=no-new-privileges");
    if (settings.readOnlyRoot) {
        words.emplace_back("--read-only");
        // Podman mounts /dev/shm, /run, /tmp and /var/tmp writable otherwise.
        if (engine == profile::EngineRules::Podman)
            words.emplace_back("--read-only-tmpfs=false");
    }
    for (const tuning::Tmpfs &tmpfs : settings.tmpfs)
        words.push_back("--tmpfs=" + tmpfsWord(tmpfs));
    if (!settings.user.empty())
        words.push_back("--user=" + settings.user);
    return words;
}

std::string tmpfsWord(const tuning::Tmpfs &tmpfs)
{
    const std::string options = tuning::tmpfsOptions(tmpfs);
    return options.empty() ? tmpfs.path : tmpfs.path + ":" + options;
}

OptionDescription runtimeOption()
{
    return {"runtime", "Runtime", "engine: the engine's default; runsc is gVisor's, kata that of Kata Containers", {"engine", "runc", "crun", "runsc", "kata"}, "engine"};
}

Result<std::vector<Loss>> runtimeLosses(const Request &request)
{
    const std::string &runtime = request.option("runtime");
    std::vector<Loss> losses;
    if (runtime == "kata")
        losses.push_back({"Kata Containers apply the profile inside their virtual machine, and only where disable_guest_seccomp is false", {}});
    if (runtime == "runsc")
        losses.push_back({"gVisor applies the profile only where its runtime is registered with --oci-seccomp", {}});
    const bool isOther = (runtime == "crun" && request.target.runtime != profile::Runtime::Crun) || (runtime == "runc" && request.target.runtime != profile::Runtime::Runc);
    if (!request.profile || (runtime != "runsc" && !isOther))
        return losses;
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    if (isOther) {
        profile::Target reader = request.target;
        reader.runtime = runtime == "crun" ? profile::Runtime::Crun : profile::Runtime::Runc;
        auto others = lossesWhenReadAs(*plain, *request.profile, request.target, reader);
        if (!others)
            return std::unexpected(std::move(others).error());
        losses.insert(losses.end(), others->begin(), others->end());
        return losses;
    }
    const auto others = gvisorLosses(*plain, request.target);
    if (!others)
        return std::unexpected(others.error());
    losses.insert(losses.end(), others->begin(), others->end());
    return losses;
}

Result<std::vector<Loss>> readingLosses(const Request &request, profile::EngineRules engine)
{
    if (!request.profile || engine == request.target.rules)
        return std::vector<Loss>();
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    profile::Target reader = request.target;
    reader.rules = engine;
    return lossesWhenReadAs(*plain, *request.profile, request.target, reader);
}

std::string profileFileOf(const Request &request)
{
    return request.profileFile.empty() ? request.name + ".json" : request.profileFile;
}

} // namespace whittle::exports
