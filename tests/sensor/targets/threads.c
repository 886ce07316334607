/* threads N M: N threads that make M getppid calls each. */
#include "target.h"
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

static long calls;

static void *work(void *nothing)
{
    for (long i = 0; i < calls; ++i)
        syscall(SYS_getppid);
    return nothing;
}

int main(int argc, char **argv)
{
    EXPECT(argc > 2);
    long n = atol(argv[1]);
    calls = atol(argv[2]);
    pthread_t threads[64];
    EXPECT(n <= 64);
    for (long i = 0; i < n; ++i)
        EXPECT(pthread_create(&threads[i], NULL, work, NULL) == 0);
    for (long i = 0; i < n; ++i)
        EXPECT(pthread_join(threads[i], NULL) == 0);
    return 0;
}
