/* Calls one function of the C library, between two marks that a trace shows, and prints what came of it.
   For installer/measure-libc. Without an argument: lists the functions. */
#define _GNU_SOURCE 1
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static const char *file = "/etc/passwd";
static char made[64];
static int opened, program; /* descriptors from before the first mark */

static void *nothing(void *unused) { return unused; }

static int thread(void)
{
    pthread_t id;
    const int error = pthread_create(&id, 0, nothing, 0);
    if (error) {
        errno = error;
        return -1;
    }
    return pthread_join(id, 0);
}
static int spawn(void)
{
    char *words[] = {"true", 0};
    char *environment[] = {0};
    pid_t child;
    const int error = posix_spawn(&child, "/bin/true", 0, 0, words, environment);
    if (error) {
        errno = error;
        return -1;
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}
static int forks(void)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    return child < 0 ? -1 : waitpid(child, 0, 0) < 0 ? -1 : 0;
}
static int vforks(void)
{
    const pid_t child = vfork();
    if (child == 0)
        _exit(0);
    return child < 0 ? -1 : waitpid(child, 0, 0) < 0 ? -1 : 0;
}
static int opens(void) { return open(file, O_RDONLY); }
static int creates(void) { return creat(made, 0600); }
static int stats(void) { struct stat s; return stat(file, &s); }
static int lstats(void) { struct stat s; return lstat(file, &s); }
static int fstats(void) { struct stat s; return fstat(0, &s); }
static int fstatats(void) { struct stat s; return fstatat(AT_FDCWD, file, &s, AT_SYMLINK_NOFOLLOW); }
#ifdef STATX_BASIC_STATS
static int statxs(void) { struct statx s; return statx(AT_FDCWD, file, 0, STATX_BASIC_STATS, &s); }
#endif
static int accesses(void) { return access(file, R_OK); }
static int faccessats(void) { return faccessat(AT_FDCWD, file, R_OK, 0); }
static int faccessatsFlags(void) { return faccessat(AT_FDCWD, file, R_OK, AT_EACCESS | AT_SYMLINK_NOFOLLOW); }
static int makesDirectory(void) { return mkdir(made, 0700); }
static int removesDirectory(void) { return rmdir(made); }
static int unlinks(void) { return unlink(made); }
static int renames(void) { return rename(made, made); }
static int renames2(void) { return renameat2(AT_FDCWD, made, AT_FDCWD, made, 0); }
static int renames2Flags(void) { return renameat2(AT_FDCWD, made, AT_FDCWD, "/tmp/whittle-none", RENAME_NOREPLACE); }
static int links(void) { return link(made, made); }
static int symlinks(void) { return symlink("x", made); }
static int readlinks(void) { char b[64]; return readlink("/proc/self/exe", b, sizeof b); }
static int chmods(void) { return chmod(file, 0644); }
static int fchmodats(void) { return fchmodat(AT_FDCWD, made, 0600, 0); }
static int fchmodatsFlags(void) { return fchmodat(AT_FDCWD, made, 0600, AT_SYMLINK_NOFOLLOW); }
static int chowns(void) { return chown(made, (uid_t)-1, (gid_t)-1); }
static int utimes_(void) { return utime(made, 0); }
static int pipes(void) { int p[2]; return pipe(p); }
static int pipes2(void) { int p[2]; return pipe2(p, O_CLOEXEC); }
static int dups2(void) { return dup2(0, 9); }
static int dups3(void) { return dup3(0, 9, O_CLOEXEC); }
static int polls(void) { return poll(0, 0, 0); }
static int ppolls(void) { struct timespec t = {0, 0}; return ppoll(0, 0, &t, 0); }
static int selects(void) { struct timeval t = {0, 0}; return select(0, 0, 0, 0, &t); }
static int epolls(void) { return epoll_create(1); }
static int epolls1(void) { return epoll_create1(EPOLL_CLOEXEC); }
static int epollWaits(void) { struct epoll_event e; return epoll_wait(-1, &e, 1, 0); }
static int eventfds(void) { return eventfd(0, 0); }
static int signalfds(void) { sigset_t s; sigemptyset(&s); return signalfd(-1, &s, 0); }
static int inotifies(void) { return inotify_init(); }
static int inotifies1(void) { return inotify_init1(IN_CLOEXEC); }
static int accepts(void) { return accept(-1, 0, 0); }
static int accepts4(void) { return accept4(-1, 0, 0, SOCK_CLOEXEC); }
static int sockets(void) { return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0); }
static int sends(void) { return send(-1, "", 1, 0); }
static int sleeps(void) { struct timespec t = {0, 1}; return nanosleep(&t, 0); }
static int clockSleeps(void) { struct timespec t = {0, 1}; return clock_nanosleep(CLOCK_REALTIME, 0, &t, 0); }
static int getsLimit(void) { struct rlimit l; return getrlimit(RLIMIT_NOFILE, &l); }
static int setsLimit(void) { struct rlimit l = {64, 64}; return setrlimit(RLIMIT_NOFILE, &l); }
static int lists(void) { DIR *d = opendir("/etc"); return d && readdir(d) ? 0 : -1; }
static int randoms(void) { char b[8]; return getrandom(b, sizeof b, 0); }
static int entropy(void) { char b[8]; return getentropy(b, sizeof b); }
static int preads2(void) { char b[8]; struct iovec v = {b, sizeof b}; return preadv2(opened, &v, 1, 0, 0); }
static int executes(void)
{
    char *words[] = {"true", 0};
    char *environment[] = {0};
    return fexecve(program, words, environment);
}
static int clocks(void) { struct timespec t; return clock_getres(CLOCK_REALTIME, &t); }
static int setsGroups(void) { return setegid(getegid()); }
static int truncates(void) { return truncate(made, 0); }
static int processors(void) { return sched_getcpu() < 0 ? -1 : 0; }
#ifdef __GLIBC__
static int closesFrom(void) { closefrom(100); return 0; }
static int arc4(void) { arc4random(); return 0; }
#endif

static const struct { const char *name; int (*function)(void); } all[] = {
    {"pthread_create", thread}, {"posix_spawn", spawn}, {"fork", forks}, {"vfork", vforks}, {"open", opens}, {"creat", creates}, {"stat", stats},
    {"lstat", lstats}, {"fstat", fstats}, {"fstatat", fstatats},
#ifdef STATX_BASIC_STATS
    {"statx", statxs},
#endif
    {"access", accesses}, {"faccessat", faccessats}, {"faccessat with flags", faccessatsFlags}, {"mkdir", makesDirectory}, {"rmdir", removesDirectory}, {"unlink", unlinks},
    {"rename", renames}, {"renameat2", renames2}, {"renameat2 with flags", renames2Flags}, {"link", links}, {"symlink", symlinks}, {"readlink", readlinks},
    {"chmod", chmods}, {"fchmodat", fchmodats}, {"fchmodat with flags", fchmodatsFlags}, {"chown", chowns}, {"utime", utimes_}, {"pipe", pipes}, {"pipe2", pipes2},
    {"dup2", dups2}, {"dup3", dups3}, {"poll", polls}, {"ppoll", ppolls}, {"select", selects}, {"epoll_create", epolls}, {"epoll_create1", epolls1},
    {"epoll_wait", epollWaits}, {"eventfd", eventfds}, {"signalfd", signalfds}, {"inotify_init", inotifies}, {"inotify_init1", inotifies1}, {"accept", accepts},
    {"accept4", accepts4}, {"socket", sockets}, {"send", sends}, {"nanosleep", sleeps}, {"clock_nanosleep", clockSleeps}, {"getrlimit", getsLimit},
    {"setrlimit", setsLimit}, {"readdir", lists}, {"getrandom", randoms}, {"getentropy", entropy}, {"preadv2", preads2}, {"fexecve", executes},
    {"clock_getres", clocks}, {"setegid", setsGroups}, {"truncate", truncates}, {"sched_getcpu", processors},
#ifdef __GLIBC__
    {"closefrom", closesFrom}, {"arc4random", arc4},
#endif
};

int main(int count, char **words)
{
    if (count < 2) {
        for (size_t i = 0; i < sizeof all / sizeof *all; ++i)
            puts(all[i].name);
        return 0;
    }
    snprintf(made, sizeof made, "/tmp/whittle-libc-%d", (int)getpid());
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) {
        if (strcmp(all[i].name, words[1]) != 0)
            continue;
        opened = open(file, O_RDONLY);
        program = open("/bin/true", O_RDONLY);
        (void)!write(-1, "<", 1);
        errno = 0;
        const int result = all[i].function();
        const int error = errno;
        (void)!write(-1, ">", 1);
        unlink(made);
        rmdir(made);
        printf("%d %d\n", result, result < 0 ? error : 0);
        return 0;
    }
    return 2;
}
