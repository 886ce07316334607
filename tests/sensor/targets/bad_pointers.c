/* Paths and addresses that cannot be read: each call fails with EFAULT, and the one good path is still seen. */
#include "target.h"
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(void)
{
    long page = sysconf(_SC_PAGESIZE);
    char *area = mmap(NULL, 2 * (size_t)page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    EXPECT(area != MAP_FAILED && munmap(area + page, (size_t)page) == 0);
    char *unterminated = area + page - 4;
    memcpy(unterminated, "/tmp", 4);

    EXPECT(syscall(SYS_open, NULL, O_RDONLY) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_open, (char *)1, O_RDONLY) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_openat, AT_FDCWD, unterminated, O_RDONLY) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_openat2, AT_FDCWD, "/tmp", NULL, 24) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_rename, NULL, (char *)-4096L) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_execve, NULL, NULL, NULL) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_newfstatat, AT_FDCWD, NULL, NULL, 0) == -1 && errno == EFAULT);
    EXPECT(syscall(SYS_newfstatat, 77, "relative", (void *)area, 0) == -1 && errno == EBADF);
    /* NULL means the descriptor itself here; descriptor 0 may be anything, the call must only not hurt. */
    syscall(SYS_utimensat, 77, NULL, NULL, 0);
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    EXPECT(connect(fd, (struct sockaddr *)1, 100) == -1 && errno == EFAULT);
    EXPECT(connect(fd, (struct sockaddr *)area, 0) == -1);
    EXPECT(syscall(SYS_sendmsg, fd, (void *)1, 0) == -1 && errno == EFAULT);
    /* A path that ends exactly with its page is readable. */
    char *last = area + page - 5;
    memcpy(last, "/usr", 5);
    EXPECT(open(last, O_RDONLY | O_DIRECTORY) >= 0);
    return 0;
}
