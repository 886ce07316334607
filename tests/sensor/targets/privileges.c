/* Does one thing that the kernel keeps for holders of a capability. Status 0: it was let; 1: it was refused; 99: something else is wrong.
   privileges WORD [DIRECTORY] */
#include "target.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#define OTHER 12345

static char path[512];

static int made(const char *directory)
{
    snprintf(path, sizeof path, "%s/privileges-%d", directory, (int)getpid());
    const int fd = open(path, O_CREAT | O_RDWR, 0600);
    EXPECT(fd >= 0);
    return fd;
}

static int listens(void)
{
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT(fd >= 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(81), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        EXPECT(errno == EACCES || errno == EPERM);
        return -1;
    }
    return listen(fd, 1);
}

static int kills(void)
{
    int ready[2];
    EXPECT(pipe(ready) == 0);
    const pid_t child = fork();
    EXPECT(child >= 0);
    if (child == 0) {
        const int gone = setuid(OTHER);
        (void)!write(ready[1], gone == 0 ? "y" : "n", 1);
        for (;;)
            pause();
    }
    char done = 0;
    EXPECT(read(ready[0], &done, 1) == 1);
    const int result = done == 'y' ? kill(child, SIGTERM) : -1;
    /* However it came out the child must go: by its own parent's right over what has its user, or by the closing of its group. */
    if (result != 0) {
        if (kill(child, SIGKILL) != 0)
            (void)!setresuid(OTHER, OTHER, OTHER), kill(child, SIGKILL);
    }
    waitpid(child, 0, 0);
    return result;
}

int main(int count, char **words)
{
    EXPECT(count > 1);
    const char *word = words[1];
    const char *directory = count > 2 ? words[2] : "/tmp";
    int result = -2;
    if (!strcmp(word, "listen"))
        result = listens();
    else if (!strcmp(word, "chown"))
        result = made(directory) >= 0 ? chown(path, OTHER, (gid_t)-1) : -2;
    else if (!strcmp(word, "fchown"))
        result = fchown(made(directory), OTHER, OTHER);
    else if (!strcmp(word, "chown to oneself"))
        result = made(directory) >= 0 ? chown(path, getuid(), (gid_t)-1) : -2;
    else if (!strcmp(word, "setuid"))
        result = setuid(OTHER);
    else if (!strcmp(word, "setuid to oneself"))
        result = setuid(getuid());
    else if (!strcmp(word, "setgid"))
        result = setgid(OTHER);
    else if (!strcmp(word, "setgroups"))
        result = setgroups(0, 0);
    else if (!strcmp(word, "chroot"))
        result = chroot("/");
    else if (!strcmp(word, "mknod")) {
        snprintf(path, sizeof path, "%s/privileges-%d", directory, (int)getpid());
        result = mknod(path, S_IFCHR | 0600, makedev(1, 3));
    } else if (!strcmp(word, "fifo")) {
        snprintf(path, sizeof path, "%s/privileges-%d", directory, (int)getpid());
        result = mknod(path, S_IFIFO | 0600, 0);
    } else if (!strcmp(word, "raw"))
        result = socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
    else if (!strcmp(word, "packet"))
        result = socket(AF_PACKET, SOCK_DGRAM, 0);
    else if (!strcmp(word, "netlink"))
        result = socket(AF_NETLINK, SOCK_RAW, 0);
    else if (!strcmp(word, "setpcap"))
        result = prctl(PR_CAPBSET_DROP, 31 /* CAP_SETFCAP */, 0, 0, 0);
    else if (!strcmp(word, "unshare"))
        result = unshare(CLONE_NEWUTS);
    else if (!strcmp(word, "mount")) {
        result = unshare(CLONE_NEWNS) == 0 ? mount(0, "/", 0, MS_REC | MS_PRIVATE, 0) : -1;
    } else if (!strcmp(word, "nice"))
        result = setpriority(PRIO_PROCESS, 0, -1);
    else if (!strcmp(word, "kill"))
        result = kills();
    EXPECT(result != -2);
    if (path[0])
        unlink(path);
    return result < 0 ? 1 : 0;
}
