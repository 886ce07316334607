#pragma once

#include "documents/evidence.h"
#include "models/chartdata.h"

#include <vector>

namespace whittle::app {

/// The charts of what recordings saw. Clicks filter a table by names, numbers and times of the recordings.
namespace usagecharts {

/// New syscalls over time, with the point from which on nothing new came.
[[nodiscard]] ChartData growth(const std::vector<OpenRecording> &recordings);
/// Distinct syscalls by process and risk.
[[nodiscard]] ChartData processes(const std::vector<OpenRecording> &recordings);
/// How many values arguments took.
[[nodiscard]] ChartData arguments(const std::vector<OpenRecording> &recordings);

} // namespace usagecharts
} // namespace whittle::app
