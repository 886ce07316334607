#include "profile/target.h"

#include <sys/utsname.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace whittle::profile {

namespace {

// Reads digits at the front of text and takes them away.
bool takeNumber(std::string_view &text, unsigned &number)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

} // namespace

Result<KernelVersion> parseKernelVersion(std::string_view text)
{
    KernelVersion version;
    std::string_view rest = text;
    bool valid = takeNumber(rest, version.major) && rest.starts_with('.');
    if (valid) {
        rest.remove_prefix(1);
        valid = takeNumber(rest, version.minor) && rest.empty();
    }
    if (!valid || version == KernelVersion())
        return fail(ErrorCode::InvalidInput, "not a kernel version of two numbers, such as 4.8: \"" + std::string(text) + "\"");
    return version;
}

Result<KernelVersion> parseKernelRelease(std::string_view text)
{
    KernelVersion version;
    std::string_view rest = text;
    if (takeNumber(rest, version.major) && rest.starts_with('.')) {
        rest.remove_prefix(1);
        if (takeNumber(rest, version.minor))
            return version;
    }
    return fail(ErrorCode::InvalidInput, "not a kernel version, such as 6.1: \"" + std::string(text) + "\"");
}

KernelVersion runningKernel()
{
    utsname name = {};
    if (::uname(&name) != 0)
        return {};
    return parseKernelRelease(name.release).value_or(KernelVersion());
}

std::span<const std::string_view> allCapabilities()
{
    static constexpr std::array<std::string_view, 41> kCapabilities = {
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_SETGID", "CAP_SETUID",
        "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE", "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW",
        "CAP_IPC_LOCK", "CAP_IPC_OWNER", "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT",
        "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME", "CAP_SYS_TTY_CONFIG", "CAP_MKNOD",
        "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL", "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG",
        "CAP_WAKE_ALARM", "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
    };
    return kCapabilities;
}

Result<std::string> parseCapability(std::string_view text)
{
    std::string name(text);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    if (!name.starts_with("CAP_"))
        name.insert(0, "CAP_");
    if (!std::ranges::contains(allCapabilities(), name))
        return fail(ErrorCode::InvalidInput, "unknown capability \"" + std::string(text) + "\"");
    return name;
}

const std::set<std::string> &defaultCapabilities(EngineRules engine)
{
    static const std::set<std::string> docker = {
        "CAP_AUDIT_WRITE", "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_MKNOD",
        "CAP_NET_BIND_SERVICE", "CAP_NET_RAW", "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
    };
    // Podman leaves out what writes audit records, makes device nodes and opens raw sockets.
    static const std::set<std::string> podman = {
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL", "CAP_NET_BIND_SERVICE",
        "CAP_SETFCAP", "CAP_SETGID", "CAP_SETPCAP", "CAP_SETUID", "CAP_SYS_CHROOT",
    };
    // containerd's own default list is Docker's.
    return engine == EngineRules::Podman ? podman : docker;
}

} // namespace whittle::profile
