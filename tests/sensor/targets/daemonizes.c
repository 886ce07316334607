/* The first process ends at once; a grandchild in a session of its own works on. */
#include "target.h"
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0) {
        setsid();
        if (fork() == 0) {
            usleep(300000);
            for (int i = 0; i < 9; ++i)
                syscall(SYS_getppid);
        }
        _exit(0);
    }
    return 6;
}
