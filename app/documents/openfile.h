#pragma once

#include "base/progress.h"
#include "documents/imagecontents.h"
#include "trace/recording.h"

#include <memory>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace whittle::app {

/// What a path turned out to hold, by its content: the text of a seccomp profile or of an AppArmor policy, a recording (a trace, log or report of other
/// tools becomes one), an image or the folder of a build.
struct ProfileText
{
    std::string text;
};
/// The text of an AppArmor policy, right or wrong.
struct PolicyText
{
    std::string text;
};
struct ImportedRecording
{
    std::shared_ptr<const trace::Recording> recording;
    std::vector<std::string> notes; // what became of the lines of the trace or log
};
using OpenedFile = std::variant<ProfileText, PolicyText, std::shared_ptr<const trace::Recording>, ContentsPtr, ImportedRecording>;

/// Reads a file or folder and finds out what it is. fatPath: where the fat image of a build is, when that is known. Errors: as readFile,
/// loadImage, loadBuild; InvalidInput naming the place, of the kind that the file most likely is. Any thread.
[[nodiscard]] Result<OpenedFile> openFile(const std::string &path, const std::string &fatPath = {}, std::stop_token stop = {}, const ProgressFn &report = {});

/// The file's bytes as a text to mend, whatever they say. Errors: as readFile; InvalidInput where it is no text or too large for one.
[[nodiscard]] Result<std::string> readAsText(const std::string &path);

} // namespace whittle::app
