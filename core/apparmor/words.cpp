#include "apparmor/words.h"

#include <sys/mount.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cstring>
#include <string>

namespace whittle::apparmor {

namespace {

using std::string_view;

constexpr std::array kCapabilities = {
    string_view("chown"), string_view("dac_override"), string_view("dac_read_search"), string_view("fowner"), string_view("fsetid"),
    string_view("kill"), string_view("setgid"), string_view("setuid"), string_view("setpcap"), string_view("linux_immutable"),
    string_view("net_bind_service"), string_view("net_broadcast"), string_view("net_admin"), string_view("net_raw"), string_view("ipc_lock"),
    string_view("ipc_owner"), string_view("sys_module"), string_view("sys_rawio"), string_view("sys_chroot"), string_view("sys_ptrace"),
    string_view("sys_pacct"), string_view("sys_admin"), string_view("sys_boot"), string_view("sys_nice"), string_view("sys_resource"),
    string_view("sys_time"), string_view("sys_tty_config"), string_view("mknod"), string_view("lease"), string_view("audit_write"),
    string_view("audit_control"), string_view("setfcap"), string_view("mac_override"), string_view("mac_admin"), string_view("syslog"),
    string_view("wake_alarm"), string_view("block_suspend"), string_view("audit_read"), string_view("perfmon"), string_view("bpf"),
    string_view("checkpoint_restore"),
};

// Linux, include/linux/socket.h.
constexpr std::array kFamilies = {
    string_view("unspec"), string_view("unix"), string_view("inet"), string_view("ax25"), string_view("ipx"), string_view("appletalk"),
    string_view("netrom"), string_view("bridge"), string_view("atmpvc"), string_view("x25"), string_view("inet6"), string_view("rose"), string_view(), // DECnet, which AppArmor has no name for
    string_view("netbeui"), string_view("security"), string_view("key"), string_view("netlink"), string_view("packet"), string_view("ash"),
    string_view("econet"), string_view("atmsvc"), string_view("rds"), string_view("sna"), string_view("irda"), string_view("pppox"),
    string_view("wanpipe"), string_view("llc"), string_view("ib"), string_view("mpls"), string_view("can"), string_view("tipc"),
    string_view("bluetooth"), string_view("iucv"), string_view("rxrpc"), string_view("isdn"), string_view("phonet"), string_view("ieee802154"),
    string_view("caif"), string_view("alg"), string_view("nfc"), string_view("vsock"), string_view("kcm"), string_view("qipcrtr"),
    string_view("smc"), string_view("xdp"), string_view("mctp"),
};
constexpr std::array kTypes = {
    string_view(), string_view("stream"), string_view("dgram"), string_view("raw"), string_view("rdm"), string_view("seqpacket"),
    string_view("dccp"), string_view(), string_view(), string_view(), string_view("packet"),
};
constexpr std::array kProtocols = {string_view("tcp"), string_view("udp"), string_view("icmp")};

constexpr std::array kSignals = {
    string_view(), string_view("hup"), string_view("int"), string_view("quit"), string_view("ill"), string_view("trap"), string_view("abrt"),
    string_view("bus"), string_view("fpe"), string_view("kill"), string_view("usr1"), string_view("segv"), string_view("usr2"),
    string_view("pipe"), string_view("alrm"), string_view("term"), string_view("stkflt"), string_view("chld"), string_view("cont"),
    string_view("stop"), string_view("stp"), string_view("ttin"), string_view("ttou"), string_view("urg"), string_view("xcpu"),
    string_view("xfsz"), string_view("vtalrm"), string_view("prof"), string_view("winch"), string_view("io"), string_view("pwr"),
    string_view("sys"),
};
constexpr std::array kFurtherSignals = {string_view("emt"), string_view("lost"), string_view("exists")};

constexpr std::uint32_t kUser = 1U << 30; // "user" is no flag of the kernel
constexpr MountOption kMountOptions[] = {
    {"ro", MS_RDONLY, 0}, {"r", MS_RDONLY, 0}, {"read-only", MS_RDONLY, 0}, {"rw", 0, MS_RDONLY}, {"w", 0, MS_RDONLY},
    {"suid", 0, MS_NOSUID}, {"nosuid", MS_NOSUID, 0}, {"dev", 0, MS_NODEV}, {"nodev", MS_NODEV, 0}, {"exec", 0, MS_NOEXEC},
    {"noexec", MS_NOEXEC, 0}, {"sync", MS_SYNCHRONOUS, 0}, {"async", 0, MS_SYNCHRONOUS}, {"remount", MS_REMOUNT, 0},
    {"mand", MS_MANDLOCK, 0}, {"nomand", 0, MS_MANDLOCK}, {"dirsync", MS_DIRSYNC, 0}, {"symfollow", 0, 256}, {"nosymfollow", 256, 0},
    {"atime", 0, MS_NOATIME}, {"noatime", MS_NOATIME, 0}, {"diratime", 0, MS_NODIRATIME}, {"nodiratime", MS_NODIRATIME, 0},
    {"bind", MS_BIND, 0}, {"B", MS_BIND, 0}, {"move", MS_MOVE, 0}, {"M", MS_MOVE, 0}, {"rbind", MS_BIND | MS_REC, 0},
    {"R", MS_BIND | MS_REC, 0}, {"verbose", MS_SILENT, 0}, {"silent", MS_SILENT, 0}, {"loud", 0, MS_SILENT}, {"acl", MS_POSIXACL, 0},
    {"noacl", 0, MS_POSIXACL}, {"unbindable", MS_UNBINDABLE, 0}, {"make-unbindable", MS_UNBINDABLE, 0},
    {"runbindable", MS_UNBINDABLE | MS_REC, 0}, {"make-runbindable", MS_UNBINDABLE | MS_REC, 0}, {"private", MS_PRIVATE, 0},
    {"make-private", MS_PRIVATE, 0}, {"rprivate", MS_PRIVATE | MS_REC, 0}, {"make-rprivate", MS_PRIVATE | MS_REC, 0},
    {"slave", MS_SLAVE, 0}, {"make-slave", MS_SLAVE, 0}, {"rslave", MS_SLAVE | MS_REC, 0}, {"make-rslave", MS_SLAVE | MS_REC, 0},
    {"shared", MS_SHARED, 0}, {"make-shared", MS_SHARED, 0}, {"rshared", MS_SHARED | MS_REC, 0}, {"make-rshared", MS_SHARED | MS_REC, 0},
    {"relatime", MS_RELATIME, 0}, {"norelatime", MS_NOATIME, 0}, {"iversion", MS_I_VERSION, 0}, {"noiversion", 0, MS_I_VERSION},
    {"strictatime", MS_STRICTATIME, 0}, {"nostrictatime", 0, MS_STRICTATIME}, {"lazytime", MS_LAZYTIME, 0},
    {"nolazytime", 0, MS_LAZYTIME}, {"user", 0, kUser}, {"nouser", kUser, 0},
};

constexpr std::array kRuleKeywords = {
    string_view("capability"), string_view("network"), string_view("signal"), string_view("ptrace"), string_view("mount"), string_view("remount"),
    string_view("umount"), string_view("unmount"), string_view("pivot_root"), string_view("unix"), string_view("dbus"), string_view("set"),
    string_view("change_profile"), string_view("userns"), string_view("io_uring"), string_view("mqueue"), string_view("all"), string_view("link"),
    string_view("file"),
};

} // namespace

std::span<const string_view> capabilityNames() { return kCapabilities; }
bool isCapability(string_view name) { return std::ranges::contains(kCapabilities, name); }
std::span<const string_view> networkFamilies() { return kFamilies; }
std::span<const string_view> socketTypes() { return kTypes; }
bool isFamily(string_view name) { return !name.empty() && std::ranges::contains(kFamilies, name); }
bool isSocketType(string_view name) { return !name.empty() && name != "dccp" && std::ranges::contains(kTypes, name); }
bool isProtocol(string_view name) { return std::ranges::contains(kProtocols, name); }
std::span<const string_view> signalNames() { return kSignals; }

bool isSignal(string_view name)
{
    if (name.starts_with("rtmin+")) {
        const string_view digits = name.substr(6);
        int number = -1;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        return error == std::errc() && end == digits.data() + digits.size() && number >= 0 && number <= 32;
    }
    return !name.empty() && (std::ranges::contains(kSignals, name) || std::ranges::contains(kFurtherSignals, name));
}

std::optional<MountOption> mountOption(string_view name)
{
    const auto option = std::ranges::find(kMountOptions, name, &MountOption::name);
    return option == std::end(kMountOptions) ? std::nullopt : std::optional(*option);
}

bool isErrorName(string_view name)
{
    std::string upper(name);
    std::ranges::transform(upper, upper.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    for (int number = 1; number < 134; ++number) {
        const char *known = ::strerrorname_np(number);
        if (known && upper == known)
            return true;
    }
    return upper == "EWOULDBLOCK" || upper == "EDEADLOCK";
}

bool isRuleKeyword(string_view word) { return std::ranges::contains(kRuleKeywords, word); }

} // namespace whittle::apparmor
