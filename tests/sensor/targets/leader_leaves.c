/* The first thread ends; a second one works on and ends the process with status 23. */
#include "target.h"
#include <pthread.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *work(void *nothing)
{
    (void)nothing;
    usleep(100000);
    syscall(SYS_getppid);
    exit(23);
}

int main(void)
{
    pthread_t thread;
    EXPECT(pthread_create(&thread, NULL, work, NULL) == 0);
    pthread_exit(NULL);
}
