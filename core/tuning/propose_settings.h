#pragma once

#include "base/result.h"
#include "image/file_index.h"
#include "trace/recording.h"
#include "tuning/container_settings.h"
#include "tuning/needed_capabilities.h"

#include <span>
#include <string>
#include <vector>

namespace whittle::tuning {

/// Why a setting is as it is.
struct SettingReason
{
    std::string setting; // "cap_add CAP_CHOWN", "tmpfs /run", "no-new-privileges", "read-only root", "user"
    std::string why;

    bool operator==(const SettingReason &) const = default;
};

struct SettingsOptions
{
    const image::FileIndex *files = nullptr;     // of the image
    std::vector<std::string> volumes;            // directories that can be written whatever the root is: the image's volumes and what is mounted
    Confidence least = Confidence::Likely;       // capabilities that are needed with less are left out, and named by a note
};

struct SettingsProposal
{
    ContainerSettings settings; // capabilities are named
    std::vector<CapabilityNeed> needs;  // all that were found, also those that are not added
    std::vector<SettingReason> reasons; // one for each setting, those that are not taken too
    std::vector<std::string> notes;     // what a person should look at
};

/// How the recorded programs can be started with as little as they need: all capabilities dropped and the needed ones added, no new privileges
/// unless a program that was executed has some to give, a read-only root with a tmpfs where something was written (unless files that are read
/// would be hidden by it), and a user other than root where nothing ran as root. Errors: InvalidInput without a recording.
[[nodiscard]] Result<SettingsProposal> proposeSettings(std::span<const trace::Recording> recordings, const SettingsOptions &options = {});

} // namespace whittle::tuning
