#include "exports/exporters.h"

#include "exports/log_variant.h"
#include "exports/plain_profile.h"
#include "formats/seccomp_json.h"
#include "profile/architecture.h"

#include <algorithm>

// Docker 1.10 and 1.11: one syscall a rule, under "name"; no conditions, no archMap, no error numbers.
// Source: docker/engine-api types/seccomp.go of 2016; runc of that time.
namespace whittle::exports {

namespace {

using profile::Action;
using profile::Profile;

// What the runc of that time can do, the nearest where it cannot.
Action nearestOldAction(Action action)
{
    switch (action) {
    case Action::KillProcess:
    case Action::KillThread: return Action::Kill;
    case Action::Log: return Action::Allow;
    case Action::Notify: return Action::Errno;
    default: return action;
    }
}

Profile oldForm(const Profile &plain, const profile::Target &target)
{
    Profile old;
    old.defaultAction = nearestOldAction(*plain.defaultAction);
    old.architectures = plain.architectures;
    // It listed what it knew, the machine's own first.
    const std::string native(profile::architectureOf(target.architecture).ociName);
    if (!std::ranges::contains(old.architectures, native))
        old.architectures.insert(old.architectures.begin(), native);
    for (const profile::Rule &rule : plain.rules) {
        for (const std::string &name : rule.names) {
            profile::Rule one;
            one.name = name;
            one.action = nearestOldAction(rule.action);
            one.args = rule.args;
            old.addRule(std::move(one));
        }
    }
    return old;
}

Result<Exported> writeOldDocker(const Request &request)
{
    const auto plain = plainProfile(request);
    if (!plain)
        return std::unexpected(plain.error());
    Exported exported{formats::writeSeccompJson(oldForm(plain->profile, request.target)), {}, plain->notes};
    // Read back as that Docker would: no answers of the runtime's own in front of the filter.
    profile::Target reader = request.target;
    reader.rules = profile::EngineRules::Docker;
    reader.runtime = profile::Runtime::Crun;
    auto losses = lossesOfText(*plain, exported.content, request.target, reader);
    if (!losses)
        return std::unexpected(std::move(losses).error());
    exported.losses = *std::move(losses);
    addFlagLosses(plain->profile, "a Docker of that time", exported.losses);
    return exported;
}

} // namespace

Exporter oldDockerExporter()
{
    return {{.id = "docker-old",
             .title = "Docker before 1.12",
             .description = "one syscall a rule, under \"name\", as Docker 1.10 and 1.11 read it; later ones read it, too",
             .sources = {Source::Profile},
             .suffix = ".json",
             .syntax = "JSON",
             .options = {logOption()},
             .limits = {"Error numbers: every refusal is EPERM.", "Logging, asking a listener, and ending the whole process.",
                        "Conditions on capabilities, architectures and kernels: they are resolved for the target."}},
            writeOldDocker};
}

} // namespace whittle::exports
