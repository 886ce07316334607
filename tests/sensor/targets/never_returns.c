/* Announces itself and waits in pause for ever; a second process in poll. */
#include "target.h"
#include <poll.h>
#include <unistd.h>

int main(void)
{
    if (fork() == 0)
        poll(NULL, 0, -1);
    pause();
    return 1;
}
