#include "apparmor/generate.h"

#include "apparmor/words.h"
#include "tuning/needed_capabilities.h"

#include <algorithm>
#include <cctype>

namespace whittle::apparmor {

std::vector<std::pair<std::string, std::string>> usedCapabilities(std::span<const trace::Recording> recordings, const image::FileIndex *files)
{
    std::vector<std::pair<std::string, std::string>> used;
    for (const tuning::CapabilityNeed &need : tuning::neededCapabilities(recordings, files)) {
        std::string name = need.name.substr(need.name.starts_with("CAP_") ? 4 : 0);
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (need.confidence != tuning::Confidence::Possible && isCapability(name))
            used.emplace_back(std::move(name), need.evidence.front().text);
    }
    return used;
}

} // namespace whittle::apparmor
