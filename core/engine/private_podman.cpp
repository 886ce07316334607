#include "engine/private_podman.h"

#include "base/files.h"
#include "engine/http_client.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <utility>

namespace whittle::engine {

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto kStartTimeout = 20s;

std::string cacheDirectory()
{
    if (const char *cache = std::getenv("XDG_CACHE_HOME"); cache && *cache == '/')
        return cache;
    if (const char *home = std::getenv("HOME"); home && *home == '/')
        return std::string(home) + "/.cache";
    return std::format("/var/tmp/whittle-{}", ::getuid());
}

bool unifiedCgroups()
{
    struct statfs status = {};
    return ::statfs("/sys/fs/cgroup", &status) == 0 && status.f_type == CGROUP2_SUPER_MAGIC;
}

// crun refuses cgroup version 1 and the hybrid layout; runc takes both.
Result<std::string> chooseRuntime()
{
    if (!findProgram("runc").empty())
        return "runc";
    if (unifiedCgroups() && !findProgram("crun").empty())
        return "crun";
    return fail(ErrorCode::NotFound, unifiedCgroups() ? "neither runc nor crun is installed (apt-get install runc)"
                                                      : "runc is not installed, and on a machine with version 1 control groups only runc works (apt-get install runc)");
}

// Podman asks for more open files and processes than it may have where raising a limit is not allowed.
std::string ulimit(const char *name, int resource)
{
    rlimit limit = {};
    if (::getrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0 || limit.rlim_max == RLIM_INFINITY)
        return {};
    return std::format("\"{}={}:{}\"", name, limit.rlim_max, limit.rlim_max);
}

std::string containersConf(const std::string &runtime, const std::string &networks)
{
    std::string limits = ulimit("nofile", RLIMIT_NOFILE);
    if (const std::string processes = ulimit("nproc", RLIMIT_NPROC); !processes.empty())
        limits += (limits.empty() ? "" : ", ") + processes;
    return std::format("# Written by Whittle at every start.\n"
                       "[containers]\ndefault_ulimits = [{}]\nlog_driver = \"k8s-file\"\n"
                       "[engine]\nruntime = \"{}\"\ncgroup_manager = \"cgroupfs\"\nevents_logger = \"none\"\nexit_command_delay = 3\n"
                       "[network]\nnetwork_backend = \"netavark\"\nnetwork_config_dir = \"{}\"\n",
                       limits, runtime, networks);
}

// Sockets of services whose program was killed: named after its pid.
void removeDeadSockets(const fs::path &directory)
{
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator(directory, ignored)) {
        const std::string name = entry.path().filename().string();
        int pid = 0;
        if (name.ends_with(".sock") && std::from_chars(name.data(), name.data() + name.size(), pid).ec == std::errc() && ::kill(pid, 0) != 0 && errno == ESRCH)
            fs::remove(entry.path(), ignored);
    }
}

// What Podman keeps about running containers holds until the machine is switched off, no longer.
Result<> forgetEarlierBoot(const std::string &base)
{
    auto boot = readFile("/proc/sys/kernel/random/boot_id", 100);
    if (!boot)
        return std::unexpected(boot.error());
    const std::string path = base + "/boot";
    if (const auto seen = readFile(path, 100); seen && *seen == *boot)
        return {};
    std::error_code ignored;
    fs::remove_all(base + "/run", ignored);
    fs::remove_all(base + "/tmp", ignored);
    return writeFileAtomically(path, *boot);
}

// Podman's monitors of attached commands stay some seconds longer than the command; those whose container is gone have nothing left to do.
void endIdleMonitors(const std::string &base)
{
    std::error_code ignored;
    for (const fs::directory_entry &entry : fs::directory_iterator("/proc", ignored)) {
        int pid = 0;
        const std::string name = entry.path().filename().string();
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc() || readFile(entry.path() / "comm", 64).value_or("") != "conmon\n")
            continue;
        // conmon … -b BUNDLE …, where the bundle is a directory of the container.
        const std::string words = readFile(entry.path() / "cmdline", 1 << 20).value_or("");
        const std::string option("\0-b\0", 4);
        const auto at = words.find(option);
        if (at == std::string::npos)
            continue;
        const std::string bundle = words.c_str() + at + option.size();
        if (bundle.starts_with(base + "/root/") && !fs::exists(bundle, ignored))
            ::kill(pid, SIGKILL);
    }
}

// The last line of the service's output that is not only a remark.
std::string lastWords(int output)
{
    std::string text;
    if (const auto all = readFile(std::format("/proc/self/fd/{}", output), 1 << 20))
        text = *all;
    while (text.ends_with('\n'))
        text.pop_back();
    const auto newline = text.rfind('\n');
    return text.empty() ? "it said nothing" : newline == std::string::npos ? text : text.substr(newline + 1);
}

} // namespace

Result<PrivatePodman> PrivatePodman::start(std::stop_token stop)
{
    if (findProgram("podman").empty())
        return fail(ErrorCode::NotFound, "podman is not installed (apt-get install podman runc netavark nftables)");
    const auto runtime = chooseRuntime();
    if (!runtime)
        return std::unexpected(runtime.error());

    const std::string base = cacheDirectory() + "/whittle/podman";
    std::error_code error;
    fs::create_directories(base, error);
    if (error)
        return failErrno("making " + base, error.value());
    fs::permissions(base, fs::perms::owner_all, error);

    // Exclusive while the shared state is put in order, shared while it is used.
    FileDescriptor lock(::open((base + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!lock)
        return failErrno("opening " + base + "/lock", errno);
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) {
        removeDeadSockets(base);
        if (auto done = forgetEarlierBoot(base); !done)
            return std::unexpected(done.error());
    }
    const std::string conf = base + "/containers.conf";
    if (auto written = writeFileAtomically(conf, containersConf(*runtime, base + "/networks")); !written)
        return std::unexpected(written.error());
    while (::flock(lock.get(), LOCK_SH) != 0 && errno == EINTR) {
    }

    // Several objects of one program each have a service.
    static std::atomic<unsigned> serial = 0;
    const std::string socketPath = std::format("{}/{}-{}.sock", base, ::getpid(), ++serial);
    const FileDescriptor output(::memfd_create("podman", MFD_CLOEXEC));
    auto service = Subprocess::start({
        .command = {"podman", "--root", base + "/root", "--runroot", base + "/run", "--tmpdir", base + "/tmp", "--runtime", *runtime, "--cgroup-manager",
                    "cgroupfs", "system", "service", "--time", "0", "unix://" + socketPath},
        .environment = {"CONTAINERS_CONF=" + conf, "CONTAINERS_STORAGE_CONF=/dev/null", "PODMAN_IGNORE_CGROUPSV1_WARNING=1", "CONTAINER_HOST", "DOCKER_HOST"},
        .output = output.get(),
    });
    if (!service)
        return std::unexpected(service.error());
    PrivatePodman result(socketPath, std::move(lock), std::move(*service));

    const auto deadline = std::chrono::steady_clock::now() + kStartTimeout;
    while (!connectUnix(socketPath)) {
        const auto ended = result.m_service.wait(25ms, stop);
        if (!ended)
            return std::unexpected(ended.error());
        if (*ended)
            return fail(ErrorCode::Unavailable, "podman did not start: " + lastWords(output.get()));
        if (std::chrono::steady_clock::now() > deadline)
            return fail(ErrorCode::Unavailable, std::format("podman did not start within {} s: {}", kStartTimeout.count(), lastWords(output.get())));
    }
    return result;
}

PrivatePodman::PrivatePodman(PrivatePodman &&other) noexcept
    : m_socketPath(std::exchange(other.m_socketPath, {})), m_lock(std::move(other.m_lock)), m_service(std::move(other.m_service)) {}

PrivatePodman::~PrivatePodman()
{
    if (m_socketPath.empty())
        return;
    m_service.end(3s);
    ::unlink(m_socketPath.c_str());
    endIdleMonitors(fs::path(m_socketPath).parent_path());
}

} // namespace whittle::engine
