#include "trace/tracer.h"

#include "base/file_descriptor.h"
#include "trace/recording_builder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <format>
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
        std::vector<std::string> words = {sensor, "trace", "--control", std::to_string(controlEnd.get()), "--events", std::to_string(eventsEnd.get()), "--"};
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
        if (!request.workingDirectory.empty())
            posix_spawn_file_actions_addchdir_np(&actions, request.workingDirectory.c_str());
        pid_t pid = -1;
        const int error = posix_spawn(&pid, sensor.c_str(), &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        if (error != 0)
            return failErrno("starting " + sensor, error);
        return SensorProcess(pid, std::move(controlWrite), std::move(eventsRead));
    }

    SensorProcess(SensorProcess &&other) noexcept
        : m_pid(std::exchange(other.m_pid, -1)), m_control(std::move(other.m_control)), m_events(std::move(other.m_events))
    {
    }
    SensorProcess &operator=(SensorProcess &&) = delete;
    ~SensorProcess()
    {
        // The sensor kills what it traces when its streams close.
        m_control.reset();
        m_events.reset();
        if (m_pid > 0) {
            while (waitpid(m_pid, nullptr, 0) < 0 && errno == EINTR) {
            }
        }
    }

    [[nodiscard]] int events() const { return m_events.get(); }
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

    SensorProcess(pid_t pid, FileDescriptor control, FileDescriptor events) : m_pid(pid), m_control(std::move(control)), m_events(std::move(events)) {}
    pid_t m_pid;
    FileDescriptor m_control;
    FileDescriptor m_events;
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

Result<Recording> recordProgram(const ProgramRequest &request, std::stop_token stop, const RecordingFn &report)
{
    if (request.command.empty())
        return fail(ErrorCode::InvalidInput, "no program to record");
    auto sensorPath = request.sensorPath.empty() ? findSensor() : Result<std::string>(request.sensorPath);
    if (!sensorPath)
        return std::unexpected(std::move(sensorPath).error());
    // A wake-up for the wait below, from whatever thread asks to stop.
    const FileDescriptor wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake)
        return failErrno("making an event descriptor", errno);
    const std::stop_callback onStop(stop, [&wake] { (void)!eventfd_write(wake.get(), 1); });

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
        if ((timeIsUp || stop.stop_requested()) && !std::exchange(stopSent, true))
            (void)sensor->tell(RecordingBuilder::stopFrame(SIGTERM));
        pollfd waiting[] = {{sensor->events(), POLLIN, 0}, {stopSent ? -1 : wake.get(), POLLIN, 0}};
        if (poll(waiting, 2, static_cast<int>(kReportEvery.count())) < 0 && errno != EINTR)
            return failErrno("waiting for the sensor", errno);
        if (waiting[0].revents != 0) {
            const ssize_t got = read(sensor->events(), buffer.data(), buffer.size());
            if (got < 0 && errno == EINTR)
                continue;
            if (got <= 0)
                break; // cut
            if (auto fed = builder.feed({buffer.data(), static_cast<std::size_t>(got)}); !fed)
                return std::unexpected(std::move(fed).error());
        }
        if (report && Clock::now() - reportedAt >= kReportEvery && builder.takeChanged()) {
            reportedAt = Clock::now();
            report(snapshot());
        }
    }
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
