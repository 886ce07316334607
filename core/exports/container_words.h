#pragma once

#include "exports/exporter.h"

#include <string>
#include <vector>

namespace whittle::exports {

/// Capabilities as a container is given them.
struct CapabilityWords
{
    std::vector<std::string> drop; // "ALL", or names without CAP_
    std::vector<std::string> add;
};

/// What makes the engine give the container the target's capabilities. Settings that name them drop all others by ALL; without them only what
/// differs from the engine's default is said.
[[nodiscard]] CapabilityWords capabilityWords(const Request &request, profile::EngineRules engine);
/// As settings that name their capabilities say it, whatever the engine's default; nothing where they name none.
[[nodiscard]] CapabilityWords capabilityWords(const tuning::ContainerSettings &settings);

/// Options of `docker run` or, for EngineRules::Podman, of `podman run`: one word a member, not quoted for a shell. Neither the image nor a
/// seccomp profile is among them.
[[nodiscard]] std::vector<std::string> runOptions(const tuning::ContainerSettings &settings, const CapabilityWords &capabilities, profile::EngineRules engine);

/// "size=…,mode=…,exec" behind a path: "/run:size=16777216".
[[nodiscard]] std::string tmpfsWord(const tuning::Tmpfs &tmpfs);

/// The option of engines that can run containers with several runtimes, and what becomes of the profile there.
[[nodiscard]] OptionDescription runtimeOption();
/// Losses for the runtime that was chosen: "runsc" and "kata" do not apply a profile as runc does. Errors: as profile::compile.
[[nodiscard]] Result<std::vector<Loss>> runtimeLosses(const Request &request);

/// Losses where the engine that reads the profile's file reads its conditions otherwise than the target's. Errors: as profile::compile.
[[nodiscard]] Result<std::vector<Loss>> readingLosses(const Request &request, profile::EngineRules engine);

/// The profile's file as the result refers to it.
[[nodiscard]] std::string profileFileOf(const Request &request);

} // namespace whittle::exports
