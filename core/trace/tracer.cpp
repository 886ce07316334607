#include "trace/tracer.h"

#include "base/file_descriptor.h"
#include "base/stop_event.h"
#include "trace/recording_builder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <iterator>
#include <optional>

namespace whittle::trace {

namespace {

using Clock = std::chrono::steady_clock;

// The sensor as a child process with its two streams.
class SensorProcess
{
public:
    static Result<SensorProcess> start(const std::string &sensor, const ProgramRequest &request)
    {
        int control[2];
        int events[2];
        if (pipe2(control, O_CLOEXEC) != 0)
            return failErrno("making a pipe", errno);
        FileDescriptor controlRead(control[0]);
        FileDescriptor controlWrite(control[1]);
        if (pipe2(events, O_CLOEXEC) != 0)
            return failErrno("making a pipe", errno);
        FileDescriptor eventsRead(events[0]);
        FileDescriptor eventsWrite(events[1]);

        // Numbers that a program is not given files under by those who start it.
        const FileDescriptor controlEnd(fcntl(controlRead.get(), F_DUPFD_CLOEXEC, kFirstFree));
        const FileDescriptor eventsEnd(fcntl(eventsWrite.get(), F_DUPFD_CLOEXEC, kFirstFree));
        if (!controlEnd || !eventsEnd)
            return failErrno("making a pipe", errno);
        auto filterEnd = fileOf(request.kernelFilter);
        if (!filterEnd)
            return std::unexpected(std::move(filterEnd).error());
        FileDescriptor outputRead;
        FileDescriptor outputWrite;
        FileDescriptor nothing;
        if (request.output) {
            int output[2];
            if (pipe2(output, O_CLOEXEC) != 0)
                return failErrno("making a pipe", errno);
            outputRead = FileDescriptor(output[0]);
            outputWrite = FileDescriptor(output[1]);
            nothing = FileDescriptor(open("/dev/null", O_RDONLY | O_CLOEXEC));
            if (!nothing || fcntl(outputRead.get(), F_SETFL, O_NONBLOCK) != 0)
                return failErrno("opening /dev/null", errno);
        }
        std::vector<std::string> words = {sensor, "trace", "--control", std::to_string(controlEnd.get()), "--events", std::to_string(eventsEnd.get())};
        if (*filterEnd)
            words.insert(words.end(), {"--filter", std::to_string(filterEnd->get())});
        words.emplace_back("--");
        words.insert(words.end(), request.command.begin(), request.command.end());
        std::vector<char *> arguments;
        for (std::string &word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);

        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        // Onto itself: inherited although it closes on execution elsewhere. The sensor closes it when the program executes.
        posix_spawn_file_actions_adddup2(&actions, controlEnd.get(), controlEnd.get());
        posix_spawn_file_actions_adddup2(&actions, eventsEnd.get(), eventsEnd.get());
        if (*filterEnd)
            posix_spawn_file_actions_adddup2(&actions, filterEnd->get(), filterEnd->get());
        posix_spawnattr_t attributes;
        posix_spawnattr_init(&attributes);
        if (request.output) {
            posix_spawn_file_actions_adddup2(&actions, nothing.get(), STDIN_FILENO);
            posix_spawn_file_actions_adddup2(&actions, outputWrite.get(), STDOUT_FILENO);
            posix_spawn_file_actions_adddup2(&actions, outputWrite.get(), STDERR_FILENO);
            posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
        }
        if (!request.workingDirectory.empty())
            posix_spawn_file_actions_addchdir_np(&actions, request.workingDirectory.c_str());
        pid_t pid = -1;
        const int error = posix_spawn(&pid, sensor.c_str(), &actions, &attributes, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
        if (error != 0)
            return failErrno("starting " + sensor, error);
        return SensorProcess(pid, std::move(controlWrite), std::move(eventsRead), std::move(outputRead));
    }

    SensorProcess(SensorProcess &&other) noexcept
        : m_pid(std::exchange(other.m_pid, -1)), m_control(std::move(other.m_control)), m_events(std::move(other.m_events)), m_output(std::move(other.m_output))
    {
    }
    SensorProcess &operator=(SensorProcess &&) = delete;
    ~SensorProcess()
    {
        // The sensor kills what it traces when its streams close.
        m_control.reset();
        m_events.reset();
        m_output.reset();
        if (m_pid > 0) {
            while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
    }

    [[nodiscard]] int events() const { return m_events.get(); }
    /// What the program prints; -1: goes elsewhere, or nobody can print any more.
    [[nodiscard]] int output() const { return m_output.get(); }
    /// Takes what was printed so far. Never waits.
    void readOutput(const OutputFn &take)
    {
        std::array<char, 16 * 1024> buffer;
        while (m_output) {
            const ssize_t got = read(m_output.get(), buffer.data(), buffer.size());
            if (got > 0)
                take({buffer.data(), static_cast<std::size_t>(got)});
            else if (got == 0 || (errno != EINTR && errno != EAGAIN))
                m_output.reset();
            else if (errno == EAGAIN)
                return;
        }
    }
    bool tell(std::string_view frame)
    {
        while (!frame.empty()) {
            const ssize_t written = write(m_control.get(), frame.data(), frame.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written <= 0)
                return false;
            frame.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

private:
    static constexpr int kFirstFree = 100;

    // The program as an inherited file holds it; none for an empty one.
    static Result<FileDescriptor> fileOf(const bpf::Program &program)
    {
        if (program.empty())
            return FileDescriptor();
        const FileDescriptor file(memfd_create("filter", MFD_CLOEXEC));
        const std::size_t size = program.size() * sizeof program[0];
        if (!file || write(file.get(), program.data(), size) != static_cast<ssize_t>(size))
            return failErrno("keeping the filter", errno);
        FileDescriptor end(fcntl(file.get(), F_DUPFD_CLOEXEC, kFirstFree));
        if (!end)
            return failErrno("keeping the filter", errno);
        return end;
    }

    SensorProcess(pid_t pid, FileDescriptor control, FileDescriptor events, FileDescriptor output)
        : m_pid(pid), m_control(std::move(control)), m_events(std::move(events)), m_output(std::move(output))
    {
    }
    pid_t m_pid;
    FileDescriptor m_control;
    FileDescriptor m_events;
    FileDescriptor m_output;
};

wire::Config configOf(const ProgramRequest &request)
{
    wire::Config config;
    config.graceMs = static_cast<std::uint32_t>(request.grace.count());
    config.baseFilter = RecordingBuilder::packFilter(request.baseFilter);
    return config;
}

std::string timestamp()
{
    return std::format("{:%FT%TZ}", std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

} // namespace

Result<Recording> recordProgram(const ProgramRequest &request, std::stop_token stop, const LiveFn &report)
{
    if (request.command.empty())
        return fail(ErrorCode::InvalidInput, "no program to record");
    auto sensorPath = request.sensorPath.empty() ? findSensor() : Result<std::string>(request.sensorPath);
    if (!sensorPath)
        return std::unexpected(std::move(sensorPath).error());
    // Wake-ups for the wait below, from whatever thread asks.
    const StopEvent cancelled(stop);
    const StopEvent finished(request.finish);
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "cancelled");

    Recording frame;
    frame.environment.startedAt = timestamp();
    frame.environment.base = request.baseName;
    frame.environment.tool = "whittle " WHITTLE_VERSION;
    frame.subject.kind = "program";
    frame.subject.command = request.command;
    std::error_code ignored;
    frame.subject.workingDirectory = request.workingDirectory.empty() ? std::filesystem::current_path(ignored).string() : request.workingDirectory;

    auto sensor = SensorProcess::start(*sensorPath, request);
    if (!sensor)
        return std::unexpected(std::move(sensor).error());
    RecordingBuilder builder;
    if (report)
        builder.followLive();
    const auto snapshot = [&] {
        Recording recording = builder.snapshot();
        frame.subject.ports = recording.subject.ports;
        recording.subject = frame.subject;
        frame.environment.kernel = recording.environment.kernel;
        frame.environment.machine = recording.environment.machine;
        recording.environment = frame.environment;
        return recording;
    };
    (void)sensor->tell(RecordingBuilder::configFrame(configOf(request)));

    const auto startedAt = Clock::now();
    auto reportedAt = startedAt;
    bool stopSent = false;
    constexpr std::chrono::milliseconds kReportEvery{100};
    std::vector<char> buffer(256 * 1024);
    while (!builder.hasEnded()) {
        const bool timeIsUp = request.stopAfter.count() > 0 && Clock::now() - startedAt >= request.stopAfter;
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        if ((timeIsUp || request.finish.stop_requested()) && !std::exchange(stopSent, true))
            (void)sensor->tell(RecordingBuilder::stopFrame(SIGTERM));
        pollfd waiting[] = {{sensor->events(), POLLIN, 0}, {stopSent ? -1 : finished.fd(), POLLIN, 0}, {cancelled.fd(), POLLIN, 0}, {sensor->output(), POLLIN, 0}};
        if (poll(waiting, std::size(waiting), static_cast<int>(kReportEvery.count())) < 0 && errno != EINTR)
            return failErrno("waiting for the sensor", errno);
        if (waiting[3].revents != 0)
            sensor->readOutput(request.output);
        if (waiting[0].revents != 0) {
            const ssize_t got = read(sensor->events(), buffer.data(), buffer.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                break; // cut
            if (auto fed = builder.feed({buffer.data(), static_cast<std::size_t>(got)}); !fed)
                return std::unexpected(std::move(fed).error());
        }
        if (report && Clock::now() - reportedAt >= kReportEvery) {
            reportedAt = Clock::now();
            if (const auto change = builder.takeLive())
                report(*change);
        }
    }
    if (request.output)
        sensor->readOutput(request.output);
    if (const auto change = report ? builder.takeLive() : std::nullopt)
        report(*change);
    (void)sensor->tell(RecordingBuilder::ackFrame());
    if (auto failure = builder.startFailure())
        return std::unexpected(std::move(*failure));
    if (!builder.hasStarted())
        return fail(ErrorCode::Unavailable, *sensorPath + " did not answer");
    Recording recording = snapshot();
    if (!recording.complete)
        recording.warnings.emplace_back("the sensor ended before the program did; what it did afterwards is missing");
    return recording;
}

Result<std::string> findSensor()
{
    constexpr const char *kName = "whittle-sensor";
    if (const char *given = std::getenv("WHITTLE_SENSOR"); given && *given) {
        if (access(given, X_OK) != 0)
            return failErrno(std::string("the sensor named by WHITTLE_SENSOR, ") + given, errno);
        return std::string(given);
    }
    std::error_code error;
    const std::filesystem::path self = std::filesystem::read_symlink("/proc/self/exe", error);
    const std::filesystem::path folder = self.parent_path();
    for (const std::filesystem::path &candidate : {folder / kName, folder / ".." / "libexec" / "whittle" / kName, folder / ".." / "bin" / kName}) {
        if (access(candidate.c_str(), X_OK) == 0)
            return candidate.lexically_normal().string();
    }
    return fail(ErrorCode::NotFound, std::format("{} is not beside {}; set WHITTLE_SENSOR to where it is", kName, self.string()));
}

} // namespace whittle::trace
