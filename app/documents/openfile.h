#pragma once

#include "base/result.h"
#include "trace/recording.h"

#include <memory>
#include <string>
#include <variant>

namespace whittle::app {

/// What a file turned out to hold, by its content: the text of a seccomp profile, or a recording.
struct ProfileText
{
    std::string text;
};
using OpenedFile = std::variant<ProfileText, std::shared_ptr<const trace::Recording>>;

/// Reads a file and finds out what it is. Errors: as readFile; InvalidInput naming the place, of the kind that the file most likely
/// is. Any thread.
[[nodiscard]] Result<OpenedFile> openFile(const std::string &path);

/// The file's bytes as a text to mend, whatever they say. Errors: as readFile; InvalidInput where it is no text or too large for one.
[[nodiscard]] Result<std::string> readAsText(const std::string &path);

} // namespace whittle::app
