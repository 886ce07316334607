#include "base/resource.h"
#include "formats/seccomp_json.h"
#include "profile/filter.h"

#include <cassert>
#include <optional>

namespace whittle::profile {

namespace {

Profile load(std::string_view path)
{
    auto document = formats::readSeccompJson(resource(path));
    assert(document && "a profile that is built in must be readable");
    return document ? std::move(document->profile) : Profile();
}

} // namespace

// Here and not in core/profile, because reading belongs to the formats.
const Profile *builtInProfile(std::string_view name)
{
    if (name == "docker-default") {
        static const Profile docker = load("profiles/docker-default.json");
        return &docker;
    }
    if (name == "podman-default") {
        static const Profile podman = load("profiles/podman-default.json");
        return &podman;
    }
    return nullptr;
}

} // namespace whittle::profile
