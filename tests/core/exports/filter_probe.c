/* Asks the kernel what the seccomp filter of this process answers, without executing anything: filter_probe FILE reads lines
 * "NUMBER A0 A1 A2 A3 A4 A5" and prints a line for each: "executes", "errno N", "killed", or "lost" where it cannot tell.
 *
 * Each call is made by a child that is traced and has a second filter, which answers every call with TRACE. The kernel takes the strictest of
 * all answers, so a stop in front of the call means that the first filter would have executed it; then the child ends there. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct shared {
    volatile int loaded;
    volatile int returned;
    volatile int error;
};

static void make_call(struct shared *shared, const unsigned long *a)
{
    struct sock_filter trace = {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_TRACE | 1};
    struct sock_fprog program = {1, &trace};
    signal(SIGSYS, SIG_DFL);
    if (ptrace(PTRACE_TRACEME, 0, 0, 0) != 0 || raise(SIGSTOP) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        _exit(1);
    shared->loaded = 1;
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        shared->loaded = 0;
        _exit(1);
    }
    errno = 0;
    syscall((long)a[0], a[1], a[2], a[3], a[4], a[5], a[6]);
    shared->error = errno;
    shared->returned = 1;
    _exit(0);
}

static void ask(struct shared *shared, const unsigned long *a)
{
    int status = 0;
    shared->loaded = shared->returned = shared->error = 0;
    pid_t child = fork();
    if (child == 0)
        make_call(shared, a);
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status)
        || ptrace(PTRACE_SETOPTIONS, child, 0, PTRACE_O_TRACESECCOMP | PTRACE_O_EXITKILL) != 0) {
        puts("lost");
        return;
    }
    for (int signal_number = 0;;) {
        if (ptrace(PTRACE_CONT, child, 0, signal_number) != 0 || waitpid(child, &status, 0) != child) {
            puts("lost");
            return;
        }
        if (!WIFSTOPPED(status))
            break;
        if (status >> 8 == (SIGTRAP | PTRACE_EVENT_SECCOMP << 8)) {
            int returned = shared->returned;
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            if (returned)
                printf("errno %d\n", shared->error);
            else
                puts(shared->loaded ? "executes" : "lost");
            return;
        }
        signal_number = WSTOPSIG(status);
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS && !shared->returned)
        puts(shared->loaded ? "killed" : "lost");
    else if (shared->returned)
        printf("errno %d\n", shared->error); /* the exit itself is refused in another way */
    else
        puts("lost");
}

int main(int argc, char **argv)
{
    struct shared *shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    unsigned long a[7];
    if (shared == MAP_FAILED || file == NULL)
        return 2;
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fscanf(file, "%lu %lu %lu %lu %lu %lu %lu", &a[0], &a[1], &a[2], &a[3], &a[4], &a[5], &a[6]) == 7)
        ask(shared, a);
    return fclose(file) == 0 ? 0 : 2;
}
