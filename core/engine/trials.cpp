#include "engine/doctor.h"

#include "base/subprocess.h"
#include "profile/runtime_needs.h"
#include "profile/target.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <format>
#include <optional>

namespace whittle::engine {

namespace {

using State = Examination::State;
using namespace std::chrono_literals;

// The first kernel that tells a tracer architecture, number and arguments of a syscall at once.
constexpr profile::KernelVersion kOldestKernel = {5, 3};
constexpr off_t kMaxOutput = off_t{4} << 20;

// What a program prints, standard error included; empty when it cannot be run or fails.
std::optional<std::string> outputOf(const std::vector<std::string> &command)
{
    const FileDescriptor file(::memfd_create("whittle-output", MFD_CLOEXEC));
    if (!file)
        return std::nullopt;
    auto process = Subprocess::start({.command = command, .environment = {"LC_ALL=C"}, .output = file.get()});
    if (!process)
        return std::nullopt;
    const auto end = process->wait(10s);
    if (!end || !*end || (*end)->status != 0)
        return std::nullopt;
    std::string text(static_cast<std::size_t>(std::clamp<off_t>(::lseek(file.get(), 0, SEEK_END), 0, kMaxOutput)), '\0');
    const ssize_t count = ::pread(file.get(), text.data(), text.size(), 0);
    text.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return text;
}

int waitFor(pid_t child)
{
    int status = 0;
    while (::waitpid(child, &status, __WALL) < 0 && errno == EINTR) {
    }
    return status;
}

// 0 or the errno with which the kernel refused a filter, in a child that ends at once.
int tryFilter()
{
    const pid_t child = ::fork();
    if (child < 0)
        return errno;
    if (child == 0) {
        sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
        const sock_fprog program = {1, &allow};
        const bool loaded = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
        ::_exit(loaded ? 0 : errno);
    }
    const int status = waitFor(child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : EPERM;
}

// Seizes a child, stops it and asks for its syscall: what the sensor lives on. 0 or an errno.
int tryTracing()
{
    const pid_t child = ::fork();
    if (child < 0)
        return errno;
    if (child == 0) {
        for (;;)
            ::pause();
    }
    int error = 0;
    if (::ptrace(PTRACE_SEIZE, child, 0, PTRACE_O_EXITKILL) != 0 || ::ptrace(PTRACE_INTERRUPT, child, 0, 0) != 0) {
        error = errno;
    } else {
        waitFor(child);
        __ptrace_syscall_info info = {};
        if (::ptrace(PTRACE_GET_SYSCALL_INFO, child, sizeof info, &info) < 0)
            error = errno;
    }
    ::kill(child, SIGKILL);
    int status = 0;
    do
        status = waitFor(child);
    while (WIFSTOPPED(status));
    return error;
}

Examination examineKernel()
{
    utsname name = {};
    ::uname(&name);
    const std::string text = std::format("Linux {}", name.release);
    if (profile::runningKernel() < kOldestKernel)
        return {"kernel", State::Broken, text + "; the tracer needs 5.3 or newer", "apt-get install linux-image-amd64, and reboot"};
    // A kernel that carries its configuration packed.
    if (::access("/proc/config.gz", R_OK) == 0) {
        if (const auto config = outputOf({"gzip", "-dc", "/proc/config.gz"})) {
            for (const char *option : {"CONFIG_SECCOMP", "CONFIG_SECCOMP_FILTER"})
                if (!config->contains(std::format("\n{}=y\n", option)))
                    return {"kernel", State::Broken, std::format("{}; {} is not set", text, option), "apt-get install linux-image-amd64, and reboot"};
            return {"kernel", State::Fine, text + "; CONFIG_SECCOMP=y, CONFIG_SECCOMP_FILTER=y", {}};
        }
    }
    return {"kernel", State::Fine, text, {}};
}

Examination examineLibseccomp()
{
    const scmp_version *version = ::seccomp_version();
    if (!version)
        return {"libseccomp", State::Limited, "says no version", {}};
    return {"libseccomp", State::Fine, std::format("{}.{}.{}, API level {}", version->major, version->minor, version->micro, ::seccomp_api_get()), {}};
}

Examination examineFilter()
{
    if (const int error = tryFilter())
        return {"seccomp trial", State::Broken, std::format("a filter cannot be loaded: {}", std::strerror(error)),
                "run outside of the sandbox, or the container with --security-opt seccomp=unconfined"};
    return {"seccomp trial", State::Fine, "a filter was loaded", {}};
}

Examination examineTracing()
{
    if (const int error = tryTracing())
        return {"ptrace trial", State::Broken, std::format("a process cannot be traced: {}", std::strerror(error)),
                "run the container with --cap-add SYS_PTRACE; on a machine: sudo sysctl -w kernel.yama.ptrace_scope=1"};
    return {"ptrace trial", State::Fine, "a process was traced", {}};
}

} // namespace

std::vector<Examination> examineByTrial()
{
    std::vector<Examination> found = {examineKernel(), examineFilter(), examineTracing(), examineLibseccomp()};
    if (findProgram("apparmor_parser").empty())
        found.push_back({"apparmor_parser", State::Limited, "is not installed: AppArmor profiles cannot be checked", "apt-get install apparmor"});
    else
        found.push_back({"apparmor_parser", State::Fine, "profiles can be checked", {}});

    const profile::RuntimeNeeds &needs = profile::RuntimeNeeds::builtIn();
    bool any = false;
    for (const std::string &name : needs.runtimes()) {
        const auto output = findProgram(name).empty() ? std::nullopt : outputOf({name, "--version"});
        if (!output)
            continue;
        any = true;
        const std::string line = output->substr(0, output->find('\n'));
        const std::string version = line.substr(line.rfind(' ') + 1);
        const auto measured = needs.versions(name);
        const bool known = std::ranges::any_of(measured, [&version](const std::string &one) { return profile::compareVersions(one, version) == 0; });
        if (known)
            found.push_back({name, State::Fine, version + "; what it needs of a profile was measured", {}});
        else
            found.push_back({name, State::Limited, version + "; what it needs of a profile was measured with other versions only",
                             "installer/measure-runtime --runtime " + name});
    }
    if (!any)
        found.push_back({"runtimes", State::Limited, "neither runc nor crun is installed here; an engine elsewhere has its own", "apt-get install runc"});
    return found;
}

} // namespace whittle::engine
