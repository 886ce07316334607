#pragma once

#include "analysis/drift.h"
#include "cli/profile_argument.h"
#include "trace/recording.h"

#include <optional>
#include <string>

namespace whittle::cli {

/// One side of `diff`: a profile, or a recording and the profile that it stands for.
struct DiffSide
{
    ProfileArgument profile;
    std::optional<trace::Recording> recording;
};

/// What the argument names: a file of either kind ("-" is standard input), docker-default or podman-default. Errors: as loadProfile and
/// trace::loadRecording.
[[nodiscard]] Result<DiffSide> loadSide(const std::string &name);

void printDrift(const analysis::Drift &drift);
void printDriftJson(const analysis::Drift &drift);

} // namespace whittle::cli
