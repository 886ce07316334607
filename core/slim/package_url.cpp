#include "slim/package_databases.h"

#include <array>
#include <format>

namespace whittle::slim {

namespace {

// Percent-encoding of package URLs (https://github.com/package-url/purl-spec): letters, digits and ".-_~:" stand as they are.
std::string encoded(std::string_view text)
{
    std::string result;
    for (const char c : text) {
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view(".-_~:").contains(c);
        if (isPlain)
            result += c;
        else
            result += std::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return result;
}

std::string lower(std::string text)
{
    for (char &c : text) {
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return text;
}

} // namespace

std::string packageUrl(const Package &package, const Distribution &distribution)
{
    static constexpr std::array<std::string_view, 3> kTypes = {"deb", "apk", "rpm"};
    static constexpr std::array<std::string_view, 3> kUsual = {"debian", "alpine", ""};
    const auto system = static_cast<std::size_t>(package.system);
    const std::string vendor = distribution.id.empty() ? std::string(kUsual[system]) : lower(distribution.id);
    std::string version = package.version;
    std::string epoch;
    if (package.system == PackageSystem::Rpm) { // whose epoch is a qualifier
        if (const auto colon = version.find(':'); colon != std::string::npos) {
            epoch = version.substr(0, colon);
            version.erase(0, colon + 1);
        }
    }
    std::string url = std::format("pkg:{}/{}{}{}", kTypes[system], encoded(vendor), vendor.empty() ? "" : "/",
                                  encoded(package.system == PackageSystem::Rpm ? package.name : lower(package.name)));
    if (!version.empty())
        url += "@" + encoded(version);
    // Qualifiers in the order of their names.
    std::string qualifiers;
    const auto add = [&qualifiers](std::string_view name, const std::string &value) {
        if (!value.empty())
            qualifiers += std::format("{}{}={}", qualifiers.empty() ? "?" : "&", name, encoded(value));
    };
    add("arch", package.architecture);
    if (!distribution.id.empty())
        add("distro", lower(distribution.id) + (distribution.version.empty() ? "" : "-" + distribution.version));
    add("epoch", epoch);
    if (!package.sourceName.empty() && (package.sourceName != package.name || !package.sourceVersion.empty()))
        add("upstream", package.sourceName + (package.sourceVersion.empty() ? "" : "@" + package.sourceVersion));
    return url + qualifiers;
}

Distribution parseOsRelease(std::string_view text)
{
    Distribution distribution;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const std::string_view row = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const auto sign = row.find('=');
        if (sign == std::string_view::npos)
            continue;
        // Words of the shell: quotes around, a backslash before what they would end.
        std::string value;
        char quote = 0;
        for (std::size_t i = sign + 1; i < row.size(); ++i) {
            const char c = row[i];
            if (c == '\\' && quote != '\'' && i + 1 < row.size())
                value += row[++i];
            else if (quote == 0 && (c == '"' || c == '\''))
                quote = c;
            else if (quote != 0 && c == quote)
                quote = 0;
            else if (c != '\r')
                value += c;
        }
        const std::string_view name = row.substr(0, sign);
        if (name == "ID")
            distribution.id = value;
        else if (name == "VERSION_ID")
            distribution.version = value;
        else if (name == "PRETTY_NAME")
            distribution.name = value;
    }
    return distribution;
}

} // namespace whittle::slim
