#include "analysis/profile_summary.h"
#include "analysis/propose.h"
#include "apparmor/profile_name.h"
#include "base/files.h"
#include "base/text.h"
#include "cli/apparmor_options.h"
#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "formats/seccomp_json.h"
#include "imports/import.h"
#include "profile/filter.h"

#include <cstdio>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

using analysis::ArgumentRules;

struct ProposeCommand
{
    std::vector<std::string> recordings;
    std::string output = "-";
    std::vector<std::string> runtimes = {"runc", "crun"};
    std::string arguments = "safe";
    bool beyondBase = false;
    bool noNewPrivileges = false;
    std::string unionProfile;
    bool appArmor = false;
    AppArmorOptions appArmorOptions;
};

// A few lines for a person, beside the profile: how tight it is, what of it is dangerous, what it may lack.
void printSummary(const analysis::Proposal &proposal, const std::vector<trace::Recording> &recordings, const std::string &output)
{
    profile::Target target;
    if (recordings.front().environment.machine == "aarch64")
        target.architecture = Abi::Aarch64;
    const auto own = analysis::summariseProfile(proposal.profile, target);
    const auto docker = analysis::summariseProfile(*profile::builtInProfile("docker-default"), target);
    if (own && docker) {
        say("{}: {} of {} syscalls allowed; docker-default allows {}", output == "-" ? "profile" : output, own->allowed,
                     own->total, docker->allowed);
        if (!own->risky.empty())
            say("of high risk and still allowed, because they are needed: {}", joined(own->risky));
    }
    for (const std::string &note : proposal.notes)
        say("note: {}", note);
}

Outcome proposeAppArmor(const ProposeCommand &command, const std::vector<trace::Recording> &recordings, const Context &context)
{
    const auto made = command.appArmorOptions.make(recordings, apparmor::profileNameOf(recordings), context);
    if (!made)
        return std::unexpected(made.error());
    if (auto written = writeFileAtomically(command.output, made->text); !written)
        return std::unexpected(std::move(written).error());
    say("{}: {} rules; capabilities: {}", command.output == "-" ? "profile" : command.output, made->rules, made->capabilities.empty() ? "none" : joined(made->capabilities));
    for (const std::string &note : made->notes)
        say("note: {}", note);
    return kDone;
}

Outcome propose(const ProposeCommand &command, const Context &context)
{
    std::vector<trace::Recording> recordings;
    analysis::ProposeOptions options;
    options.runtimes = command.runtimes;
    options.arguments = command.arguments == "none" ? ArgumentRules::None : command.arguments == "safe" ? ArgumentRules::Safe : ArgumentRules::Observed;
    options.beyondBase = command.beyondBase;
    options.noNewPrivileges = command.noNewPrivileges;
    for (const std::string &path : command.recordings) {
        auto recording = imports::loadRecordingOrImport(path);
        if (!recording)
            return std::unexpected(std::move(recording).error());
        // A base that is a file counts while the file is there; without it the recording's denials speak alone.
        const std::string &base = recording->environment.base;
        if (!base.empty() && base != "none" && !profile::builtInProfile(base) && !options.bases.contains(base))
            if (auto loaded = loadProfile(base))
                options.bases.emplace(base, std::move(loaded->profile));
        recordings.push_back(*std::move(recording));
    }
    if (command.appArmor)
        return proposeAppArmor(command, recordings, context);
    if (!command.unionProfile.empty()) {
        auto loaded = loadProfile(command.unionProfile);
        if (!loaded)
            return std::unexpected(std::move(loaded).error());
        options.unionName = loaded->name;
        options.unionWith = std::move(loaded->profile);
    }
    const auto proposal = analysis::propose(recordings, options);
    if (!proposal)
        return std::unexpected(proposal.error());
    if (auto written = writeFileAtomically(command.output, formats::writeSeccompJson(proposal->profile)); !written)
        return std::unexpected(std::move(written).error());
    printSummary(*proposal, recordings, command.output);
    return kDone;
}

} // namespace

void addPropose(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("propose", "Make the smallest seccomp or AppArmor profile that recorded programs work under");
    const auto options = std::make_shared<ProposeCommand>();
    command->add_option("recordings", options->recordings, "Recordings, or files that import takes")->required();
    command->add_option("-o,--output", options->output, "The profile (default: standard output)");
    command->add_option("--runtime", options->runtimes, "Runtimes that are to start containers under it (default: runc,crun)")->delimiter(',');
    command->add_option("--args", options->arguments,
                        "Argument rules: none; safe (default): socket families, personality, namespaces; observed: only what was seen")
        ->check(CLI::IsMember({"none", "safe", "observed"}));
    command->add_flag("--beyond-base", options->beyondBase, "Allow also what the recording's base profile denied");
    command->add_flag("--no-new-privileges", options->noNewPrivileges, "The container runs with no-new-privileges: its runtime needs less");
    command->add_option("--union", options->unionProfile, "Allow also what this profile does: a file, docker-default or podman-default");
    command->add_flag("--apparmor", options->appArmor, "Make an AppArmor profile instead");
    options->appArmorOptions.addTo(*command);
    registry.add(command, [options](const Context &context) { return propose(*options, context); });
}

} // namespace whittle::cli
