/* refused MODE: calls that the test's base filter answers.
 * errno: getppid gives EUSERS, also in a child; trap: SIGSYS with its details; kill: the process dies; thread: one thread dies. */
#include "target.h"
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile int trapped;
static volatile int details;

static void on_trap(int number, siginfo_t *info, void *context)
{
    (void)context;
    trapped = number;
    details = info->si_code == 1 && info->si_errno == 42 && info->si_syscall == SYS_getppid && info->si_call_addr != NULL;
}

static void *call_it(void *nothing)
{
    (void)nothing;
    syscall(SYS_getppid);
    exit(95);
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "errno";
    if (strcmp(mode, "errno") == 0) {
        EXPECT(syscall(SYS_getppid) == -1 && errno == EUSERS);
        pid_t child = fork();
        if (child == 0)
            _exit(syscall(SYS_getppid) == -1 && errno == EUSERS ? 0 : 1);
        int status = 0;
        EXPECT(waitpid(child, &status, 0) == child && status == 0);
        return 0;
    }
    if (strcmp(mode, "trap") == 0) {
        struct sigaction action;
        memset(&action, 0, sizeof action);
        action.sa_sigaction = on_trap;
        action.sa_flags = SA_SIGINFO;
        EXPECT(sigaction(SIGSYS, &action, NULL) == 0);
        EXPECT(syscall(SYS_getppid) == SYS_getppid);
        EXPECT(trapped == SIGSYS && details);
        return 0;
    }
    if (strcmp(mode, "thread") == 0) {
        pthread_t thread;
        EXPECT(pthread_create(&thread, NULL, call_it, NULL) == 0);
        usleep(200000);
        return 0;
    }
    syscall(SYS_getppid);
    return 94;
}
