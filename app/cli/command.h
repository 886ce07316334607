#pragma once

#include "base/result.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace whittle::cli {

/// Exit statuses of the command line (a contract: scripts depend on them).
inline constexpr int kDone = 0;
inline constexpr int kDiffers = 1;
inline constexpr int kFailed = 2;

/// What a command returns: its exit status, or an error that is printed in one line and ends with kFailed.
using Outcome = Result<int>;

/// What every command can ask of the program around it.
struct Context
{
    std::stop_token stop;   // requested by SIGINT and SIGTERM
    std::string engineUrl;  // --engine
    // Gives signals back as the program was started with them; stop is requested no more. For commands that become another program.
    std::function<void()> releaseSignals;
};

/// Adds a subcommand to the program. run is called after parsing when the subcommand was given.
using Run = std::function<Outcome(const Context &)>;
struct Registry
{
    CLI::App &app;
    std::function<void(CLI::App *command, Run run)> add;
};

// One per file; each adds its subcommand.
void addRecord(Registry &registry);
void addPropose(Registry &registry);
void addCheck(Registry &registry);
void addDecide(Registry &registry);
void addDiff(Registry &registry);
void addExport(Registry &registry);
void addImage(Registry &registry);
void addImport(Registry &registry);
void addBuild(Registry &registry);
void addVerify(Registry &registry);
void addReplay(Registry &registry);
void addRun(Registry &registry);
void addDoctor(Registry &registry);
void addMerge(Registry &registry);
void addMinimise(Registry &registry);
void addCompat(Registry &registry);
void addCapabilities(Registry &registry);

} // namespace whittle::cli
