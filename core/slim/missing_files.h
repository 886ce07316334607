#pragma once

#include "image/file_index.h"
#include "slim/selection.h"
#include "trace/recording.h"

#include <string>
#include <vector>

namespace whittle::slim {

/// A path that the slim image lacks and that may explain why it answers differently.
struct MissingFile
{
    std::string path;     // absolute, as it was looked for
    bool proven = false;  // by a run that answers the same with it
    std::string evidence; // "nginx looked for it"

    bool operator==(const MissingFile &) const = default;
};

/// What a recorded run of the slim image looked for in vain although the fat image has it, in the order of time; then what else the run of the fat
/// image used and the selection removed. Where there is nothing of either: what was removed from directories that it listed.
/// slimRun: nullptr when it could not be recorded.
[[nodiscard]] std::vector<MissingFile> missingFiles(const image::FileIndex &fat, const Selection &selection, const trace::Recording *slimRun,
                                                    const trace::Recording &fatRun);

} // namespace whittle::slim
