/* Prints what a program finds when it starts: descriptors, signals, process group, affinity, limits. The test compares with an
 * untraced run. */
#include "target.h"
#include <dirent.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int main(void)
{
    DIR *files = opendir("/proc/self/fd");
    EXPECT(files != NULL);
    for (struct dirent *entry; (entry = readdir(files)) != NULL;) {
        if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(files))
            printf("descriptor %s\n", entry->d_name);
    }
    closedir(files);
    sigset_t blocked;
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    for (int number = 1; number < NSIG; ++number) {
        struct sigaction action;
        if (sigismember(&blocked, number) == 1)
            printf("blocked %d\n", number);
        if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL)
            printf("not default %d\n", number);
    }
    printf("group %d session %d\n", getpgrp(), getsid(0));
    /* Busy first, so that a tracer that moves busy programs has moved this one. */
    for (int i = 0; i < 20000; ++i)
        getppid();
    cpu_set_t processors;
    EXPECT(sched_getaffinity(0, sizeof processors, &processors) == 0);
    printf("processors %d\n", CPU_COUNT(&processors));
    FILE *status = fopen("/proc/self/status", "r");
    EXPECT(status != NULL);
    for (char line[256]; fgets(line, sizeof line, status);) {
        if (strncmp(line, "Cpus_allowed:", 13) == 0)
            fputs(line, stdout);
    }
    fclose(status);
    return 0;
}
