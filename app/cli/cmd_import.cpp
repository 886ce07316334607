#include "base/files.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/say.h"
#include "imports/import.h"
#include "trace/recording_file.h"

#include <format>

namespace whittle::cli {

namespace {

struct ImportCommand
{
    std::vector<std::string> files;
    std::string output = "-";
    std::string abi;
};

// What became of each file, for a person.
void printReport(const imports::Imported &imported)
{
    for (const imports::FileReport &file : imported.files) {
        say("{}: {}", file.file == "-" ? "standard input" : file.file, file.inWords());
        for (const imports::FileReport::Unreadable &example : file.examples)
            say("  line {}: {}: {}", example.line, example.why, example.text);
    }
    const trace::Recording &recording = imported.recording;
    std::size_t paths = 0;
    for (const trace::Process &process : recording.processes)
        paths += process.paths.size();
    say("{} processes, {} syscalls, {} paths, {} denials", recording.processes.size(), trace::summarise(recording).size(), paths, recording.denials.size());
    for (const std::string &warning : recording.warnings)
        say("warning: {}", warning);
}

Outcome importAll(const ImportCommand &command, const Context &context)
{
    imports::ImportRequest request;
    request.files = command.files;
    if (!command.abi.empty()) {
        request.abi = parseAbi(command.abi);
        if (!request.abi)
            return fail(ErrorCode::InvalidInput, std::format("there is no ABI \"{}\"", command.abi));
    }
    if (command.output != "-") {
        if (auto writable = checkWritable(command.output); !writable)
            return std::unexpected(std::move(writable).error());
    }
    Result<imports::Imported> imported;
    {
        ProgressPrinter progress;
        imported = imports::importFiles(request, context.stop, progress.function());
    }
    if (!imported)
        return std::unexpected(imported.error());
    const auto written = command.output == "-" ? writeFileAtomically("-", trace::writeRecording(imported->recording))
                                               : trace::saveRecording(imported->recording, command.output);
    if (!written)
        return std::unexpected(written.error());
    printReport(*imported);
    return kDone;
}

} // namespace

void addImport(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("import", "Make a recording of what strace, audit logs, other tracers and profiles tell");
    const auto options = std::make_shared<ImportCommand>();
    command
        ->add_option("files", options->files,
                     "Traces, logs, reports and profiles; their kind is found by their content, and gzip is unpacked (-: standard input). All files make one recording")
        ->required();
    command->add_option("-o,--output", options->output, "The recording (default: standard output)");
    command->add_option("--abi", options->abi, "The ABI of programs where a file does not tell (default: the one that fits its names)");
    registry.add(command, [options](const Context &context) { return importAll(*options, context); });
}

} // namespace whittle::cli
