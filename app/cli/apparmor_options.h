#pragma once

#include "apparmor/generate.h"
#include "cli/command.h"
#include "cli/image_argument.h"

#include <CLI/CLI.hpp>

#include <span>
#include <string>

namespace whittle::cli {

/// How an AppArmor profile is made from recordings: the options of propose and export.
class AppArmorOptions
{
public:
    void addTo(CLI::App &command);

    /// fallbackName: the profile's name where none was asked for. Errors: as reading the rules, opening the image, generate().
    [[nodiscard]] Result<apparmor::Generated> make(std::span<const trace::Recording> recordings, const std::string &fallbackName, const Context &context) const;

private:
    std::string m_name;
    std::string m_rules;
    std::string m_image;
    bool m_complain = false;
    ImageArguments m_images;
};

/// whittle-cli check for a text that is an AppArmor policy.
[[nodiscard]] Outcome checkAppArmor(const std::string &name, const std::string &text, bool json);

} // namespace whittle::cli
