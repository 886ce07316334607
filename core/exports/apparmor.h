#pragma once

#include "base/result.h"
#include "exports/exporter.h"

#include <string>
#include <vector>

namespace whittle::exports {

/// The policy of a request: its own text, or one that is generated from its recordings with the options "name" and "complain"; notes are
/// added. Errors: as apparmor::generate.
[[nodiscard]] Result<std::string> policyTextOf(const Request &request, std::vector<std::string> &notes);

} // namespace whittle::exports
