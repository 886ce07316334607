#include "base/files.h"
#include "cli/command.h"
#include "cli/probe_options.h"
#include "cli/profile_argument.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "engine/record_image.h"
#include "profile/filter.h"
#include "trace/recording_file.h"
#include "trace/tracer.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <format>
#include <print>
#include <unistd.h>

namespace whittle::cli {

namespace {

struct RecordOptions
{
    std::string output;
    std::string base;
    ImageOptions image;
    std::vector<std::string> command;
};

// "nginx" gives "nginx.whittle.json" in the working directory; of an image without its tag, of an archive without ".tar".
std::string defaultOutput(const std::string &program)
{
    std::string name = program.substr(program.rfind('/') + 1);
    name = name.substr(0, name.find_first_of(":@"));
    if (name.ends_with(".tar"))
        name.resize(name.size() - 4);
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
    return std::format("{} syscalls {} times in {} {}, {:.1f} s, {}", sums.size(), count, recording.processes.size(),
                       recording.processes.size() == 1 ? "process" : "processes",
                       static_cast<double>(recording.durationNs) / 1e9, end);
}

Outcome save(const trace::Recording &recording, const std::string &output)
{
    for (const std::string &warning : recording.warnings)
        say("warning: {}", warning);
    if (auto saved = trace::saveRecording(recording, output); !saved)
        return std::unexpected(std::move(saved).error());
    say("{}: {}", output == "-" ? "recording" : output, describe(recording));
    return kDone;
}

Outcome recordImage(const RecordOptions &options, const Context &context)
{
    engine::ImageRecordRequest request;
    request.image = options.image.image();
    request.archivePath = options.image.archive();
    request.base = options.base;
    request.interactive = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDERR_FILENO) == 1;
    auto probes = options.image.probes();
    if (!probes)
        return std::unexpected(std::move(probes).error());
    request.probes = std::move(*probes);
    auto overrides = options.image.overrides();
    if (!overrides)
        return std::unexpected(std::move(overrides).error());
    request.overrides = std::move(*overrides);

    auto engine = engine::connect(context.engineUrl, context.stop);
    if (!engine)
        return std::unexpected(std::move(engine).error());
    ProgressPrinter printer;
    const auto recording = engine::recordImage(**engine, request, context.stop, printer.function());
    printer.clear();
    if (!recording)
        return std::unexpected(recording.error());
    for (const trace::ProbeResult &probe : recording->probes)
        say("{}: {}{}", probe.probe, probe.passed ? "ok" : "failed", probe.detail.empty() ? "" : ", " + probe.detail);
    return save(*recording, options.output);
}

Outcome recordLocal(const RecordOptions &options, const Context &context)
{
    trace::ProgramRequest request;
    request.command = options.command;
    if (!options.base.empty() && options.base != "none") {
        auto base = loadProfile(options.base);
        if (!base)
            return std::unexpected(std::move(base).error());
        const auto target = TargetOptions().target(options.base);
        if (!target)
            return std::unexpected(target.error());
        auto filter = profile::compile(base->profile, *target);
        if (!filter)
            return addContext(std::move(filter).error(), base->name);
        request.baseName = options.base;
        request.baseFilter.assign(filter->program().begin(), filter->program().end());
    }
    if (options.image.seconds() > 0)
        request.stopAfter = std::chrono::milliseconds(std::llround(options.image.seconds() * 1000));
    request.finish = context.stop; // Ctrl-C ends the program, and what it did is kept
    auto recording = trace::recordProgram(request, {});
    if (!recording)
        return std::unexpected(std::move(recording).error());
    return save(*recording, options.output);
}

} // namespace

void addRecord(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("record", "Run a program or an image under the tracer and keep what it did");
    const auto options = std::make_shared<RecordOptions>();
    command->add_option("-o,--output", options->output, "The recording (default: NAME.whittle.json; \"-\": standard output)");
    command->add_option("--base", options->base, "Answer calls as this profile would: docker-default, podman-default, a file, none");
    options->image.addEnding(*command);
    options->image.addTo(*command);
    command->add_option("program", options->command, "The program to run and its arguments, behind --");
    registry.add(command, [options](const Context &context) {
        if (options->command.empty() == !options->image.namesImage())
            return Outcome(fail(ErrorCode::InvalidInput, "record: give either --image, --archive, or a program behind --"));
        // Before minutes of work, not after them.
        if (options->output.empty())
            options->output = defaultOutput(!options->image.namesImage() ? options->command.front() : options->image.image().empty() ? options->image.archive() : options->image.image());
        if (auto writable = checkWritable(options->output); !writable)
            return Outcome(std::unexpected(writable.error()));
        return options->image.namesImage() ? recordImage(*options, context) : recordLocal(*options, context);
    });
}

} // namespace whittle::cli
