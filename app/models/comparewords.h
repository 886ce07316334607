#pragma once

#include "analysis/comparison.h"
#include "analysis/drift.h"

#include <QString>

namespace whittle::app::words {

[[nodiscard]] QString change(const std::optional<profile::Change> &change); // "Newly allowed", "The same"
[[nodiscard]] QString changeIcon(const std::optional<profile::Change> &change);
/// The points where two decisions differ: "family=AF_ALG: Deny · EPERM → Allow; …".
[[nodiscard]] QString points(const profile::Difference &difference, const syscalls::Syscall &syscall, std::size_t most);
/// What changes from the first side to another one on one ABI, as rich text in the theme's colours; counts are links to `change:…` filters.
[[nodiscard]] QString summaryHtml(const analysis::ComparisonSummary &summary);
/// Which syscalls of high or critical risk come and go from the first side to another one on one ABI, as a sentence in rich text.
[[nodiscard]] QString riskHtml(const analysis::Comparison &comparison, std::size_t side, Abi abi);
/// What one recording did that another did not, in numbers, as rich text.
[[nodiscard]] QString driftHtml(const analysis::Drift &drift);
/// The known holes that open and close, by name.
[[nodiscard]] QString holes(const analysis::ComparisonSummary &summary);

} // namespace whittle::app::words
