/* many_children N: N children one after the other that make one syscall of note and end with a status of their own. */
#include "target.h"
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    long n = argc > 1 ? atol(argv[1]) : 100;
    for (long i = 0; i < n; ++i) {
        pid_t child = fork();
        EXPECT(child >= 0);
        if (child == 0) {
            syscall(SYS_getppid);
            _exit((int)(i % 100));
        }
        int status = 0;
        EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == (int)(i % 100));
    }
    return 0;
}
