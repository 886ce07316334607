#pragma once

#include "models/chartdata.h"

namespace whittle::app {

class ProfileDocument;

/// The charts of a profile. The numbers are those of the compiled filters in the document's environment.
namespace profilecharts {

/// What it allows by risk, against Docker's and Podman's defaults.
[[nodiscard]] ChartData surface(const ProfileDocument &document);
/// Known kernel holes (CVEs) that it leaves open and closes, against the same.
[[nodiscard]] ChartData holes(const ProfileDocument &document);

} // namespace profilecharts
} // namespace whittle::app
