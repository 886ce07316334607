#pragma once

#include "base/abi.h"
#include "base/result.h"

#include <compare>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace whittle::profile {

struct KernelVersion
{
    unsigned major = 0;
    unsigned minor = 0;

    auto operator<=>(const KernelVersion &) const = default;
};

/// Exactly two numbers, as Docker's minKernel wants them: "4.8". Errors: InvalidInput.
[[nodiscard]] Result<KernelVersion> parseKernelVersion(std::string_view text);
/// The first two numbers of a release as uname(2) tells it: "6.18.44-x" gives 6.18. Errors: InvalidInput.
[[nodiscard]] Result<KernelVersion> parseKernelRelease(std::string_view text);
[[nodiscard]] KernelVersion runningKernel();

/// How a profile's conditions are read (semantics differ between moby, containers-common and containerd's CRI plugin).
enum class EngineRules { Docker, Podman, Containerd };
enum class Runtime { Runc, Crun };

/// What Docker and Podman give a container that asks for nothing: sets of CAP_* names.
/// Sources: moby oci/caps/defaults.go, containers-common default_capabilities.
[[nodiscard]] const std::set<std::string> &defaultCapabilities(EngineRules engine);

/// Every capability that Linux has, in the kernel's order: "CAP_CHOWN" …
/// Source: linux/capability.h, 6.12.
[[nodiscard]] std::span<const std::string_view> allCapabilities();
/// "SYS_ADMIN", "cap_sys_admin" and "CAP_SYS_ADMIN" are CAP_SYS_ADMIN. Errors: InvalidInput for what is no capability.
[[nodiscard]] Result<std::string> parseCapability(std::string_view text);

/// Where a profile is to be used. Everything a decision depends on beside the profile and the call.
struct Target
{
    Abi architecture = nativeAbi(); // of the machine: X86_64 or Aarch64
    std::set<std::string> capabilities = defaultCapabilities(EngineRules::Docker); // bounding set of the container
    KernelVersion kernel = runningKernel();
    EngineRules rules = EngineRules::Docker;
    Runtime runtime = Runtime::Runc;
    std::string libseccomp; // "2.5.4": names that it does not know are dropped; empty: the one we run with
};

} // namespace whittle::profile
