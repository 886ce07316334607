#include "cli/command.h"
#include "cli/profile_argument.h"
#include "cli/say.h"
#include "cli/target_options.h"
#include "profile/load.h"

#include <linux/seccomp.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>
#include <print>

namespace whittle::cli {

namespace {

constexpr int kKilledBase = 128; // what shells add to the number of the signal that ended a program

struct RunOptions
{
    std::string profile;
    bool log = false;
    std::vector<std::string> command;
    TargetOptions target;
};

Outcome runProgram(const RunOptions &options, const Context &context)
{
    if (options.command.empty())
        return fail(ErrorCode::InvalidInput, "run: no program; write run --seccomp PROFILE -- PROGRAM [ARGUMENT...]");
    auto loaded = loadProfile(options.profile);
    if (!loaded)
        return std::unexpected(std::move(loaded).error());
    const auto target = options.target.target(options.profile);
    if (!target)
        return std::unexpected(target.error());
    if (target->architecture != nativeAbi())
        return fail(ErrorCode::InvalidInput, "run: --arch: a filter for another machine cannot be loaded here");
    auto filter = profile::compile(loaded->profile, *target);
    if (!filter)
        return addContext(std::move(filter).error(), loaded->name);
    profile::RunRequest request{options.command, profile::filterFlags(loaded->profile)};
    if (options.log)
        request.flags |= SECCOMP_FILTER_FLAG_LOG;
    context.releaseSignals();
    const auto status = profile::runUnderFilter(*filter, request);
    if (!status)
        return addContext(status.error(), "run");
    if (WIFEXITED(*status))
        return WEXITSTATUS(*status);
    const int number = WTERMSIG(*status);
    if (number == SIGSYS)
        say("run: {} was ended by SIGSYS: the filter answered one of its syscalls with a kill or a trap", options.command.front());
    else
        say("run: {} was ended by signal {} ({})", options.command.front(), number, strsignal(number));
    return kKilledBase + number;
}

} // namespace

void addRun(Registry &registry)
{
    CLI::App *command = registry.app.add_subcommand("run", "Run a program under a profile's filter; returns the program's exit status");
    const auto options = std::make_shared<RunOptions>();
    command->add_option("--seccomp", options->profile, "A seccomp profile: a file, docker-default or podman-default")->required();
    command->add_flag("--log", options->log, "Log what the filter denies (in the kernel's log or the audit log)");
    command->add_option("program", options->command, "The program and its arguments, after --");
    command->positionals_at_end();
    options->target.addTo(*command);
    registry.add(command, [options](const Context &context) { return runProgram(*options, context); });
}

} // namespace whittle::cli
