#include "profile/load.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <format>

namespace whittle::profile {

namespace {

enum Stage : int { kStarting, kLoading, kExecuting };

// How far the child came. Memory that both share, because the filter may deny every call that could tell.
struct Progress
{
    std::atomic<int> stage = kStarting;
    std::atomic<int> error = 0;
};
static_assert(std::atomic<int>::is_always_lock_free);

class SharedProgress
{
public:
    SharedProgress() : m_memory(::mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) 
    {
        if (m_memory != MAP_FAILED)
            new (m_memory) Progress;
    }
    ~SharedProgress()
    {
        if (m_memory != MAP_FAILED)
            ::munmap(m_memory, sizeof(Progress));
    }
    SharedProgress(const SharedProgress &) = delete;
    SharedProgress &operator=(const SharedProgress &) = delete;
    explicit operator bool() const { return m_memory != MAP_FAILED; }
    Progress &operator*() const { return *static_cast<Progress *>(m_memory); }

private:
    void *m_memory;
};

std::atomic<pid_t> childToSignal = 0;

extern "C" void passToChild(int signal)
{
    const int saved = errno;
    if (const pid_t child = childToSignal)
        ::kill(child, signal);
    errno = saved;
}

// As system(3) does it: keys of the terminal reach the child by themselves; other requests to end are passed on.
class SignalsOfParent
{
public:
    SignalsOfParent()
    {
        for (std::size_t i = 0; i < kSignals.size(); ++i) {
            struct sigaction action = {};
            action.sa_handler = kSignals[i] == SIGINT || kSignals[i] == SIGQUIT ? SIG_IGN : passToChild;
            ::sigaction(kSignals[i], &action, &m_old[i]);
        }
    }
    ~SignalsOfParent() { restore(); }
    SignalsOfParent(const SignalsOfParent &) = delete;
    SignalsOfParent &operator=(const SignalsOfParent &) = delete;
    void restore() const
    {
        for (std::size_t i = 0; i < kSignals.size(); ++i)
            ::sigaction(kSignals[i], &m_old[i], nullptr);
    }

private:
    static constexpr std::array kSignals = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};
    std::array<struct sigaction, kSignals.size()> m_old = {};
};

long load(unsigned flags, sock_fprog *program)
{
    long result = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, program);
    // Runtimes too drop flags that a kernel does not know.
    if (result != 0 && errno == EINVAL && flags != 0)
        result = ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0U, program);
    return result;
}

[[noreturn]] void runChild(const SignalsOfParent &signals, Progress &progress, unsigned flags, sock_fprog *program, char *const *command)
{
    signals.restore();
    // Where even the exit is denied a fault is what ends this process; a handler (a sanitizer has some) would only start again.
    for (const int fault : {SIGSEGV, SIGILL, SIGBUS, SIGTRAP, SIGABRT})
        ::signal(fault, SIG_DFL);
    progress.stage = kLoading;
    long result = load(flags, program);
    if (result != 0 && errno == EACCES && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
        result = load(flags, program);
    if (result == 0) {
        progress.stage = kExecuting;
        ::execvp(command[0], command);
    }
    progress.error = errno;
    // Not _exit(): a call that never returns makes an instrumented program make others first, and the filter may deny every one.
    ::syscall(SYS_exit_group, 127);
    __builtin_trap();
}

std::string causeOfFailure(int error, const std::string &program, const Filter &filter)
{
    const Decision execve = filter.decide(nativeAbi(), SYS_execve);
    if (!execve.executes())
        return std::format("{} was not executed: the profile answers execve with {}", program, execve.toString());
    return failErrno("executing " + program, error).error().message;
}

} // namespace

unsigned filterFlags(const Profile &profile)
{
    if (!profile.flags)
        return SECCOMP_FILTER_FLAG_SPEC_ALLOW;
    unsigned flags = 0;
    for (const std::string &flag : *profile.flags) {
        if (flag == "SECCOMP_FILTER_FLAG_LOG")
            flags |= SECCOMP_FILTER_FLAG_LOG;
        else if (flag == "SECCOMP_FILTER_FLAG_SPEC_ALLOW")
            flags |= SECCOMP_FILTER_FLAG_SPEC_ALLOW;
        // TSYNC and WAIT_KILLABLE_RECV say nothing for a single thread without a listener.
    }
    return flags;
}

Result<int> runUnderFilter(const Filter &filter, const RunRequest &request)
{
    if (request.command.empty())
        return fail(ErrorCode::InvalidInput, "no program to run");
    std::vector<char *> command;
    for (const std::string &word : request.command)
        command.push_back(const_cast<char *>(word.c_str()));
    command.push_back(nullptr);
    static_assert(sizeof(bpf::Instruction) == sizeof(sock_filter));
    const auto instructions = filter.program();
    sock_fprog program = {static_cast<unsigned short>(instructions.size()),
                          reinterpret_cast<sock_filter *>(const_cast<bpf::Instruction *>(instructions.data()))};
    const SharedProgress shared;
    if (!shared)
        return failErrno("making shared memory", errno);

    const SignalsOfParent signals;
    childToSignal = 0;
    const pid_t child = ::fork();
    if (child < 0)
        return failErrno("making a process", errno);
    if (child == 0)
        runChild(signals, *shared, request.flags, &program, command.data());
    childToSignal = child;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return failErrno("waiting for " + request.command.front(), errno);
    }
    childToSignal = 0;

    const Progress &progress = *shared;
    if (progress.error == 0 && !(progress.stage == kExecuting && WIFSIGNALED(status) && !filter.decide(nativeAbi(), SYS_execve).executes()))
        return status;
    if (progress.stage != kExecuting)
        return failErrno("loading the filter", progress.error);
    return fail(ErrorCode::PermissionDenied, causeOfFailure(progress.error, request.command.front(), filter), progress.error);
}

} // namespace whittle::profile
