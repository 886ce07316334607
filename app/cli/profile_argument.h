#pragma once

#include "formats/seccomp_json.h"

#include <cstddef>
#include <string>

namespace whittle::cli {

/// Far above any real profile; a reader that keeps the place of every value must not be fed without end.
inline constexpr std::size_t kLargestProfile = std::size_t{8} << 20;

/// What a PROFILE argument names: a file ("-" is standard input), "docker-default" or "podman-default".
struct ProfileArgument
{
    std::string name;
    profile::Profile profile;
    std::map<std::string, formats::TextRange, std::less<>> places; // empty for built-in profiles
};

/// Errors: as readFile; InvalidInput naming the file and the place in it.
[[nodiscard]] Result<ProfileArgument> loadProfile(const std::string &name);

/// The same from a text that has been read; name is for messages.
[[nodiscard]] Result<ProfileArgument> profileOf(const std::string &name, const std::string &text);

} // namespace whittle::cli
