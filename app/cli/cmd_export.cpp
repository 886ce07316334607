#include "apparmor/profile_name.h"
#include "base/files.h"
#include "cli/apparmor_options.h"
#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/target_options.h"
#include "formats/recording_text.h"
#include "imports/import.h"
#include "profile/filter.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <format>
#include <print>

namespace whittle::cli {

namespace {

struct ExportOptions
{
    std::string input;
    std::string format;
    std::string output = "-";
    bool list = false;
    TargetOptions target;
};

// A form that something can be written in. To add one, add a function and a row below.
struct ExportFormat
{
    std::string_view name;
    std::string_view input; // "profile" or "recording"
    std::string_view description;
    bool isBinary;
    Result<std::string> (*write)(const ExportOptions &options);
};

Result<profile::Filter> compileInput(const ExportOptions &options)
{
    auto loaded = loadProfile(options.input);
    if (!loaded)
        return std::unexpected(std::move(loaded).error());
    const auto target = options.target.target(options.input);
    if (!target)
        return std::unexpected(target.error());
    auto filter = profile::compile(loaded->profile, *target);
    if (!filter)
        return addContext(std::move(filter).error(), loaded->name);
    return filter;
}

Result<std::string> writeJson(const ExportOptions &options)
{
    return loadProfile(options.input).transform([](const ProfileArgument &loaded) { return formats::writeSeccompJson(loaded.profile); });
}

Result<std::string> writeOci(const ExportOptions &options)
{
    auto loaded = loadProfile(options.input);
    if (!loaded)
        return std::unexpected(std::move(loaded).error());
    const auto target = options.target.target(options.input);
    if (!target)
        return std::unexpected(target.error());
    auto plain = profile::resolve(loaded->profile, *target);
    if (!plain)
        return addContext(std::move(plain).error(), loaded->name);
    for (profile::Rule &rule : plain->rules)
        rule.comment.clear(); // the OCI form has none
    return formats::writeSeccompJson(*plain);
}

Result<std::string> writeBpf(const ExportOptions &options)
{
    return compileInput(options).transform([](const profile::Filter &filter) {
        const auto program = filter.program();
        return std::string(reinterpret_cast<const char *>(program.data()), program.size_bytes());
    });
}

Result<std::string> writePfc(const ExportOptions &options)
{
    return compileInput(options).transform([](const profile::Filter &filter) { return filter.pfc(); });
}

Result<std::string> writeNames(const ExportOptions &options) { return imports::loadRecordingOrImport(options.input).transform(formats::writeNames); }

Result<std::string> writeCounts(const ExportOptions &options) { return imports::loadRecordingOrImport(options.input).transform(formats::writeCounts); }

Result<std::string> writeAppArmor(const ExportOptions &options)
{
    const auto recording = imports::loadRecordingOrImport(options.input);
    if (!recording)
        return std::unexpected(recording.error());
    const std::span recordings(&*recording, 1);
    return apparmor::generate(recordings, {.name = apparmor::profileNameOf(recordings)}).transform([](const apparmor::Generated &made) { return made.text; });
}

constexpr std::array kFormats = {
    ExportFormat{"json", "profile", "the profile itself, as Docker, Podman and the OCI specification read it", false, writeJson},
    ExportFormat{"oci", "profile", "plain OCI form: conditions and archMap resolved for the target, as containerd and Kubernetes need it", false, writeOci},
    ExportFormat{"bpf", "profile", "the compiled filter: struct sock_filter after struct sock_filter, as bubblewrap and crun take it", true, writeBpf},
    ExportFormat{"pfc", "profile", "the filter in libseccomp's readable form", false, writePfc},
    ExportFormat{"apparmor", "recording", "an AppArmor profile that allows what was seen; propose --apparmor has the options", false, writeAppArmor},
    ExportFormat{"names", "recording", "the syscalls that were seen, one name a line", false, writeNames},
    ExportFormat{"counts", "recording", "pid, comm, abi, syscall and count, with tabs between", false, writeCounts},
};

Outcome exportInput(const ExportOptions &options)
{
    if (options.list) {
        for (const ExportFormat &format : kFormats)
            std::println("{}\t{}\t{}", format.name, format.input, format.description);
        return kDone;
    }
    if (options.input.empty() || options.format.empty())
        return fail(ErrorCode::InvalidInput, "export: give a profile or a recording and --to FORMAT, or --list");
    const auto format = std::ranges::find(kFormats, options.format, &ExportFormat::name);
    if (format == kFormats.end())
        return fail(ErrorCode::InvalidInput, std::format("export: unknown format \"{}\"; export --list names them", options.format));
    if (format->isBinary && options.output == "-" && ::isatty(STDOUT_FILENO) == 1)
        return fail(ErrorCode::InvalidInput, std::format("export: {} is not text; name a file with -o", format->name));
    const auto content = format->write(options);
    if (!content)
        return std::unexpected(content.error());
    const auto written = writeFileAtomically(options.output, *content);
    if (!written)
        return std::unexpected(written.error());
    return kDone;
}

} // namespace

void addExport(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("export", "Write a profile or a recording in another form");
    const auto options = std::make_shared<ExportOptions>();
    command->add_option("input", options->input, "A profile (a file, docker-default or podman-default) or a recording");
    command->add_option("--to", options->format, "The format; see --list");
    command->add_option("-o,--output", options->output, "The file to write (default: standard output)");
    command->add_flag("--list", options->list, "Name the formats, what they are made from, and what they are");
    options->target.addTo(*command);
    registry.add(command, [options](const Context &) { return exportInput(*options); });
}

} // namespace whittle::cli
