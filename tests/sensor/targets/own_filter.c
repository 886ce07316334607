/* Loads a filter that refuses getppid (ERRNO outranks the tracer's). 5 calls before; then in the thread, a sibling thread and a child
 * 10 each, all of which return EUSERS. own_filter tsync: the sibling is there before and gets the filter by TSYNC; prctl: by prctl. */
#include "target.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static pthread_barrier_t filtered;

static void refused(int times)
{
    while (times-- > 0)
        EXPECT(syscall(SYS_getppid) == -1 && errno == EUSERS);
}

static void *sibling(void *nothing)
{
    pthread_barrier_wait(&filtered);
    refused(10);
    return nothing;
}

int main(int argc, char **argv)
{
    const char *mode = argc > 1 ? argv[1] : "seccomp";
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EUSERS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {4, code};
    for (int i = 0; i < 5; ++i)
        EXPECT(syscall(SYS_getppid) > 0);
    pthread_barrier_init(&filtered, NULL, 2);
    pthread_t thread;
    int is_tsync = strcmp(mode, "tsync") == 0;
    if (is_tsync)
        EXPECT(pthread_create(&thread, NULL, sibling, NULL) == 0);
    EXPECT(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    if (strcmp(mode, "prctl") == 0)
        EXPECT(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0);
    else
        EXPECT(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, is_tsync ? SECCOMP_FILTER_FLAG_TSYNC : 0, &program) == 0);
    if (!is_tsync)
        EXPECT(pthread_create(&thread, NULL, sibling, NULL) == 0);
    refused(10);
    pthread_barrier_wait(&filtered);
    EXPECT(pthread_join(thread, NULL) == 0);
    pid_t child = fork();
    if (child == 0) {
        refused(10);
        _exit(0);
    }
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && status == 0);
    return 0;
}
