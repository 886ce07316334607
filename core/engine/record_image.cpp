#include "engine/record_image.h"

#include "base/files.h"
#include "engine/base_filter.h"
#include "engine/inside_command.h"
#include "engine/leftovers.h"
#include "engine/tar.h"
#include "engine/trace_stream.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <format>
#include <mutex>
#include <thread>

namespace whittle::engine {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kTick = 100ms;
constexpr auto kStartTimeout = 30s;
constexpr auto kGrace = 10s;           // between the stop signal and SIGKILL
constexpr auto kIdleRun = 10s;         // when nothing says how long
constexpr auto kCommandTimeout = 120s; // of a command inside
constexpr auto kDefaultInterval = 30s; // Docker's, of HEALTHCHECK
constexpr auto kFirstCheck = 2s;       // the first one does not wait that long
constexpr std::size_t kShownOutput = 64 * 1024; // of each stream

// HTTP probes and commands on the host, on a thread of their own, so that the engine can be looked after meanwhile.
class Prober
{
public:
    Prober(std::vector<probe::Endpoint> endpoints, const probe::ProbeOptions &options) : m_endpoints(std::move(endpoints)), m_options(options)
    {
        m_thread = std::jthread([this](const std::stop_token &stop) { run(stop); });
    }
    [[nodiscard]] bool isDone() const { return m_done; }
    [[nodiscard]] std::string step() const
    {
        const std::lock_guard lock(m_mutex);
        return m_step;
    }
    void stop() { m_thread.request_stop(); }
    /// Waits; then the results, or the error.
    Result<std::vector<trace::ProbeResult>> take(std::int64_t offsetNs)
    {
        m_thread.join();
        for (trace::ProbeResult &result : m_results) {
            result.startNs += offsetNs;
            result.endNs += offsetNs;
        }
        if (m_error)
            return std::unexpected(*m_error);
        return std::move(m_results);
    }

private:
    void run(const std::stop_token &stop)
    {
        const ProgressFn report = [this](const Progress &progress) {
            const std::lock_guard lock(m_mutex);
            m_step = progress.step;
        };
        const auto began = Clock::now();
        const auto keep = [&](const Result<std::vector<probe::Answer>> &answers, std::int64_t offsetNs) {
            if (!answers) {
                m_error = answers.error();
                return false;
            }
            for (const probe::Answer &answer : *answers) {
                m_results.push_back(answer.result);
                m_results.back().startNs += offsetNs;
                m_results.back().endNs += offsetNs;
            }
            return true;
        };
        bool go = true;
        if (m_options.http) {
            go = keep(probe::runHttpProbes(m_endpoints, m_options, stop, report), 0);
        } else if (const auto ready = probe::waitForListeners(m_endpoints, m_options, stop, report); !ready) {
            // Without HTTP probes the commands still find the program ready, where it has a port to tell that by.
            m_error = ready.error();
            go = false;
        }
        if (go && !m_options.hostCommands.empty())
            keep(probe::runHostCommands(m_endpoints, m_options, stop, report), std::chrono::nanoseconds(Clock::now() - began).count());
        m_done = true;
    }

    std::vector<probe::Endpoint> m_endpoints;
    const probe::ProbeOptions &m_options;
    mutable std::mutex m_mutex;
    std::string m_step;
    std::vector<trace::ProbeResult> m_results; // after the thread
    std::optional<Error> m_error;              // after the thread
    std::atomic<bool> m_done = false;
    std::jthread m_thread; // last: ends first
};

class ImageRecorder
{
public:
    ImageRecorder(Engine &engine, const ImageRecordRequest &request, std::stop_token stop, const ProgressFn &progress, const trace::LiveFn &report)
        : m_engine(engine), m_request(request), m_stop(std::move(stop)), m_progress(progress), m_report(report) {}

    Result<trace::Recording> run()
    {
        const auto wake = [this] { m_wake.request_stop(); };
        const std::stop_callback onStop(m_stop, wake);
        const std::stop_callback onFinish(m_request.finish, wake);
        return prepare().and_then([this] { return runContainer(); });
    }

private:
    // Image, plan and base filter: everything that can be wrong before a container exists.
    Result<> prepare()
    {
        const auto removed = removeLeftovers(m_engine);
        if (!removed)
            return std::unexpected(removed.error());
        if (*removed > 0)
            say(std::format("removed what earlier runs left: {}", *removed));
        auto sensor = m_request.sensorPath.empty() ? trace::findSensor() : Result<std::string>(m_request.sensorPath);
        if (!sensor)
            return std::unexpected(sensor.error());
        auto program = readFile(*sensor, std::size_t{64} << 20);
        if (!program)
            return std::unexpected(program.error());
        m_sensor = std::move(*program);
        if (m_engine.info().machine != abiName(nativeAbi()))
            return fail(ErrorCode::Unsupported, std::format("the engine runs on {}, the sensor is for {}", m_engine.info().machine, abiName(nativeAbi())));

        m_reference = m_request.image;
        if (!m_request.archivePath.empty()) {
            auto loaded = m_engine.loadImage(m_request.archivePath, m_stop, m_progress);
            if (!loaded)
                return std::unexpected(loaded.error());
            m_reference = std::move(*loaded);
        }
        auto image = m_engine.inspectImage(m_reference);
        if (!image)
            return std::unexpected(image.error());
        m_image = std::move(*image);
        auto plan = planRun(m_engine.info(), m_image, m_reference, m_request.overrides);
        if (!plan)
            return std::unexpected(plan.error());
        m_plan = std::move(*plan);
        auto base = m_request.baseProfile ? compileBase(m_engine.info(), m_plan.capabilities, m_request.base, *m_request.baseProfile)
                                          : chooseBase(m_engine.info(), m_plan.capabilities, m_request.base);
        if (!base)
            return std::unexpected(base.error());
        m_base = std::move(*base);
        for (const std::string &command : m_request.probes.containerCommands) {
            auto words = commandWords(command);
            if (!words)
                return std::unexpected(words.error());
            m_commands.emplace_back(command, std::move(*words));
        }
        const auto signal = signalNumber(m_plan.stopSignal);
        if (!signal)
            return addContext(signal.error(), "stop signal of image " + m_reference);
        m_signal = *signal;
        return {};
    }

    // The production container, except that our holder is its first process and that it may be traced.
    ContainerRequest containerRequest() const
    {
        ContainerRequest request = m_plan.request;
        request.entrypoint = holderCommand(m_plan, true, m_plan.words);
        request.command = std::vector<std::string>();
        request.user = "0:0";
        request.seccompProfile = "unconfined";
        request.disableHealthcheck = true;
        std::set<std::string> capabilities = m_plan.capabilities;
        capabilities.insert(std::begin(kLentCapabilities), std::end(kLentCapabilities));
        request.capDrop = {"ALL"};
        request.capAdd.assign(capabilities.begin(), capabilities.end());
        return request;
    }

    Result<Container> startContainer()
    {
        const ContainerRequest request = containerRequest();
        for (int attempt = 1;; ++attempt) {
            auto container = Container::create(m_engine, request);
            if (!container)
                return container;
            if (auto put = m_engine.putArchive(container->id(), "/", tarOfFile(std::string_view(kSensorInside).substr(1), 0755, m_sensor)); !put)
                return std::unexpected(put.error());
            auto started = m_engine.startContainer(container->id());
            if (started)
                return container;
            if (attempt == kMostStarts || !lostItsPort(started.error().message, request))
                return std::unexpected(started.error());
        }
    }

    Result<trace::Recording> runContainer()
    {
        say("starting " + m_reference);
        auto container = startContainer();
        if (!container)
            return std::unexpected(container.error());
        m_id = container->id();
        m_startedAt = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        m_started = Clock::now();
        auto stream = m_engine.exec(m_id, {.command = {kSensorInside, "attach"}, .user = "0:0", .attachInput = true});
        if (!stream)
            return std::unexpected(stream.error());
        wire::Config config;
        config.baseFilter = trace::RecordingBuilder::packFilter(m_base.filter);
        config.graceMs = static_cast<std::uint32_t>(std::chrono::milliseconds(kGrace).count());
        TraceStream trace(std::move(*stream), config);
        if (m_report)
            trace.followLive();
        m_trace = &trace;

        auto done = exercise();
        if (done)
            done = finish();
        m_trace = nullptr;
        if (!done)
            return std::unexpected(done.error());
        if (auto removed = container->remove(); !removed)
            return std::unexpected(removed.error());
        return std::move(m_recording);
    }

    // Runs everything that the program is to be exercised with, then waits as long as it was told to.
    Result<> exercise()
    {
        const auto state = m_engine.inspectContainer(m_id);
        if (!state)
            return std::unexpected(state.error());
        const auto endpoints = endpointsOf(m_plan, *state);
        const probe::ProbeOptions &options = m_request.probes;
        const bool probes = !options.hostCommands.empty() || (!endpoints.empty() && (options.http || !m_commands.empty()));
        if (probes || (!endpoints.empty() && !m_commands.empty())) {
            Prober prober(endpoints, options);
            const std::int64_t offset = elapsedNs();
            while (!prober.isDone() && !isOver()) {
                say(prober.step());
                if (auto looked = tick(); !looked)
                    return looked;
            }
            prober.stop();
            auto results = prober.take(offset);
            if (!results && results.error().code != ErrorCode::Cancelled)
                return std::unexpected(results.error());
            m_endedEarly = !results && !isFinished();
            if (results)
                m_probes.insert(m_probes.end(), results->begin(), results->end());
        }
        for (const auto &[name, words] : m_commands) {
            if (isOver()) {
                m_probes.push_back({.probe = name, .detail = isFinished() ? "the run was ended before" : "the program had ended"});
                continue;
            }
            say(name);
            if (auto ran = runCommand(name, words, kCommandTimeout); !ran)
                return ran;
        }
        if (auto waited = waitAsTold(probes || !m_commands.empty()); !waited)
            return waited;
        // Every image that has a health check is recorded with it.
        if (hasHealthcheck() && !m_healthy && !isOver())
            return checkHealth();
        return {};
    }

    Result<> waitAsTold(bool didSomething)
    {
        const probe::ProbeOptions &options = m_request.probes;
        std::optional<Clock::time_point> until;
        if (options.duration)
            until = m_started + *options.duration;
        else if (!options.untilExit && !didSomething && !m_request.interactive)
            until = m_started + kIdleRun;
        const bool forEnter = m_request.interactive && !options.duration && !options.untilExit && !didSomething;
        if (!until && !forEnter && !options.untilExit)
            return {};
        while (!isOver() && (!until || Clock::now() < *until)) {
            say(forEnter ? "running; Enter ends it" : options.untilExit ? "running until it ends" : "running");
            if (m_request.interactive && enterPressed())
                break;
            if (auto looked = tick(); !looked)
                return looked;
        }
        if (!options.duration && until && !isOver())
            m_warnings.push_back(std::format("nothing was probed: the program ran for {} s and was stopped (--for, --until-exit or probes say otherwise)", kIdleRun.count()));
        return {};
    }

    // One turn of every wait: stop requests, the health check, the live view.
    Result<> tick()
    {
        m_trace->waitForChange(kTick, m_wake.get_token());
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "cancelled");
        const auto state = m_trace->state();
        if (!state.hasStarted && Clock::now() - m_started > kStartTimeout)
            return fail(ErrorCode::Unavailable, std::format("the sensor did not answer within {} s", std::chrono::seconds(kStartTimeout).count()));
        if (m_report && Clock::now() - m_reported > kTick)
            reportLive();
        if (hasHealthcheck() && state.hasStarted && !isOver()) {
            const auto interval = m_image.healthcheck.interval.count() > 0 ? m_image.healthcheck.interval : std::chrono::nanoseconds(kDefaultInterval);
            if (!m_nextCheck)
                m_nextCheck = Clock::now() + std::min<std::chrono::nanoseconds>(interval, kFirstCheck);
            if (Clock::now() >= *m_nextCheck) {
                if (auto checked = checkHealth(); !checked)
                    return checked;
                m_nextCheck = Clock::now() + interval;
            }
        }
        return {};
    }

    void reportLive()
    {
        m_reported = Clock::now();
        if (const auto change = m_trace->takeLive())
            m_report(*change);
    }

    [[nodiscard]] bool hasHealthcheck() const
    {
        const auto &test = m_image.healthcheck.test;
        return test.size() > 1 && (test[0] == "CMD" || test[0] == "CMD-SHELL");
    }

    Result<> checkHealth()
    {
        const auto &test = m_image.healthcheck.test;
        const std::vector<std::string> words = test[0] == "CMD" ? std::vector<std::string>(test.begin() + 1, test.end()) : std::vector<std::string>{"/bin/sh", "-c", test[1]};
        const auto timeout = m_image.healthcheck.timeout.count() > 0 ? std::chrono::ceil<std::chrono::milliseconds>(m_image.healthcheck.timeout) : kDefaultInterval;
        auto result = runInside(m_engine, m_id, m_plan, "HEALTHCHECK", words, timeout, m_wake.get_token());
        if (!result) {
            // A program that ends takes its check with it.
            if (!isFinished() && (result.error().code == ErrorCode::Cancelled || !endsSoon()))
                return std::unexpected(result.error());
            return {};
        }
        m_healthy |= result->passed;
        m_health = std::move(*result);
        return {};
    }

    Result<> runCommand(const std::string &name, const std::vector<std::string> &words, std::chrono::milliseconds timeout)
    {
        const std::int64_t start = elapsedNs();
        auto result = runInside(m_engine, m_id, m_plan, name, words, timeout, m_wake.get_token());
        if (!result) {
            if (!isFinished() && (result.error().code == ErrorCode::Cancelled || !endsSoon()))
                return std::unexpected(result.error());
            result = trace::ProbeResult{.probe = name, .detail = isFinished() ? "the run was ended meanwhile" : "the program ended meanwhile"};
        }
        result->startNs = start;
        result->endNs = elapsedNs();
        m_probes.push_back(std::move(*result));
        return {};
    }

    // Ends the program, takes the rest of the stream and judges.
    Result<> finish()
    {
        say("stopping");
        // A first process cannot be killed from inside its container, so SIGKILL is the engine's.
        const auto asked = Clock::now();
        bool killed = hasEnded();
        if (!killed && m_signal != SIGKILL)
            (void)m_trace->askToStop(m_signal);
        while (!m_trace->state().isClosed && Clock::now() - asked < kGrace + 20s) {
            if (!killed && !hasEnded() && (m_signal == SIGKILL || Clock::now() - asked > kGrace)) {
                killed = true;
                (void)m_engine.signalContainer(m_id, "SIGKILL");
            }
            m_trace->waitForChange(kTick, m_stop);
            if (m_stop.stop_requested())
                return fail(ErrorCode::Cancelled, "cancelled");
        }
        if (m_report)
            reportLive();
        const auto state = m_trace->state();
        const auto logs = m_engine.containerLogs(m_id);
        const std::string said = logs ? lastLine(*logs) : std::string();
        if (logs && m_request.output) {
            for (const std::string *text : {&logs->first, &logs->second})
                m_request.output(std::string_view(*text).substr(text->size() - std::min(text->size(), kShownOutput)));
        }
        if (const auto failure = m_trace->startFailure())
            return fail(failure->code, said.empty() ? failure->message : std::format("starting {}: {}", m_reference, said));
        if (state.error && !state.hasStarted)
            return addContext(*state.error, "recording " + m_reference);

        m_recording = m_trace->snapshot();
        describe(m_recording);
        if (state.error)
            m_recording.warnings.push_back("the recording was cut: " + state.error->message);
        m_recording.warnings.insert(m_recording.warnings.end(), m_warnings.begin(), m_warnings.end());
        if (m_health) {
            m_health->passed = m_healthy;
            m_recording.probes.push_back(*m_health);
        }
        return m_request.probes.failuresAllowed || isFinished() ? Result<>() : judgeProbes(said);
    }

    Result<> judgeProbes(const std::string &said) const
    {
        const auto withLastWords = [&said](std::string message) { return fail(ErrorCode::InvalidInput, said.empty() ? message : message + "; its last words: " + said); };
        const std::string end = m_recording.exitStatus ? std::format(" with status {}", *m_recording.exitStatus)
            : m_recording.signal                       ? std::format(" by signal {}", *m_recording.signal)
                                                       : std::string();
        if (m_endedEarly)
            return withLastWords(std::format("{}: the program ended{} before it had answered", m_reference, end));
        const auto failed = std::ranges::find(m_recording.probes, false, &trace::ProbeResult::passed);
        if (failed == m_recording.probes.end())
            return {};
        const auto count = std::ranges::count(m_recording.probes, false, &trace::ProbeResult::passed);
        std::string message = std::format("{} of {} probes failed: {}: {}", count, m_recording.probes.size(), failed->probe, failed->detail);
        if (m_recording.stoppedBy == "exit")
            message += "; the program ended" + end;
        return withLastWords(std::move(message));
    }

    void describe(trace::Recording &recording) const
    {
        const EngineInfo &info = m_engine.info();
        recording.subject.kind = "image";
        recording.subject.command = m_plan.words;
        recording.subject.image = m_reference;
        recording.subject.imageDigest = m_image.digest.empty() ? m_image.id : m_image.digest;
        recording.subject.user = m_plan.user;
        recording.subject.workingDirectory = m_image.workingDirectory.empty() ? "/" : m_image.workingDirectory;
        recording.environment.engine = std::format("{} {}", info.kind == Kind::Podman ? "podman" : "docker", info.version);
        recording.environment.runtime = info.runtime + (info.runtimeVersion.empty() ? "" : " " + info.runtimeVersion);
        recording.environment.base = m_base.name;
        recording.environment.capabilities.assign(m_plan.capabilities.begin(), m_plan.capabilities.end());
        recording.environment.tool = "whittle " WHITTLE_VERSION;
        recording.environment.startedAt = std::format("{:%FT%TZ}", m_startedAt);
        recording.probes = m_probes;
        // Probes are timed from when the sensor was asked for, events from when it began: a while later.
        if (const auto state = m_trace->state(); state.hasStarted) {
            const std::int64_t lag = std::chrono::nanoseconds(state.startedAt - m_started).count();
            for (auto &probe : recording.probes) {
                probe.startNs = std::max<std::int64_t>(probe.startNs - lag, 0);
                probe.endNs = std::max<std::int64_t>(probe.endNs - lag, 0);
            }
        }
    }

    [[nodiscard]] bool hasEnded() const
    {
        const auto state = m_trace->state();
        return state.hasEnded || state.isClosed;
    }
    /// Somebody has seen enough.
    [[nodiscard]] bool isFinished() const { return m_request.finish.stop_requested() && !m_stop.stop_requested(); }
    [[nodiscard]] bool isOver() const { return hasEnded() || isFinished(); }
    // An engine call has failed: was it because the program is just ending?
    [[nodiscard]] bool endsSoon() const
    {
        m_trace->waitForClose(Clock::now() + 2s);
        return hasEnded();
    }
    [[nodiscard]] std::int64_t elapsedNs() const { return std::chrono::nanoseconds(Clock::now() - m_started).count(); }
    [[nodiscard]] bool enterPressed() const
    {
        pollfd input = {STDIN_FILENO, POLLIN, 0};
        char c = 0;
        while (::poll(&input, 1, 0) == 1 && (input.revents & POLLIN) && ::read(STDIN_FILENO, &c, 1) == 1)
            if (c == '\n')
                return true;
        return false;
    }
    void say(const std::string &step)
    {
        if (m_progress && !step.empty() && step != m_said) {
            m_said = step;
            m_progress({step, 0, 0});
        }
    }

    Engine &m_engine;
    const ImageRecordRequest &m_request;
    std::stop_token m_stop;
    const ProgressFn &m_progress;
    const trace::LiveFn &m_report;
    std::stop_source m_wake; // of waits, when either token is requested

    std::string m_sensor; // the program's bytes
    std::string m_reference;
    ImageConfig m_image;
    RunPlan m_plan;
    BaseFilter m_base;
    std::vector<std::pair<std::string, std::vector<std::string>>> m_commands;
    int m_signal = 15;

    std::string m_id;
    TraceStream *m_trace = nullptr;
    std::chrono::sys_seconds m_startedAt;
    Clock::time_point m_started;
    Clock::time_point m_reported;
    std::string m_said;
    std::optional<Clock::time_point> m_nextCheck;
    std::optional<trace::ProbeResult> m_health; // the latest
    bool m_healthy = false;                     // one has passed
    std::vector<trace::ProbeResult> m_probes;
    bool m_endedEarly = false; // before the probes were through
    std::vector<std::string> m_warnings;
    trace::Recording m_recording;
};

} // namespace

Result<trace::Recording> recordImage(Engine &engine, const ImageRecordRequest &request, std::stop_token stop, const ProgressFn &progress, const trace::LiveFn &report)
{
    return ImageRecorder(engine, request, std::move(stop), progress, report).run();
}

} // namespace whittle::engine
