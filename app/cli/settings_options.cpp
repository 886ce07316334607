#include "cli/settings_options.h"

namespace whittle::cli {

void SettingsOptions::addTo(CLI::App &command)
{
    const auto add = [&command](const char *name, auto &value, const char *help) { return command.add_option(name, value, help)->group("Container"); };
    add("--image", m_settings.image, "The image that is run");
    add("--user", m_settings.user, "The user: 101, 101:101 or a name of the image");
    add("--tmpfs", m_tmpfs, "A file system in memory: /run or /run:size=16m,mode=1777,exec (repeatable)")->allow_extra_args(false);
    add("--apparmor", m_settings.appArmorProfile, "The name of an AppArmor profile that is loaded");
    command.add_flag("--read-only", m_settings.readOnlyRoot, "The root file system is read-only")->group("Container");
    command.add_flag("--no-new-privileges", m_settings.noNewPrivileges, "Programs gain no rights by executing others")->group("Container");
}

Result<tuning::ContainerSettings> SettingsOptions::settings() const
{
    tuning::ContainerSettings settings = m_settings;
    for (const std::string &text : m_tmpfs) {
        auto tmpfs = tuning::parseTmpfs(text);
        if (!tmpfs)
            return addContext(std::move(tmpfs).error(), "--tmpfs");
        settings.tmpfs.push_back(*std::move(tmpfs));
    }
    return settings;
}

} // namespace whittle::cli
