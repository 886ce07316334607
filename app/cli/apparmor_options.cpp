#include "cli/apparmor_options.h"

#include "base/files.h"

namespace whittle::cli {

void AppArmorOptions::addTo(CLI::App &command)
{
    command.add_option("--apparmor-name", m_name, "The AppArmor profile's name (default: after the image or program)");
    command.add_option("--apparmor-image", m_image, "The recorded image, so that symbolic links are followed: an archive, an OCI layout, or a name in the engine");
    command.add_option("--apparmor-rules", m_rules, "How names are generalised: a file of the form of resources/apparmor/rules.json");
    command.add_flag("--apparmor-complain", m_complain, "Make the AppArmor profile log what it would deny, and allow it");
}

Result<apparmor::Generated> AppArmorOptions::make(std::span<const trace::Recording> recordings, const std::string &fallbackName, const Context &context) const
{
    apparmor::GenerateOptions options;
    options.name = m_name.empty() ? fallbackName : m_name;
    options.complain = m_complain;
    if (!m_rules.empty()) {
        const auto text = readFile(m_rules, std::size_t{1} << 20);
        if (!text)
            return std::unexpected(text.error());
        auto rules = apparmor::readGeneralisation(*text);
        if (!rules)
            return addContext(std::move(rules).error(), m_rules);
        options.generalise = *std::move(rules);
    }
    if (m_image.empty())
        return apparmor::generate(recordings, options);
    const auto image = m_images.open(m_image, context);
    if (!image)
        return std::unexpected(image.error());
    options.files = &image->image.files();
    return apparmor::generate(recordings, options);
}

} // namespace whittle::cli
