#pragma once

#include "analysis/verify.h"
#include "profile/profile.h"

#include <nlohmann/json.hpp>

#include <string>

namespace whittle::cli {

/// A verdict as `verify --json` prints it.
[[nodiscard]] nlohmann::ordered_json verdictJson(const analysis::Verdict &verdict);

/// For a person: how the starts went; then probes, what is missing and notes, a line each. under: what is behind a line's first word.
void showStarts(const analysis::Verdict &verdict, const std::string &under = {});
void showAnswers(const analysis::Verdict &verdict, const std::string &under = {});

/// Keeps the verdict for the editor, which says of an open profile whether it was verified. That it could not be kept changes no verdict.
void remember(const profile::Profile &profile, const std::string &image, const analysis::Verdict &verdict);

} // namespace whittle::cli
