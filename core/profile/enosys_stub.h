#pragma once

#include "base/bpf.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace whittle::profile {

/// Code that runc puts in front of a filter: calls numbered above the largest number that any rule names for their ABI are answered with
/// ENOSYS, so that programs fall back to what they know. tokens: libseccomp's architecture tokens of the filter; names: of all rules.
/// Empty where no ABI has a named call.
/// Source: runc libcontainer/seccomp/patchbpf.
[[nodiscard]] bpf::Program enosysStub(std::span<const std::uint32_t> tokens, std::span<const std::string> names);

} // namespace whittle::profile
