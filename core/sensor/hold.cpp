#include "sensor/hold.h"

#include "sensor/launch.h"
#include "sensor/system.h"
#include "sensor/user.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>

namespace whittle::sensor {

namespace {

constexpr int kFailed = 125;
constexpr int kNotExecutable = 126;
constexpr int kNotFound = 127;

bool waitForTracer(int timeoutMs)
{
    const std::int64_t until = now() + std::int64_t{timeoutMs} * 1'000'000;
    while (now() < until) {
        const auto status = statusOf(getpid());
        if (status && status->tracer != 0)
            return true;
        const timespec pause{0, 5'000'000};
        nanosleep(&pause, nullptr);
    }
    return false;
}

bool isNullDevice(const struct stat &status) { return S_ISCHR(status.st_mode) && status.st_rdev == makedev(1, 3); }

// The program opens its own output again at times (/dev/stderr); it can when the pipe is its user's, as the runtime makes it.
void giveStreams(unsigned uid)
{
    for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        struct stat status{};
        if (fstat(fd, &status) == 0 && !isNullDevice(status) && status.st_uid != uid)
            (void)!fchown(fd, uid, status.st_gid);
    }
}

struct CapabilitySets
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct data[2] = {};

    bool get() { return syscall(SYS_capget, &header, data) == 0; }
    bool set() { return syscall(SYS_capset, &header, data) == 0; }
    void keepOnly(std::uint64_t mask)
    {
        for (unsigned half = 0; half < 2; ++half) {
            const auto part = static_cast<std::uint32_t>(mask >> (32 * half));
            data[half].effective &= part;
            data[half].permitted &= part;
            data[half].inheritable &= part;
        }
    }
};

bool dropBounding(std::uint64_t keep)
{
    constexpr unsigned long kHighest = 63;
    for (unsigned long capability = 0; capability <= kHighest; ++capability) {
        const int held = prctl(PR_CAPBSET_READ, capability, 0, 0, 0);
        if (held < 0)
            break; // the kernel knows no more
        if (held == 1 && !((keep >> capability) & 1) && prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0)
            return false;
    }
    return true;
}

Result<> become(const User &user, std::optional<std::uint64_t> capabilities)
{
    giveStreams(user.uid);
    const auto wanted = capabilities.value_or(~std::uint64_t{0});
    if (!dropBounding(wanted))
        return failErrno("dropping capabilities", errno);
    std::vector<gid_t> groups(user.groups.begin(), user.groups.end());
    if (setgroups(groups.size(), groups.data()) != 0)
        return failErrno("setting groups", errno);
    if (setresgid(user.gid, user.gid, user.gid) != 0)
        return failErrno("setting the group", errno);
    // Ambient capabilities are for programs that are not root; none were lent as such.
    if (setresuid(user.uid, user.uid, user.uid) != 0)
        return failErrno("setting the user", errno);
    CapabilitySets sets;
    if (!sets.get())
        return failErrno("reading capabilities", errno);
    sets.keepOnly(wanted);
    if (!sets.set())
        return failErrno("setting capabilities", errno);
    return {};
}

} // namespace

int hold(const HoldRequest &request)
{
    // Before anything is lent back: who the user is, from files that root can read.
    auto user = resolveUser(request.user, request.groups, contentOf("/etc/passwd", 1 << 20), contentOf("/etc/group", 1 << 20));
    if (!user) {
        complain(user.error().message);
        return kNotExecutable;
    }
    if (!waitForTracer(request.timeoutMs)) {
        complain("nobody came to trace this process");
        return kFailed;
    }
    if (const auto loaded = loadPreFilter(); !loaded) {
        complain(loaded.error().message);
        return kFailed;
    }
    const bool changes = !request.user.empty() || !request.groups.empty() || request.capabilities;
    if (changes) {
        if (const auto became = become(*user, request.capabilities); !became) {
            complain(became.error().message);
            return kFailed;
        }
    }
    // What stands there is root's, from the runtime, which started us as root.
    if (request.setsHome)
        setenv("HOME", user->home.c_str(), 1);

    const char *path = getenv("PATH");
    constexpr const char *kDefaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"; // as engines set it
    const auto program = lookUpProgram(request.command.front(), path && *path ? path : kDefaultPath);
    if (!program) {
        complain(program.error().message);
        return program.error().code == ErrorCode::NotFound ? kNotFound : kNotExecutable;
    }
    std::vector<char *> words;
    for (const std::string &word : request.command)
        words.push_back(const_cast<char *>(word.c_str()));
    words.push_back(nullptr);
    execve(program->c_str(), words.data(), environ);
    const int error = errno;
    complain("executing " + *program, error);
    return error == ENOENT ? kNotFound : kNotExecutable;
}

HolderRole holderRole(std::string_view commandLine)
{
    const auto takeWord = [&commandLine] {
        const std::size_t end = std::min(commandLine.find('\0'), commandLine.size());
        const std::string_view word = commandLine.substr(0, end);
        commandLine.remove_prefix(std::min(end + 1, commandLine.size()));
        return word;
    };
    takeWord(); // the program's own name
    if (takeWord() != "hold")
        return HolderRole::None;
    while (!commandLine.empty()) {
        const std::string_view word = takeWord();
        if (word == "--")
            break;
        if (word == "--first")
            return HolderRole::First;
    }
    return HolderRole::Command;
}

} // namespace whittle::sensor
