#include "sensor/session.h"

#include "sensor/container.h"
#include "sensor/control.h"
#include "sensor/event_stream.h"
#include "sensor/launch.h"
#include "sensor/system.h"
#include "sensor/tracer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace whittle::sensor {

namespace {

constexpr int kCouldNot = 2; // exit status
constexpr long kTickUs = 25'000;
constexpr int kTicksPerReport = 4;

volatile std::sig_atomic_t g_ticked = 0;
unsigned g_ticks = 0;

void onAlarm(int) { g_ticked = 1; }

// Signals of a terminal or of a stopping container are for the tracees; we end when they have ended.
void shieldSelf()
{
    for (const int number : {SIGINT, SIGQUIT, SIGHUP, SIGTERM, SIGTSTP, SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGPIPE})
        signal(number, SIG_IGN);
    // Stops of tracees are waited for; a signal for each would be thrown away.
    struct sigaction quiet{};
    quiet.sa_handler = SIG_DFL;
    quiet.sa_flags = SA_NOCLDSTOP;
    sigaction(SIGCHLD, &quiet, nullptr);
}

// A timer that interrupts waiting (no SA_RESTART). A tick that comes just before a wait is made good by the next.
void startTicking()
{
    struct sigaction action{};
    action.sa_handler = onAlarm;
    sigaction(SIGALRM, &action, nullptr);
    const itimerval every{{0, kTickUs}, {0, kTickUs}};
    setitimer(ITIMER_REAL, &every, nullptr);
}

void sayHello(EventStream &events)
{
    utsname name{};
    uname(&name);
    wire::Hello hello;
    hello.kernel = name.release;
    hello.machine = name.machine;
    events.send(hello);
    events.flush();
}

// Ends the program when asked: the signal first, SIGKILL after the grace.
class Ending
{
public:
    // mayEndNs: Ctrl-C reached the program already, as it reached those who ask now; it may end by itself.
    Ending(Tracer &tracer, std::uint32_t graceMs, std::int64_t mayEndNs) : m_tracer(tracer), m_graceNs(std::int64_t{graceMs} * 1'000'000), m_mayEndNs(mayEndNs) {}

    void ask(int signal)
    {
        if (m_askedNs != 0)
            return;
        m_signal = signal;
        m_askedNs = now();
    }
    void killNow()
    {
        if (m_killedNs == 0)
            m_killedNs = now();
        m_tracer.signalAll(SIGKILL);
    }
    void tick()
    {
        if (m_askedNs == 0)
            return;
        const std::int64_t waited = now() - m_askedNs;
        if (waited > m_graceNs + m_mayEndNs)
            killNow();
        else if (waited > m_mayEndNs && !m_askedFirst && isInVain())
            killNow();
        else if (waited > m_mayEndNs)
            signalOnce();
    }
    [[nodiscard]] bool asked() const { return m_askedNs != 0; }
    /// The first process of a process namespace does not even hear SIGKILL from inside. It ends when we do (PTRACE_O_EXITKILL).
    [[nodiscard]] bool hasFailed() const
    {
        constexpr std::int64_t kPatienceNs = 500'000'000;
        return m_killedNs != 0 && now() - m_killedNs > kPatienceNs;
    }

private:
    // The kernel keeps from the first process of a process namespace what it neither handles nor waits for, whatever that does to others: waiting
    // for its end would be waiting for the grace to pass.
    [[nodiscard]] bool isInVain() const
    {
        const auto status = m_tracer.firstIsAlive() ? statusOf(m_tracer.first()) : std::nullopt;
        const std::uint64_t bit = std::uint64_t{1} << (m_signal - 1);
        return status && status->innerPid == 1 && ((status->caughtSignals | status->blockedSignals) & bit) == 0;
    }
    void signalOnce()
    {
        if (m_tracer.firstIsAlive()) {
            if (!std::exchange(m_askedFirst, true))
                kill(m_tracer.first(), m_signal);
            return;
        }
        // What the first process leaves behind is asked as well.
        if (!std::exchange(m_askedAll, true))
            m_tracer.signalAll(m_signal);
    }

    Tracer &m_tracer;
    std::int64_t m_graceNs;
    std::int64_t m_mayEndNs;
    std::int64_t m_askedNs = 0;
    std::int64_t m_killedNs = 0;
    int m_signal = SIGTERM;
    bool m_askedFirst = false;
    bool m_askedAll = false;
};

// True while the tracer has work; looks after ticks and the control stream.
void followOnce(Tracer &tracer, Control &control, EventStream &events, Ending &ending)
{
    tracer.handleOne();
    if (!g_ticked)
        return;
    g_ticked = 0;
    tracer.tick();
    if (++g_ticks % kTicksPerReport == 0)
        tracer.sendCounts();
    control.poll();
    if (const auto stop = control.stop())
        ending.ask(stop->signal);
    // Nobody listens: what we started must not go on untraced or unseen.
    if (control.isCut() || events.isCut())
        ending.killNow();
    ending.tick();
}

int finish(EventStream &events, Control &control, const wire::End &end)
{
    events.send(end);
    events.flush();
    if (!events.isCut())
        control.waitForAck();
    return end.reason == static_cast<std::uint8_t>(wire::EndReason::CouldNotStart) ? kCouldNot : 0;
}

int couldNotStart(EventStream &events, Control &control, const Error &error)
{
    return finish(events, control, {-1, static_cast<std::uint8_t>(wire::EndReason::CouldNotStart), static_cast<std::uint16_t>(error.systemErrno),
                                    events.time(), error.message});
}

// The whole of an inherited file.
Result<bpf::Program> readFilter(int fd)
{
    bpf::Program program;
    std::array<bpf::Instruction, 512> part;
    for (off_t offset = 0;;) {
        const ssize_t got = pread(fd, part.data(), sizeof part, offset);
        if (got < 0)
            return failErrno("reading the filter", errno);
        if (got == 0)
            break;
        program.insert(program.end(), part.begin(), part.begin() + got / static_cast<ssize_t>(sizeof part[0]));
        offset += got;
    }
    if (const auto valid = bpf::validate(program); !valid)
        return std::unexpected(valid.error());
    return program;
}

} // namespace

int traceProgram(int controlFd, int eventsFd, int filterFd, const std::vector<std::string> &command)
{
    for (const int fd : {controlFd, eventsFd, filterFd})
        if (fd >= 0)
            fcntl(fd, F_SETFD, FD_CLOEXEC);
    EventStream events(eventsFd);
    Control control(controlFd);
    sayHello(events);
    const auto config = control.waitForConfig();
    if (!config)
        return kCouldNot;
    auto base = BaseFilter::create(config->baseFilter);
    if (!base)
        return couldNotStart(events, control, base.error());

    auto kernelFilter = filterFd < 0 ? Result<bpf::Program>() : readFilter(filterFd);
    if (!kernelFilter)
        return couldNotStart(events, control, kernelFilter.error());
    const bool hasKernelFilter = !kernelFilter->empty();

    auto program = LaunchedProgram::create(command, std::move(*kernelFilter));
    if (!program)
        return couldNotStart(events, control, program.error());
    shieldSelf();
    // A process group of our own: kill(0, …) of the program is meant for its group.
    setpgid(0, 0);

    Tracer tracer(events, std::move(*base), {.holdsLastExit = false, .tracePaths = config->tracePaths, .shareProcessor = config->shareProcessor, .hasKernelFilter = hasKernelFilter});
    if (const int error = tracer.seizeHolder(program->pid(), true)) {
        kill(program->pid(), SIGKILL);
        Error refused = failErrno("tracing (ptrace)", error).error();
        return couldNotStart(events, control, refused);
    }
    program->start();
    startTicking();
    Ending ending(tracer, config->graceMs, 250'000'000);
    while (!tracer.isEmpty())
        followOnce(tracer, control, events, ending);

    if (!tracer.firstHasBegun()) {
        if (const auto failure = program->failure())
            return couldNotStart(events, control, *failure);
    }
    const auto reason = ending.asked() ? wire::EndReason::Stop : wire::EndReason::Exit;
    return finish(events, control, {tracer.firstStatus(), static_cast<std::uint8_t>(reason), 0, events.time(), {}});
}

int traceContainer(int controlFd, int eventsFd)
{
    shieldSelf();
    EventStream events(eventsFd);
    Control control(controlFd);
    sayHello(events);
    const auto config = control.waitForConfig();
    if (!config)
        return kCouldNot;
    auto base = BaseFilter::create(config->baseFilter);
    if (!base)
        return couldNotStart(events, control, base.error());

    Tracer tracer(events, std::move(*base), {.holdsLastExit = true, .tracePaths = config->tracePaths, .shareProcessor = config->shareProcessor});
    Ending ending(tracer, config->graceMs, 0);
    ContainerWatch watch(tracer, events);
    startTicking();
    while (!tracer.firstIsHeld() && tracer.firstStatus() == -1 && !ending.hasFailed()) {
        if (tracer.isEmpty()) {
            if (control.isCut() || events.isCut())
                return kCouldNot;
            pause(); // the next tick
        }
        followOnce(tracer, control, events, ending);
        watch.look();
    }
    // The end of the first process ends all others; done here, their last calls are still recorded.
    constexpr std::int64_t kPatienceNs = 3'000'000'000;
    const std::int64_t until = now() + kPatienceNs;
    tracer.signalAll(SIGKILL);
    while (tracer.others() > 0 && now() < until && !ending.hasFailed() && tracer.handleOne()) {
    }
    tracer.sendCounts();
    const int firstStatus = ending.hasFailed() && tracer.firstStatus() == -1 ? SIGKILL : tracer.firstStatus();
    const auto reason = !tracer.firstHasBegun() ? wire::EndReason::CouldNotStart : ending.asked() ? wire::EndReason::Stop : wire::EndReason::Exit;
    const int status = finish(events, control, {firstStatus, static_cast<std::uint8_t>(reason), 0, events.time(), watch.holderMessage()});
    tracer.releaseFirst();
    return status;
}

} // namespace whittle::sensor
