#include "base/trial_process.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace whittle {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
void limitMemory() {} // their shadow takes all addresses there are
#else
constexpr rlim_t kMostMemory = rlim_t{2} << 30; // beside what there is

void limitMemory()
{
    unsigned long pages = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "re")) {
        const bool isRead = std::fscanf(file, "%lu", &pages) == 1;
        std::fclose(file);
        if (!isRead)
            return;
    }
    const rlim_t limit = pages * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE)) + kMostMemory;
    const rlimit memory{limit, limit};
    ::setrlimit(RLIMIT_AS, &memory);
}
#endif

} // namespace

Result<bool> endsInTime(std::chrono::seconds limit, const std::function<void()> &work)
{
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child < 0)
        return failErrno("starting a process", errno);
    if (child == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != parent)
            ::_exit(EXIT_FAILURE);
        const rlimit noCore{0, 0};
        ::setrlimit(RLIMIT_CORE, &noCore);
        const auto seconds = static_cast<rlim_t>(limit.count());
        const rlimit time{seconds, seconds};
        ::setrlimit(RLIMIT_CPU, &time);
        limitMemory();
        work();
        ::_exit(EXIT_SUCCESS);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR)
            return failErrno("waiting for a process", errno);
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

} // namespace whittle
