/* A child stops itself; the parent sees it stopped, it stays stopped, and goes on after SIGCONT. */
#include "target.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    int gate[2];
    EXPECT(pipe(gate) == 0);
    pid_t child = fork();
    if (child == 0) {
        char go;
        raise(SIGSTOP);
        /* A second stop would take the word of the continuation back before the parent has heard it. */
        EXPECT(read(gate[0], &go, 1) == 1);
        raise(SIGTSTP);
        _exit(5);
    }
    int status = 0;
    EXPECT(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
    usleep(100000);
    EXPECT(waitpid(child, &status, WNOHANG | WCONTINUED) == 0);
    EXPECT(kill(child, SIGCONT) == 0);
    EXPECT(waitpid(child, &status, WCONTINUED) == child && WIFCONTINUED(status));
    EXPECT(write(gate[1], "", 1) == 1);
    EXPECT(waitpid(child, &status, WUNTRACED) == child && WIFSTOPPED(status) && WSTOPSIG(status) == SIGTSTP);
    EXPECT(kill(child, SIGCONT) == 0);
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 5);
    return 0;
}
