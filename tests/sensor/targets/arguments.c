/* Calls with argument values of interest. */
#include "target.h"
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    EXPECT(socket(AF_INET, SOCK_STREAM, 0) >= 0 && socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDP) >= 0);
    EXPECT(socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    EXPECT(socket(77, SOCK_STREAM, 0) == -1);
    EXPECT(personality(0xffffffff) >= 0);
    EXPECT(prctl(PR_SET_NAME, "renamed") == 0);
    for (int i = 0; i < 200; ++i)
        ioctl(0, 0x4000UL + (unsigned long)i);
    for (int i = 0; i < 3; ++i)
        fcntl(0, F_GETFD);
    int server = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t size = sizeof address;
    EXPECT(bind(server, (struct sockaddr *)&address, size) == 0 && listen(server, 5) == 0);
    EXPECT(getsockname(server, (struct sockaddr *)&address, &size) == 0);
    printf("%d\n", ntohs(address.sin_port));
    return 0;
}
