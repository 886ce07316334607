#pragma once

#include "base/result.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::image {

/// HEALTHCHECK as the config has it: test is {"NONE"}, {"CMD", word…} or {"CMD-SHELL", text}; zeros are the engine's defaults.
struct HealthcheckConfig
{
    std::vector<std::string> test;
    std::int64_t intervalNs = 0;
    std::int64_t timeoutNs = 0;
    std::int64_t startPeriodNs = 0;
    std::int64_t startIntervalNs = 0;
    std::int64_t retries = 0;

    bool operator==(const HealthcheckConfig &) const = default;
};

/// What an image's config says about its containers; the members of Docker and of the OCI image specification. Empty: not said.
struct RunConfig
{
    std::string author;
    std::vector<std::string> environment; // "NAME=value", in order
    std::vector<std::string> entrypoint;
    std::vector<std::string> command;
    std::string user;
    std::string workingDirectory;
    std::string stopSignal;
    std::vector<std::string> ports;   // "80/tcp", sorted
    std::vector<std::string> volumes; // sorted
    std::map<std::string, std::string> labels;
    std::optional<HealthcheckConfig> healthcheck;
    std::vector<std::string> shell;
    std::vector<std::string> onBuild;

    bool operator==(const RunConfig &) const = default;
};

/// Reads an image's config (Image::configText). Members of other programs are passed over. Errors: InvalidInput naming the JSON path.
[[nodiscard]] Result<RunConfig> parseRunConfig(std::string_view text);

/// One member of a config as a person reads it: {"Env", {"A=1", …}}.
struct ConfigLine
{
    std::string name; // Docker's: "Entrypoint", "ExposedPorts"
    std::vector<std::string> values;

    bool operator==(const ConfigLine &) const = default;
};
/// What is set, always in the same order. Lists of words (Entrypoint, Cmd, Shell) are one value in JSON; durations are "1m30s".
[[nodiscard]] std::vector<ConfigLine> describe(const RunConfig &config);

/// ["sh","-c","a \"b\""]: a list of words as Dockerfiles and configs write it; what is no UTF-8 is replaced.
[[nodiscard]] std::string jsonWords(const std::vector<std::string> &words);
/// "1m30s", "500ms", "0s", as Go writes and Dockerfiles read it.
[[nodiscard]] std::string durationText(std::int64_t nanoseconds);

} // namespace whittle::image
