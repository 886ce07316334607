#include "base/files.h"
#include "cli/command.h"
#include "cli/diff_side.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "formats/seccomp_json.h"
#include "trace/recording_file.h"
#include "tuning/merge_profiles.h"
#include "tuning/merge_recordings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

struct MergeCommand
{
    std::vector<std::string> files;
    std::string output = "-";
    bool all = false; // --union
    bool common = false;
    bool minus = false;
    bool json = false;
    TargetOptions target;
};

Outcome mergeRecordingFiles(const MergeCommand &command, std::vector<DiffSide> &sides)
{
    if (command.common || command.minus)
        return fail(ErrorCode::InvalidInput, "merge: recordings have a union alone; propose profiles of them, and merge those");
    std::vector<trace::Recording> recordings;
    for (DiffSide &side : sides)
        recordings.push_back(std::move(*side.recording));
    const auto merged = tuning::mergeRecordings(recordings);
    if (!merged)
        return std::unexpected(merged.error());
    if (auto written = writeFileAtomically(command.output, trace::writeRecording(*merged)); !written)
        return std::unexpected(std::move(written).error());
    std::size_t paths = 0;
    for (const trace::Process &process : merged->processes)
        paths += process.paths.size();
    say("{} runs, {} processes, {} syscalls, {} paths, {} denials, {} probes", std::max<std::size_t>(merged->runs.size(), 1), merged->processes.size(),
        trace::summarise(*merged).size(), paths, merged->denials.size(), merged->probes.size());
    for (const std::string &warning : merged->warnings)
        say("warning: {}", warning);
    return kDone;
}

void printMergeJson(const tuning::MergedProfile &merged, const std::string &output)
{
    nlohmann::ordered_json json;
    json["profile"] = output;
    json["rules"] = merged.profile.rules.size();
    json["conflicts"] = nlohmann::ordered_json::array();
    for (const tuning::MergeConflict &conflict : merged.conflicts)
        json["conflicts"].push_back({{"syscall", conflict.syscall}, {"said", conflict.said}, {"settled", conflict.settled}});
    json["notes"] = merged.notes;
    std::println("{}", json.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
}

Outcome mergeProfileFiles(const MergeCommand &command, const std::vector<DiffSide> &sides)
{
    std::vector<tuning::NamedProfile> profiles;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const std::string &path = command.files[i];
        const std::string name = path.substr(path.rfind('/') + 1);
        profiles.push_back({std::ranges::contains(profiles, name, &tuning::NamedProfile::name) ? path : name, sides[i].profile.profile});
    }
    const auto target = command.target.target(command.files.front());
    if (!target)
        return std::unexpected(target.error());
    const tuning::MergeKind kind = command.common ? tuning::MergeKind::Intersection : command.minus ? tuning::MergeKind::Minus : tuning::MergeKind::Union;
    const auto merged = tuning::mergeProfiles(kind, profiles, *target);
    if (!merged)
        return std::unexpected(merged.error());
    if (auto written = writeFileAtomically(command.output, formats::writeSeccompJson(merged->profile)); !written)
        return std::unexpected(std::move(written).error());
    if (command.json) {
        printMergeJson(*merged, command.output);
        return kDone;
    }
    for (const std::string &note : merged->notes)
        say("note: {}", note);
    for (const tuning::MergeConflict &conflict : merged->conflicts)
        say("conflict: {}{}{} => {}", conflict.syscall, conflict.syscall.empty() ? "" : ": ", conflict.said, conflict.settled);
    say("{} rules, {} conflicts", merged->profile.rules.size(), merged->conflicts.size());
    return kDone;
}

Outcome mergeFiles(const MergeCommand &command)
{
    if (command.files.size() < 2)
        return fail(ErrorCode::InvalidInput, "merge: give at least two files");
    if (std::ranges::count(command.files, "-") > 1)
        return fail(ErrorCode::InvalidInput, "merge: only one of the files can come from standard input");
    if (command.json && command.output == "-")
        return fail(ErrorCode::InvalidInput, "merge: --json prints what became of it; give -o for the result");
    if (command.output != "-") {
        if (auto writable = checkWritable(command.output); !writable)
            return std::unexpected(std::move(writable).error());
    }
    std::vector<DiffSide> sides;
    for (const std::string &file : command.files) {
        auto side = loadSide(file);
        if (!side)
            return std::unexpected(std::move(side).error());
        sides.push_back(*std::move(side));
    }
    const auto recordings = std::ranges::count_if(sides, [](const DiffSide &side) { return side.recording.has_value(); });
    if (recordings == std::ssize(sides))
        return mergeRecordingFiles(command, sides);
    if (recordings > 0) {
        const auto other = std::ranges::find_if(sides, [](const DiffSide &side) { return side.recording.has_value(); });
        return fail(ErrorCode::InvalidInput, std::format("merge: {} is a recording, and others are profiles", command.files[static_cast<std::size_t>(other - sides.begin())]));
    }
    return mergeProfileFiles(command, sides);
}

} // namespace

void addMerge(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("merge", "Put recordings, or profiles, together");
    const auto options = std::make_shared<MergeCommand>();
    command->add_option("files", options->files, "Recordings (and what import takes), or profiles: files, docker-default, podman-default")->required();
    command->add_option("-o,--output", options->output, "The result (default: standard output)");
    auto *all = command->add_flag("--union", options->all, "What any of them lets be executed (default)");
    auto *common = command->add_flag("--intersection", options->common, "What all of them let be executed");
    auto *minus = command->add_flag("--minus", options->minus, "What the first lets be executed and none of the others does");
    all->excludes(common)->excludes(minus);
    common->excludes(minus);
    command->add_flag("--json", options->json, "Print the conflicts of profiles as JSON");
    options->target.addTo(*command);
    registry.add(command, [options](const Context &) { return mergeFiles(*options); });
}

} // namespace whittle::cli
