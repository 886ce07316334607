#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace whittle::sensor {

/// Who a container's USER is.
struct User
{
    unsigned uid = 0;
    unsigned gid = 0;
    std::string home = "/";
    std::vector<unsigned> groups; // supplementary, the primary one among them

    bool operator==(const User &) const = default;
};

/// Reads "name|uid[:group|gid]" as Docker and Podman do, with the texts of the container's own /etc/passwd and /etc/group: a number that
/// is no entry is itself with group 0; an explicit group means no further groups of the name; empty is root.
/// Errors: NotFound naming user or group.
[[nodiscard]] Result<User> resolveUser(std::string_view spec, const std::vector<std::string> &furtherGroups, std::string_view passwd,
                                       std::string_view group);

} // namespace whittle::sensor
