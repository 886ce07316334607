/* vforks PROGRAM: vfork and exec, then vfork and _exit; the parent waits meanwhile. */
#include "target.h"
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    EXPECT(argc > 1);
    volatile int shared = 0;
    pid_t child = vfork();
    if (child == 0) {
        shared = 1;
        execl(argv[1], argv[1], NULL);
        _exit(1);
    }
    int status = 0;
    EXPECT(shared == 1 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0);
    child = vfork();
    if (child == 0)
        _exit(7);
    EXPECT(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
    return 0;
}
