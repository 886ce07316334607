#include "engine/doctor.h"

#include "base/files.h"

#include <sys/prctl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <format>
#include <optional>

namespace whittle::engine {

namespace {

using State = Examination::State;
namespace fs = std::filesystem;

constexpr int kCapSysResource = 24; // linux/capability.h

// A small file without its final newline; empty when it cannot be read.
std::optional<std::string> line(const std::string &path)
{
    auto text = readFile(path, 1 << 20);
    if (!text)
        return std::nullopt;
    while (text->ends_with('\n') || text->ends_with(' '))
        text->pop_back();
    return *text;
}

Examination examineSeccomp(const std::string &root)
{
    const auto actions = line(root + "/proc/sys/kernel/seccomp/actions_avail");
    if (!actions)
        return {"seccomp", State::Broken, "the kernel has no seccomp filters (no /proc/sys/kernel/seccomp)", "use a kernel with CONFIG_SECCOMP_FILTER=y"};
    std::string missing;
    for (const char *action : {"kill_process", "kill_thread", "trap", "errno", "user_notif", "trace", "log", "allow"})
        if (!(" " + *actions + " ").contains(std::string(" ") + action + " "))
            missing += std::string(missing.empty() ? "" : ", ") + action;
    // Where the kernel tells its configuration in plain text.
    std::string config;
    utsname name = {};
    ::uname(&name);
    if (const auto text = line(root + "/boot/config-" + name.release))
        config = text->contains("CONFIG_SECCOMP_FILTER=y") ? "; CONFIG_SECCOMP_FILTER=y" : "; the kernel's configuration does not name CONFIG_SECCOMP_FILTER";
    if (!missing.empty())
        return {"seccomp", State::Limited, "actions that this kernel does not know: " + missing + config, "use a newer kernel"};
    return {"seccomp", State::Fine, "filters work; actions: " + *actions + config, {}};
}

Examination examineSeccompLog(const std::string &root)
{
    const auto logged = line(root + "/proc/sys/kernel/seccomp/actions_logged");
    if (!logged)
        return {"seccomp log", State::Limited, "what is logged cannot be read", {}};
    if (!(" " + *logged + " ").contains(" log "))
        return {"seccomp log", State::Limited, "SCMP_ACT_LOG leaves no trace; logged: " + (logged->empty() ? "nothing" : *logged),
                std::format("sysctl -w kernel.seccomp.actions_logged='{}{}log'", *logged, logged->empty() ? "" : " ")};
    return {"seccomp log", State::Fine, "logged: " + *logged, {}};
}

Examination examinePtrace(const std::string &root)
{
    const auto scope = line(root + "/proc/sys/kernel/yama/ptrace_scope");
    if (!scope)
        return {"ptrace", State::Fine, "allowed (no Yama)", {}};
    if (*scope == "3")
        return {"ptrace", State::Broken, "Yama forbids it for everybody (kernel.yama.ptrace_scope = 3)", "reboot with kernel.yama.ptrace_scope=1; 3 cannot be taken back"};
    if (*scope == "2" && ::geteuid() != 0)
        return {"ptrace", State::Broken, "Yama allows it to root only (kernel.yama.ptrace_scope = 2)", "sudo sysctl -w kernel.yama.ptrace_scope=1"};
    return {"ptrace", State::Fine, "allowed for children (kernel.yama.ptrace_scope = " + *scope + ")", {}};
}

Examination examineUserNamespaces(const std::string &root)
{
    if (const auto maximum = line(root + "/proc/sys/user/max_user_namespaces"); !maximum || *maximum == "0")
        return {"user namespaces", State::Limited, "off: no rootless containers", "sudo sysctl -w user.max_user_namespaces=10000"};
    if (const auto clone = line(root + "/proc/sys/kernel/unprivileged_userns_clone"); clone && *clone == "0")
        return {"user namespaces", State::Limited, "only for root: no rootless containers", "sudo sysctl -w kernel.unprivileged_userns_clone=1"};
    if (const auto restricted = line(root + "/proc/sys/kernel/apparmor_restrict_unprivileged_userns"); restricted && *restricted == "1")
        return {"user namespaces", State::Limited, "AppArmor restricts them to programs with a profile for that", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0"};
    return {"user namespaces", State::Fine, "available", {}};
}

Examination examineAppArmor(const std::string &root)
{
    if (line(root + "/sys/module/apparmor/parameters/enabled").value_or("N") != "Y")
        return {"AppArmor", State::Limited, "off in this kernel: profiles can be made and checked, not applied", "boot with apparmor=1 security=apparmor, where the kernel has it"};
    return {"AppArmor", State::Fine, "on", {}};
}

Examination examineCgroups(const std::string &root)
{
    std::error_code error;
    if (fs::exists(root + "/sys/fs/cgroup/cgroup.controllers", error))
        return {"control groups", State::Fine, "version 2", {}};
    if (fs::is_directory(root + "/sys/fs/cgroup/unified", error))
        return {"control groups", State::Limited, "hybrid (version 1 with 2 beside it): containers need runc, crun refuses", "boot with systemd.unified_cgroup_hierarchy=1"};
    if (fs::is_directory(root + "/sys/fs/cgroup/pids", error) || fs::is_directory(root + "/sys/fs/cgroup/memory", error))
        return {"control groups", State::Limited, "version 1: containers need runc, crun refuses", "boot with systemd.unified_cgroup_hierarchy=1"};
    return {"control groups", State::Broken, "none are mounted: no engine can start a container", "mount -t cgroup2 none /sys/fs/cgroup"};
}

Examination examineLimits()
{
    if (::prctl(PR_CAPBSET_READ, kCapSysResource, 0, 0, 0) == 0)
        return {"limits", State::Limited, "CAP_SYS_RESOURCE is missing: --privileged containers and raised limits fail", {}};
    return {"limits", State::Fine, "may be raised by root", {}};
}

} // namespace

std::vector<Examination> examineMachine(const std::string &root)
{
    return {examineSeccomp(root), examineSeccompLog(root), examinePtrace(root), examineUserNamespaces(root), examineAppArmor(root), examineCgroups(root), examineLimits()};
}

} // namespace whittle::engine
