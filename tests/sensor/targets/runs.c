/* runs PROGRAM [ARG…]: executes it in a child and ends with its status. */
#include "target.h"
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    EXPECT(argc > 1);
    pid_t child = fork();
    if (child == 0) {
        execv(argv[1], argv + 1);
        _exit(96);
    }
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && WIFEXITED(status));
    return WEXITSTATUS(status);
}
