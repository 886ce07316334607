#pragma once

#include "base/result.h"
#include "trace/recording.h"

#include <string>
#include <string_view>

namespace whittle::trace {

/// The format of *.whittle.json, described in tests/data/recordings/README.md and ARCHITECTURE.md.
inline constexpr int kRecordingVersion = 1;

/// Whether a text means to be a recording, valid or not: by its first members, which profiles have not.
[[nodiscard]] bool looksLikeRecording(std::string_view text);

/// Errors: InvalidInput naming the JSON path; Unsupported for a newer version.
[[nodiscard]] Result<Recording> readRecording(std::string_view text);
[[nodiscard]] std::string writeRecording(const Recording &recording);

[[nodiscard]] Result<Recording> loadRecording(const std::string &path);
[[nodiscard]] Result<> saveRecording(const Recording &recording, const std::string &path);

} // namespace whittle::trace
