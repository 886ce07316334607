/* As the first process of a process namespace: kill(-1) reaches every other process, but not the first one nor the tracer. */
#include "target.h"
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(void)
{
    EXPECT(getpid() == 1);
    pid_t children[3];
    for (int i = 0; i < 3; ++i) {
        children[i] = fork();
        if (children[i] == 0) {
            pause();
            _exit(1);
        }
    }
    EXPECT(kill(-1, 0) == 0);
    EXPECT(kill(-1, SIGKILL) == 0);
    for (int i = 0; i < 3; ++i) {
        int status = 0;
        EXPECT(waitpid(children[i], &status, 0) == children[i] && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    /* Nobody is left to signal but those that cannot be. */
    EXPECT(kill(-1, SIGKILL) == -1 && errno == ESRCH);
    EXPECT(kill(-1, 9999) == -1 && errno == EINVAL);
    /* The tracer still sees this. */
    getppid();
    return 11;
}
