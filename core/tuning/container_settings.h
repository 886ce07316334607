#pragma once

#include "base/result.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::tuning {

/// A file system in memory that the container may write to.
struct Tmpfs
{
    std::string path; // absolute
    std::optional<std::uint64_t> bytes = {};
    std::optional<std::uint32_t> mode = {}; // 0755; empty: the engine's own, 1777
    std::optional<std::uint64_t> uid = {};  // empty: root
    std::optional<std::uint64_t> gid = {};
    bool executable = false; // engines mount noexec where nothing is said

    bool operator==(const Tmpfs &) const = default;
};

/// What a container runs with beside its seccomp profile: what Compose, Kubernetes, systemd and the engines' command lines have words for. What is
/// empty is not written.
struct ContainerSettings
{
    std::string image;
    std::optional<std::set<std::string>> capabilities; // "CAP_CHOWN": these and no others
    bool noNewPrivileges = false;
    bool readOnlyRoot = false;
    std::vector<Tmpfs> tmpfs; // by path, so that one below another comes later
    std::string user; // "101:101", "nginx": as an image's config says it
    std::string appArmorProfile; // its name

    bool operator==(const ContainerSettings &) const = default;
};

/// "/run" or "/run:size=16m,mode=1777,uid=101,gid=101,exec". Errors: InvalidInput naming the word.
[[nodiscard]] Result<Tmpfs> parseTmpfs(std::string_view text);
/// "size=16777216,mode=1777,uid=101,gid=101,exec"; empty where nothing is said.
[[nodiscard]] std::string tmpfsOptions(const Tmpfs &tmpfs);

/// A user of which both parts are numbers or left out.
struct NumericUser
{
    std::uint32_t user = 0;
    std::optional<std::uint32_t> group;
};
/// Empty for names, which only the image's passwd file explains.
[[nodiscard]] std::optional<NumericUser> numericUser(std::string_view user);

} // namespace whittle::tuning
