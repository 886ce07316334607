#include "cli/profile_argument.h"

#include "base/files.h"
#include "profile/filter.h"

namespace whittle::cli {

Result<ProfileArgument> loadProfile(const std::string &name)
{
    if (const profile::Profile *builtIn = profile::builtInProfile(name))
        return ProfileArgument{name, *builtIn, {}};
    auto text = readFile(name, kLargestProfile);
    if (!text)
        return std::unexpected(std::move(text).error());
    return profileOf(name, *text);
}

Result<ProfileArgument> profileOf(const std::string &name, const std::string &text)
{
    const std::string shown = name == "-" ? "standard input" : name;
    auto document = formats::readSeccompJson(text);
    if (!document)
        return addContext(std::move(document).error(), shown);
    return ProfileArgument{shown, std::move(document->profile), std::move(document->places)};
}

} // namespace whittle::cli
