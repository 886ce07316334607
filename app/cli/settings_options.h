#pragma once

#include "tuning/container_settings.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace whittle::cli {

/// What a container runs with beside its profile (--image, --user, --read-only, --tmpfs, --no-new-privileges, --apparmor). The object must live
/// as long as the command.
class SettingsOptions
{
public:
    void addTo(CLI::App &command);

    /// Errors: InvalidInput naming the option.
    [[nodiscard]] Result<tuning::ContainerSettings> settings() const;

private:
    tuning::ContainerSettings m_settings;
    std::vector<std::string> m_tmpfs;
};

} // namespace whittle::cli
