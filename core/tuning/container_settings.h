#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whittle::tuning {

/// A directory of a container whose root is read-only that can be written all the same.
struct TmpfsMount
{
    std::string path; // absolute
    std::optional<std::uint32_t> mode; // permission bits; empty: the engine's own, 1777
    std::optional<std::uint64_t> uid;  // empty: root
    std::optional<std::uint64_t> gid;

    bool operator==(const TmpfsMount &) const = default;
};

/// How a container is started beside its image, its seccomp and its AppArmor profile: what Compose, Kubernetes, systemd and the engines'
/// command lines have words for. A plain value; writers turn it into those words.
struct ContainerSettings
{
    bool dropAllCapabilities = false;
    std::vector<std::string> addCapabilities; // "CAP_CHOWN", sorted; over none where all are dropped, else over the engine's own
    bool noNewPrivileges = false;
    bool readOnlyRoot = false;
    std::vector<TmpfsMount> tmpfs; // by path, so that one below another comes later
    std::string user;    // as engines take it: "101", "101:101", "nginx"; empty: the image's
    std::string runtime; // "runc", "crun", "runsc", "kata"; empty: the engine's default

    bool operator==(const ContainerSettings &) const = default;
};

/// "mode=755,uid=101,gid=101": what stands behind the path in --tmpfs and in Compose; empty where nothing is said.
[[nodiscard]] std::string tmpfsOptions(const TmpfsMount &mount);

} // namespace whittle::tuning
