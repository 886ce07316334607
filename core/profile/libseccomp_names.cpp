#include "profile/libseccomp_names.h"

#include "base/resource.h"
#include "profile/runtime_needs.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>

namespace whittle::profile {

namespace {

// The file lists, from the oldest version to the newest, the names that each version's tables have and no older one's.
struct Tables
{
    std::vector<std::string> versions;
    std::map<std::string, std::size_t, std::less<>> firstVersion; // by syscall; names of the oldest version are not listed
};

const Tables &tables()
{
    static const Tables loaded = [] {
        Tables result;
        const std::string_view text = resource("profiles/libseccomp-versions.json");
        const auto json = nlohmann::json::parse(text, nullptr, false);
        if (!json.is_object())
            return result;
        for (const auto &entry : json.value("versions", nlohmann::json::array())) {
            for (const auto &name : entry.value("added", nlohmann::json::array()))
                result.firstVersion.emplace(name.get<std::string>(), result.versions.size());
            result.versions.push_back(entry.value("version", std::string()));
        }
        return result;
    }();
    return loaded;
}

// Position of the newest listed version that is not newer than the given one.
std::optional<std::size_t> tableOf(std::string_view version)
{
    const bool isVersion = !version.empty() && version.find_first_not_of("0123456789.") == std::string_view::npos;
    std::optional<std::size_t> found;
    const std::vector<std::string> &versions = tables().versions;
    for (std::size_t i = 0; isVersion && i < versions.size() && compareVersions(versions[i], version) <= 0; ++i)
        found = i;
    return found;
}

} // namespace

bool isLibseccompVersion(std::string_view version)
{
    return tableOf(version).has_value();
}

const std::string &oldestLibseccompVersion()
{
    return tables().versions.front();
}

bool libseccompKnows(std::string_view version, std::string_view syscall)
{
    if (version.empty())
        return true;
    const auto first = tables().firstVersion.find(syscall);
    return first == tables().firstVersion.end() || tableOf(version) >= first->second;
}

} // namespace whittle::profile
