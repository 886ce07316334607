/* paths DIR: every kind of path operation below an empty directory, successes and failures. tst_trace.cpp knows what must be recorded. */
#include "target.h"
#include <fcntl.h>
#include <linux/openat2.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static void name_socket(struct sockaddr_un *address, const char *path)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    strcpy(address->sun_path, path);
}

int main(int argc, char **argv)
{
    EXPECT(argc > 1 && chdir(argv[1]) == 0);
    struct stat status;
    char buffer[256];
    /* relative to the working directory, to a descriptor, absolute */
    EXPECT(mkdir("dir", 0755) == 0);
    int dir = open("dir", O_RDONLY | O_DIRECTORY);
    EXPECT(dir >= 0);
    int fd = openat(dir, "written", O_WRONLY | O_CREAT | O_EXCL, 0644);
    EXPECT(fd >= 0 && write(fd, "#!/bin/sh\nexit 3\n", 17) == 17 && close(fd) == 0);
    struct open_how how = {.flags = O_RDONLY, .resolve = RESOLVE_BENEATH};
    fd = (int)syscall(SYS_openat2, dir, "written", &how, sizeof how);
    EXPECT(fd >= 0);
    void *code = mmap(NULL, 17, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
    EXPECT(code != MAP_FAILED && close(fd) == 0);
    EXPECT(syscall(SYS_faccessat2, dir, "missing", R_OK, 0) == -1 && errno == ENOENT);
    EXPECT(syscall(SYS_statx, dir, "written", 0, STATX_BASIC_STATS, buffer) == 0);
    /* the descriptor itself: no path */
    EXPECT(syscall(SYS_newfstatat, dir, "", &status, AT_EMPTY_PATH) == 0);
    EXPECT(renameat2(dir, "written", dir, "renamed", RENAME_NOREPLACE) == 0);
    EXPECT(linkat(dir, "renamed", AT_FDCWD, "hard", 0) == 0);
    EXPECT(symlinkat("dir/renamed", AT_FDCWD, "soft") == 0);
    EXPECT(readlink("soft", buffer, sizeof buffer) > 0);
    EXPECT(mkdirat(dir, "inner", 0700) == 0 && unlinkat(dir, "inner", AT_REMOVEDIR) == 0);
    EXPECT(chmod("dir/renamed", 0755) == 0);
    EXPECT(utimensat(AT_FDCWD, "dir/renamed", NULL, 0) == 0);
    getxattr("hard", "user.none", buffer, sizeof buffer);
    EXPECT(setxattr("missing", "user.none", "x", 1, 0) == -1);
    EXPECT(truncate("missing", 0) == -1 && errno == ENOENT);
    EXPECT(mkfifo("fifo", 0600) == 0 && unlink("fifo") == 0);
    /* unix sockets: named, abstract, missing */
    struct sockaddr_un address;
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    name_socket(&address, "socket");
    EXPECT(bind(server, (struct sockaddr *)&address, sizeof address) == 0 && listen(server, 1) == 0);
    int client = socket(AF_UNIX, SOCK_STREAM, 0);
    EXPECT(connect(client, (struct sockaddr *)&address, sizeof address) == 0);
    int datagram = socket(AF_UNIX, SOCK_DGRAM, 0);
    name_socket(&address, "nobody-listens");
    EXPECT(sendto(datagram, "x", 1, 0, (struct sockaddr *)&address, sizeof address) == -1);
    struct iovec data = {(void *)"x", 1};
    struct msghdr message = {.msg_name = &address, .msg_namelen = sizeof address, .msg_iov = &data, .msg_iovlen = 1};
    EXPECT(sendmsg(datagram, &message, 0) == -1);
    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    strcpy(address.sun_path + 1, "whittle-abstract");
    connect(datagram, (struct sockaddr *)&address, sizeof address);
    /* a script, by path and by descriptor */
    pid_t child = fork();
    if (child == 0) {
        execl("dir/renamed", "renamed", NULL);
        _exit(1);
    }
    int ended = 0;
    EXPECT(waitpid(child, &ended, 0) == child && WEXITSTATUS(ended) == 3);
    child = fork();
    if (child == 0) {
        char *none[] = {NULL};
        int script = open("hard", O_RDONLY);
        syscall(SYS_execveat, script, "", none, none, AT_EMPTY_PATH);
        _exit(1);
    }
    EXPECT(waitpid(child, &ended, 0) == child && WEXITSTATUS(ended) == 3);
    /* another root: absolute paths are below it */
    if (geteuid() == 0) {
        child = fork();
        if (child == 0) {
            EXPECT(chroot("dir") == 0 && chdir("/") == 0);
            EXPECT(access("/renamed", F_OK) == 0 && access("renamed", F_OK) == 0);
            _exit(4);
        }
        EXPECT(waitpid(child, &ended, 0) == child && WEXITSTATUS(ended) == 4);
    }
    /* a path of odd bytes */
    EXPECT(access("odd \xff\xfe \"name\"", F_OK) == -1);
    return 0;
}
