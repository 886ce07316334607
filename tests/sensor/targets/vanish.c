/* Processes that are killed at any moment: while they fork, execute, make threads, or before their first instruction. */
#include "target.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void *busy(void *nothing)
{
    for (;;)
        close(open("/dev/null", O_RDONLY));
    return nothing;
}

int main(void)
{
    for (int round = 0; round < 60; ++round) {
        pid_t child = fork();
        EXPECT(child >= 0);
        if (child == 0) {
            pthread_t thread;
            switch (round % 4) {
            case 0:
                for (;;) {
                    pid_t inner = fork();
                    if (inner == 0)
                        _exit(0);
                    waitpid(inner, NULL, 0);
                }
            case 1:
                pthread_create(&thread, NULL, busy, NULL);
                busy(NULL);
                break;
            case 2:
                for (;;) {
                    if (vfork() == 0) {
                        execl("/bin/true", "true", NULL);
                        _exit(1);
                    }
                }
            default:
                for (;;) {
                    if (pthread_create(&thread, NULL, busy, NULL) != 0)
                        busy(NULL);
                }
            }
        }
        if (round % 8 != 0)
            usleep((useconds_t)(round * 131 % 7000));
        EXPECT(kill(child, SIGKILL) == 0);
        int status = 0;
        EXPECT(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    return 0;
}
