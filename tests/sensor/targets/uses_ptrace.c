/* A program that traces: its children have a tracer already, so it is told EPERM and goes on. */
#include "target.h"
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t child = fork();
    EXPECT(child >= 0);
    if (child == 0) {
        long refused = ptrace(PTRACE_TRACEME, 0, 0, 0);
        _exit(refused == -1 && errno == EPERM ? 0 : 1);
    }
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);

    child = fork();
    if (child == 0) {
        pause();
        _exit(1);
    }
    EXPECT(ptrace(PTRACE_ATTACH, child, 0, 0) == -1 && errno == EPERM);
    EXPECT(ptrace(PTRACE_SEIZE, child, 0, 0) == -1 && errno == EPERM);
    EXPECT(kill(child, SIGKILL) == 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    return 0;
}
