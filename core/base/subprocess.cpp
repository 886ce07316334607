#include "base/subprocess.h"

#include "base/stop_event.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace whittle {

namespace {

// Between fork and exec, in a program that may have threads: only calls that are safe there.
[[noreturn]] void becomeCommand(const char *path, char *const *argv, char *const *envp, int output, int errors, int report, pid_t parent)
{
    const auto giveUp = [report] {
        const int number = errno;
        (void)!::write(report, &number, sizeof number);
        ::_exit(127);
    };
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent)
        ::_exit(127); // we died before the line above
    ::setsid();
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP})
        ::signal(number, SIG_DFL);
    const int null = ::open("/dev/null", O_RDWR);
    if (null < 0 || ::dup2(null, STDIN_FILENO) < 0 || ::dup2(output >= 0 ? output : null, STDOUT_FILENO) < 0
        || ::dup2(errors >= 0 ? errors : output >= 0 ? output : null, STDERR_FILENO) < 0)
        giveUp();
    ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
    ::execve(path, argv, envp);
    giveUp();
    std::unreachable();
}

SubprocessEnd endOf(const siginfo_t &info)
{
    return info.si_code == CLD_EXITED ? SubprocessEnd{info.si_status, false} : SubprocessEnd{128 + info.si_status, true};
}

} // namespace

std::string findProgram(const std::string &name)
{
    if (name.contains('/'))
        return ::access(name.c_str(), X_OK) == 0 ? name : std::string();
    const char *path = std::getenv("PATH");
    std::string_view rest = path && *path ? path : "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
    while (!rest.empty()) {
        const auto colon = std::min(rest.find(':'), rest.size());
        std::string candidate = std::string(rest.substr(0, colon)) + "/" + name;
        if (colon > 0 && ::access(candidate.c_str(), X_OK) == 0)
            return candidate;
        rest.remove_prefix(std::min(colon + 1, rest.size()));
    }
    return {};
}

Result<Subprocess> Subprocess::start(const SubprocessRequest &request)
{
    if (request.command.empty() || request.command[0].empty())
        return fail(ErrorCode::InvalidInput, "an empty command");
    const std::string path = findProgram(request.command[0]);
    if (path.empty())
        return fail(ErrorCode::NotFound, request.command[0] + ": no such program");

    std::vector<std::string> words = request.command;
    const auto nameOf = [](std::string_view variable) { return variable.substr(0, variable.find('=')); };
    std::vector<std::string> variables;
    for (const std::string &variable : request.environment)
        if (variable.contains('='))
            variables.push_back(variable);
    for (char **variable = environ; *variable; ++variable)
        if (!std::ranges::contains(request.environment, nameOf(*variable), nameOf))
            variables.emplace_back(*variable);
    std::vector<char *> argv;
    std::vector<char *> envp;
    for (std::string &word : words)
        argv.push_back(word.data());
    for (std::string &variable : variables)
        envp.push_back(variable.data());
    argv.push_back(nullptr);
    envp.push_back(nullptr);

    std::array<int, 2> pipe = {-1, -1};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        return failErrno("making a pipe", errno);
    const FileDescriptor readEnd(pipe[0]);
    FileDescriptor writeEnd(pipe[1]);
    const pid_t parent = ::getpid();
    const pid_t pid = ::fork();
    if (pid < 0)
        return failErrno("starting " + path, errno);
    if (pid == 0)
        becomeCommand(path.c_str(), argv.data(), envp.data(), request.output, request.errors, writeEnd.get(), parent);
    writeEnd.reset();
    // The pipe closes on exec; before that it brings the errno of what failed.
    int number = 0;
    ssize_t got = 0;
    do
        got = ::read(readEnd.get(), &number, sizeof number);
    while (got < 0 && errno == EINTR);
    if (got == sizeof number) {
        ::waitpid(pid, nullptr, 0);
        return failErrno("starting " + path, number);
    }
    FileDescriptor handle(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
    if (!handle) {
        const int failed = errno;
        ::kill(-pid, SIGKILL);
        ::waitpid(pid, nullptr, 0);
        return failErrno("watching " + path, failed);
    }
    return Subprocess(pid, std::move(handle));
}

Subprocess::Subprocess(Subprocess &&other) noexcept
    : m_pid(std::exchange(other.m_pid, -1)), m_handle(std::move(other.m_handle)), m_end(std::exchange(other.m_end, std::nullopt)) {}

Subprocess &Subprocess::operator=(Subprocess &&other) noexcept
{
    std::swap(m_pid, other.m_pid);
    std::swap(m_handle, other.m_handle);
    std::swap(m_end, other.m_end);
    return *this;
}

Subprocess::~Subprocess()
{
    end(std::chrono::milliseconds(0));
}

Result<std::optional<SubprocessEnd>> Subprocess::wait(std::chrono::milliseconds timeout, std::stop_token stop)
{
    if (m_end)
        return m_end;
    const StopEvent stopped(stop);
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now()).count();
        std::array<pollfd, 2> waiting = {pollfd{m_handle.get(), POLLIN, 0}, pollfd{stopped.fd(), POLLIN, 0}};
        const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(std::clamp<long long>(left, 0, INT_MAX)));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready < 0)
            return failErrno("waiting for a process", errno);
        if (waiting[0].revents != 0) {
            siginfo_t info = {};
            if (::waitid(P_PID, static_cast<id_t>(m_pid), &info, WEXITED) != 0)
                return failErrno("waiting for a process", errno);
            m_end = endOf(info);
            return m_end;
        }
        if (waiting[1].revents != 0)
            return fail(ErrorCode::Cancelled, "cancelled");
        return std::optional<SubprocessEnd>();
    }
}

void Subprocess::end(std::chrono::milliseconds grace)
{
    if (m_pid < 0)
        return;
    if (!m_end && grace.count() > 0) {
        ::kill(-m_pid, SIGTERM);
        (void)wait(grace);
    }
    // What the leader left of its group goes too. Before the leader is reaped its number cannot be anybody else's.
    if (!m_end) {
        ::kill(-m_pid, SIGKILL);
        (void)wait(std::chrono::seconds(10));
    }
    m_pid = -1;
}

} // namespace whittle
