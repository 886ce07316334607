#pragma once

#include "base/abi.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace whittle::profile {

/// One architecture that a seccomp profile can name. Sources: the OCI runtime specification (config-linux, seccomp architectures),
/// seccomp.h, Go's GOARCH.
struct Architecture
{
    std::string_view ociName; // "SCMP_ARCH_X86_64"
    std::string_view goName;  // "amd64": what conditions call it
    std::uint32_t token = 0;  // libseccomp's SCMP_ARCH_*
    std::optional<Abi> abi;   // where Whittle knows its syscalls
};

/// By its SCMP_ARCH_* name; nullptr where runtimes know none of that name.
[[nodiscard]] const Architecture *findArchitecture(std::string_view ociName);
[[nodiscard]] const Architecture &architectureOf(Abi abi);
/// True for names that conditions on architectures may use.
[[nodiscard]] bool isGoArchitecture(std::string_view goName);

} // namespace whittle::profile
