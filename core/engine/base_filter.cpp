#include "engine/base_filter.h"

#include "base/files.h"
#include "formats/seccomp_json.h"
#include "profile/filter.h"

#include <algorithm>

namespace whittle::engine {

namespace {

// Engines say "name=seccomp,profile=builtin" (or "default", or a path of their own configuration) when they use seccomp at all.
std::string engineDefault(const EngineInfo &engine)
{
    const auto option = std::ranges::find_if(engine.securityOptions, [](const std::string &text) { return text.starts_with("name=seccomp"); });
    if (option == engine.securityOptions.end() || option->contains("profile=unconfined"))
        return "none";
    return engine.kind == Kind::Podman ? "podman-default" : "docker-default";
}

} // namespace

Result<profile::Target> targetOf(const EngineInfo &engine, const std::set<std::string> &capabilities)
{
    profile::Target target;
    if (const auto abi = parseAbi(engine.machine))
        target.architecture = *abi;
    target.capabilities = capabilities;
    auto kernel = profile::parseKernelRelease(engine.kernel);
    if (!kernel)
        return addContext(kernel.error(), "the engine's kernel");
    target.kernel = *kernel;
    target.rules = engine.kind == Kind::Podman ? profile::EngineRules::Podman : profile::EngineRules::Docker;
    target.runtime = engine.runtime.contains("crun") ? profile::Runtime::Crun : profile::Runtime::Runc;
    return target;
}

Result<BaseFilter> chooseBase(const EngineInfo &engine, const std::set<std::string> &capabilities, const std::string &base)
{
    BaseFilter result;
    result.name = base.empty() ? engineDefault(engine) : base;
    if (result.name == "none")
        return result;
    std::optional<profile::Profile> read;
    const profile::Profile *profile = profile::builtInProfile(result.name);
    if (!profile) {
        auto text = readFile(result.name);
        if (!text)
            return std::unexpected(text.error());
        auto parsed = formats::readSeccompJson(*text);
        if (!parsed)
            return addContext(parsed.error(), "reading " + result.name);
        read = std::move(parsed->profile);
        profile = &*read;
    }
    return compileBase(engine, capabilities, result.name, *profile);
}

Result<BaseFilter> compileBase(const EngineInfo &engine, const std::set<std::string> &capabilities, const std::string &name, const profile::Profile &profile)
{
    const auto target = targetOf(engine, capabilities);
    if (!target)
        return std::unexpected(target.error());
    const auto filter = profile::compile(profile, *target);
    if (!filter)
        return addContext(filter.error(), "base profile " + name);
    return BaseFilter{name, {filter->program().begin(), filter->program().end()}};
}

} // namespace whittle::engine
