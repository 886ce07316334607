/* A child stops itself; the parent sees it stopped, it stays stopped, and goes on after SIGCONT. */
#include "target.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    pid_t child = fork();
    if (child == 0) {
        raise(SIGSTOP);
        raise(SIGTSTP);
        _exit(5);
    }
    int status = 0;
    EXPECT(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    usleep(100000);
    EXPECT(waitpid(child, &status, WNOHANG | WCONTINUED) == 0);
    EXPECT(kill(child, SIGCONT) == 0);
    EXPECT(waitpid(child, &status, WCONTINUED) == child && WIFCONTINUED(status));
    EXPECT(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP);
    EXPECT(kill(child, SIGCONT) == 0);
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 5);
    return 0;
}
