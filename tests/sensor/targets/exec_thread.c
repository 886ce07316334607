/* A thread that is not the leader executes a program; the leader and a third thread are swept away. */
#include "target.h"
#include <pthread.h>
#include <unistd.h>

static void *execute(void *program)
{
    execl(program, program, "one", "two", NULL);
    exit(98);
}

static void *wait_forever(void *nothing)
{
    pause();
    return nothing;
}

int main(int argc, char **argv)
{
    EXPECT(argc > 1);
    pthread_t waiting;
    pthread_t executing;
    EXPECT(pthread_create(&waiting, NULL, wait_forever, NULL) == 0);
    EXPECT(pthread_create(&executing, NULL, execute, argv[1]) == 0);
    pthread_join(executing, NULL);
    return 97;
}
