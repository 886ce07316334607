#include "analysis/recorded_target.h"
#include "analysis/replay.h"
#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "syscalls/catalogue.h"
#include "trace/recording_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <format>
#include <print>
#include <vector>

namespace whittle::cli {

namespace {

using analysis::Replay;
using analysis::ReplayedCall;

struct ReplayOptions
{
    std::string profile;
    std::vector<std::string> recordings;
    bool json = false;
    TargetOptions target;
};

struct Read
{
    std::vector<trace::Recording> recordings;
    std::vector<std::string> names;
};

const trace::Process &processOf(const Read &read, const ReplayedCall &call)
{
    return *read.recordings[call.recording].process(call.process);
}

std::string argumentName(const ReplayedCall &call, unsigned index)
{
    const auto *syscall = syscalls::Catalogue::builtIn().find(call.abi, call.number);
    const auto arguments = syscall ? syscall->argumentsOn(call.abi) : std::span<const syscalls::Argument>();
    return index < arguments.size() ? arguments[index].name : std::format("argument {}", index);
}

std::string valueText(const ReplayedCall &call, unsigned index, std::uint64_t value)
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    const auto *syscall = catalogue.find(call.abi, call.number);
    const auto arguments = syscall ? syscall->argumentsOn(call.abi) : std::span<const syscalls::Argument>();
    const auto *constants = index < arguments.size() ? catalogue.constants(arguments[index].constants) : nullptr;
    return constants ? constants->format(value, call.abi) : std::to_string(value);
}

std::string answersOf(const ReplayedCall &call)
{
    std::string text;
    for (const auto &answer : call.answers)
        text += (text.empty() ? "" : " or ") + answer.toString();
    return text;
}

void printText(const Read &read, const Replay &replay)
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    for (const ReplayedCall &call : replay.calls) {
        const trace::Process &process = processOf(read, call);
        const std::string where = read.recordings.size() > 1 ? read.names[call.recording] + ": " : std::string();
        std::string counts = call.refused > 0 ? std::format("{} of {} calls refused", call.refused, call.calls) : std::string();
        if (call.possible > 0)
            counts += counts.empty() ? std::format("{} of {} calls may be refused", call.possible, call.calls) : std::format(", {} more may be", call.possible);
        show("{}{}{} in {} (pid {}): {} with {}", where, catalogue.nameOf(call.abi, call.number), call.abi == nativeAbi() ? "" : std::format(" ({})", abiName(call.abi)), process.comm, process.pid,
             counts, answersOf(call));
        for (const auto &value : call.values)
            show("    {} = {}: {}×{}", argumentName(call, value.index), valueText(call, value.index, value.value), value.count, value.refused ? "" : ", depends on other arguments");
        for (const unsigned index : call.unknown)
            show("    {}: not recorded, or not all of its values", argumentName(call, index));
        if (call.refusedBefore > 0)
            show("    {}× refused when it was recorded", call.refusedBefore);
    }
    for (const std::string &note : replay.notes)
        show("note: {}", note);
    show("{} of {} calls refused, {} more may be", replay.refused, replay.callsReplayed, replay.possible);
}

void printJson(const ReplayOptions &options, const Read &read, const Replay &replay)
{
    using nlohmann::ordered_json;
    const auto &catalogue = syscalls::Catalogue::builtIn();
    ordered_json json = {{"profile", options.profile}, {"callsReplayed", replay.callsReplayed}, {"refused", replay.refused}, {"possible", replay.possible}, {"notes", replay.notes},
                         {"calls", ordered_json::array()}};
    for (const ReplayedCall &call : replay.calls) {
        const trace::Process &process = processOf(read, call);
        ordered_json one = {
            {"recording", read.names[call.recording]}, {"process", call.process},   {"pid", process.pid},           {"comm", process.comm},
            {"executable", process.executable},       {"abi", abiName(call.abi)},  {"syscall", catalogue.nameOf(call.abi, call.number)},
            {"calls", call.calls},                    {"refused", call.refused},   {"possible", call.possible},    {"refusedBefore", call.refusedBefore},
            {"firstSeenNs", call.firstSeenNs},        {"answers", ordered_json::array()}, {"values", ordered_json::array()}, {"unknownArguments", call.unknown},
        };
        for (const auto &answer : call.answers)
            one["answers"].push_back(answer.toString());
        for (const auto &value : call.values)
            one["values"].push_back({{"index", value.index}, {"name", argumentName(call, value.index)}, {"value", value.value}, {"text", valueText(call, value.index, value.value)}, {"count", value.count},
                                     {"refused", value.refused}});
        json["calls"].push_back(std::move(one));
    }
    std::println("{}", json.dump(2, ' ', false, ordered_json::error_handler_t::replace));
}

Outcome replayRecordings(const ReplayOptions &options)
{
    const auto loaded = loadProfile(options.profile);
    if (!loaded)
        return std::unexpected(loaded.error());
    Read read;
    for (const std::string &path : options.recordings) {
        auto recording = trace::loadRecording(path);
        if (!recording)
            return std::unexpected(std::move(recording).error());
        read.recordings.push_back(std::move(*recording));
        read.names.push_back(path);
    }
    // Without options each recording is asked about where it was made.
    Replay all;
    for (std::size_t i = 0; i < read.recordings.size(); ++i) {
        const trace::Recording *recording = &read.recordings[i];
        const auto target = options.target.areDefault() ? Result<profile::Target>(analysis::targetOf(*recording)) : options.target.target(options.profile);
        if (!target)
            return std::unexpected(target.error());
        const auto filter = profile::compile(loaded->profile, *target);
        if (!filter)
            return addContext(filter.error(), loaded->name);
        Replay one = analysis::replay(std::span(&recording, 1), *filter);
        for (ReplayedCall &call : one.calls) {
            call.recording = i;
            all.calls.push_back(std::move(call));
        }
        all.callsReplayed += one.callsReplayed;
        all.refused += one.refused;
        all.possible += one.possible;
        for (std::string &note : one.notes)
            if (!std::ranges::contains(all.notes, note))
                all.notes.push_back(std::move(note));
    }
    if (options.json)
        printJson(options, read, all);
    else
        printText(read, all);
    return all.calls.empty() ? kDone : kDiffers;
}

} // namespace

void addReplay(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("replay", "Say which calls of recordings a profile would refuse; exit status 1 where it refuses any, or may");
    const auto options = std::make_shared<ReplayOptions>();
    command->add_option("profile", options->profile, "A seccomp profile: a file, docker-default or podman-default")->required();
    command->add_option("recordings", options->recordings, "Recordings (*.whittle.json)")->required();
    command->add_flag("--json", options->json, "Print JSON");
    options->target.addTo(*command);
    registry.add(command, [options](const Context &) { return replayRecordings(*options); });
}

} // namespace whittle::cli
