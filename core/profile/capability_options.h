#pragma once

#include "base/result.h"

#include <set>
#include <string>
#include <string_view>

namespace whittle::profile {

/// The capabilities of a container that is started with these words of `docker run` or `podman run`, such as
/// "--cap-add SYS_ADMIN --cap-drop=CHOWN", over those that the engine gives: adding ALL gives everything but what is dropped, dropping ALL
/// leaves what is added, and the order says nothing. A plain name is added, one with a minus in front is dropped. Errors: InvalidInput
/// naming the word. Source: moby, oci/caps/utils.go (TweakCapabilities).
[[nodiscard]] Result<std::set<std::string>> capabilitiesFor(std::string_view words, const std::set<std::string> &given);

/// The shortest such words that give the set; empty where the engine gives it already.
[[nodiscard]] std::string capabilityOptions(const std::set<std::string> &wanted, const std::set<std::string> &given);

} // namespace whittle::profile
