/* Signals arrive as they were sent: with their value and sender, interrupting, restarting, as faults and as SIGTRAP. */
#include "target.h"
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile int seen_value;
static volatile pid_t seen_pid;
static volatile int seen_code;
static volatile int alarms;

static void on_signal(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)context;
    seen_value = info->si_value.sival_int;
    seen_pid = info->si_pid;
    seen_code = info->si_code;
}

static void on_alarm(int number)
{
    (void)number;
    ++alarms;
}

int main(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = on_signal;
    action.sa_flags = SA_SIGINFO;
    EXPECT(sigaction(SIGRTMIN + 3, &action, NULL) == 0 && sigaction(SIGTRAP, &action, NULL) == 0);
    union sigval value = {.sival_int = 4711};
    EXPECT(sigqueue(getpid(), SIGRTMIN + 3, value) == 0);
    EXPECT(seen_value == 4711 && seen_pid == getpid() && seen_code == SI_QUEUE);
    raise(SIGTRAP);
    EXPECT(seen_code == SI_TKILL && seen_pid == getpid());
#if defined(__x86_64__)
    __asm__ volatile("int3");
    EXPECT(seen_code == SI_KERNEL || seen_code == TRAP_BRKPT);
#endif
    /* Interrupts a sleep, which then reports the rest. */
    memset(&action, 0, sizeof action);
    action.sa_handler = on_alarm;
    EXPECT(sigaction(SIGALRM, &action, NULL) == 0);
    struct itimerval soon = {{0, 0}, {0, 30000}};
    EXPECT(setitimer(ITIMER_REAL, &soon, NULL) == 0);
    struct timespec sleep_time = {5, 0};
    struct timespec rest = {0, 0};
    EXPECT(nanosleep(&sleep_time, &rest) == -1 && errno == EINTR && rest.tv_sec == 4 && alarms == 1);
    /* With SA_RESTART a read goes on. */
    action.sa_flags = SA_RESTART;
    EXPECT(sigaction(SIGALRM, &action, NULL) == 0);
    int ends[2];
    EXPECT(pipe(ends) == 0);
    pid_t child = fork();
    if (child == 0) {
        usleep(150000);
        _exit(write(ends[1], "x", 1) == 1 ? 0 : 1);
    }
    EXPECT(setitimer(ITIMER_REAL, &soon, NULL) == 0);
    char byte = 0;
    EXPECT(read(ends[0], &byte, 1) == 1 && byte == 'x' && alarms == 2);
    int status = 0;
    EXPECT(waitpid(child, &status, 0) == child && status == 0);
    /* A stop and a continue in the middle of a sleep: it goes on by restart_syscall and is not cut short. */
    pid_t self = getpid();
    child = fork();
    if (child == 0) {
        usleep(50000);
        kill(self, SIGSTOP);
        usleep(50000);
        kill(self, SIGCONT);
        _exit(0);
    }
    struct timespec part = {0, 300000000};
    EXPECT(nanosleep(&part, NULL) == 0);
    EXPECT(waitpid(child, &status, 0) == child && status == 0);
    /* A fault kills. */
    child = fork();
    if (child == 0) {
        *(volatile int *)8 = 1;
        _exit(0);
    }
    EXPECT(waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
    return 0;
}
