#pragma once

#include "base/bpf.h"
#include "engine/engine.h"
#include "profile/profile.h"
#include "profile/target.h"

#include <set>
#include <string>

namespace whittle::engine {

/// The profile whose answers a recording gets, compiled for the container that is recorded.
struct BaseFilter
{
    std::string name;    // "docker-default", "none", a path
    bpf::Program filter; // empty: every call reaches the kernel
};

/// base: "docker-default", "podman-default", "none", or the path of a profile; empty: what the engine would apply by itself.
/// Errors: as reading and compiling the profile, naming it.
[[nodiscard]] Result<BaseFilter> chooseBase(const EngineInfo &engine, const std::set<std::string> &capabilities, const std::string &base);

/// A profile that is in memory, compiled for the engine under that name. Errors: as compiling it, naming it.
[[nodiscard]] Result<BaseFilter> compileBase(const EngineInfo &engine, const std::set<std::string> &capabilities, const std::string &name, const profile::Profile &profile);

/// The target that a profile is compiled for on this engine.
[[nodiscard]] Result<profile::Target> targetOf(const EngineInfo &engine, const std::set<std::string> &capabilities);

} // namespace whittle::engine
