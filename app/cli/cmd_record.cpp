#include "cli/command.h"
#include "cli/profile_argument.h"
#include "profile/filter.h"
#include "trace/recording_file.h"
#include "trace/tracer.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

struct RecordOptions
{
    std::string output;
    std::string base;
    double seconds = 0;
    std::vector<std::string> command;
};

// "nginx" gives "nginx.whittle.json" in the working directory.
std::string defaultOutput(const std::string &program)
{
    const std::string name = program.substr(program.rfind('/') + 1);
    return (name.empty() ? "recording" : name) + ".whittle.json";
}

std::string describe(const trace::Recording &recording)
{
    std::uint64_t count = 0;
    const auto sums = trace::summarise(recording);
    for (const trace::SyscallSummary &sum : sums)
        count += sum.count;
    std::string end = recording.exitStatus ? std::format("exit status {}", *recording.exitStatus)
        : recording.signal                 ? std::format("ended by signal {}", *recording.signal)
                                           : std::string("end not seen");
    return std::format("{} syscalls {} times in {} processes, {:.1f} s, {}", sums.size(), count, recording.processes.size(),
                       static_cast<double>(recording.durationNs) / 1e9, end);
}

Outcome recordLocal(const RecordOptions &options, const Context &context)
{
    trace::ProgramRequest request;
    request.command = options.command;
    if (!options.base.empty() && options.base != "none") {
        auto base = loadProfile(options.base);
        if (!base)
            return std::unexpected(std::move(base).error());
        auto filter = profile::compile(base->profile, {});
        if (!filter)
            return addContext(std::move(filter).error(), base->name);
        request.baseName = options.base;
        request.baseFilter.assign(filter->program().begin(), filter->program().end());
    }
    if (options.seconds > 0)
        request.stopAfter = std::chrono::milliseconds(std::llround(options.seconds * 1000));
    auto recording = trace::recordProgram(request, context.stop);
    if (!recording)
        return std::unexpected(std::move(recording).error());
    for (const std::string &warning : recording->warnings)
        std::println(stderr, "whittle-cli: warning: {}", warning);
    const std::string output = options.output.empty() ? defaultOutput(options.command.front()) : options.output;
    if (auto saved = trace::saveRecording(*recording, output); !saved)
        return std::unexpected(std::move(saved).error());
    std::println(stderr, "whittle-cli: {}: {}", output == "-" ? "recording" : output, describe(*recording));
    return kDone;
}

} // namespace

void addRecord(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("record", "Run a program under the tracer and keep what it did");
    const auto options = std::make_shared<RecordOptions>();
    command->add_option("-o,--output", options->output, "The recording (default: NAME.whittle.json; \"-\": standard output)");
    command->add_option("--base", options->base, "Answer calls as this profile would: docker-default, podman-default, a file, none");
    command->add_option("--for", options->seconds, "End the program after this many seconds")->check(CLI::PositiveNumber);
    command->add_option("program", options->command, "The program to run and its arguments, behind --");
    registry.add(command, [options](const Context &context) {
        if (options->command.empty())
            return Outcome(fail(ErrorCode::InvalidInput, "record: give the program to run behind --"));
        return recordLocal(*options, context);
    });
}

} // namespace whittle::cli
