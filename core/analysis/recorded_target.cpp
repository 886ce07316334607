#include "analysis/recorded_target.h"

namespace whittle::analysis {

profile::Target targetOf(const trace::Recording &recording)
{
    profile::Target target;
    const trace::Environment &environment = recording.environment;
    if (const auto machine = parseAbi(environment.machine); machine == Abi::X86_64 || machine == Abi::Aarch64)
        target.architecture = *machine;
    if (const auto kernel = profile::parseKernelRelease(environment.kernel))
        target.kernel = *kernel;
    target.rules = environment.engine.starts_with("podman") ? profile::EngineRules::Podman : profile::EngineRules::Docker;
    if (environment.runtime.contains("crun"))
        target.runtime = profile::Runtime::Crun;
    // A local program has no capabilities of a container; it is asked about as in an ordinary one.
    if (recording.subject.kind == "image")
        target.capabilities = {environment.capabilities.begin(), environment.capabilities.end()};
    else
        target.capabilities = profile::defaultCapabilities(target.rules);
    return target;
}

} // namespace whittle::analysis
