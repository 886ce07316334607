#include "analysis/trial.h"

#include "base/sha256.h"
#include "engine/inside_command.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <condition_variable>
#include <format>
#include <mutex>
#include <thread>

namespace whittle::analysis {

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kLook = 100ms;       // between two looks at a container
constexpr auto kIdle = 10s;         // for programs that nothing is asked of: do they end by themselves?
constexpr std::size_t kMaxOutput = std::size_t{1} << 20;

// An answer of the engine that is about this container alone: it shows what the profile did. All else ends the verification.
bool isAboutTheContainer(const Error &error)
{
    return error.code != ErrorCode::Cancelled && error.code != ErrorCode::Unavailable;
}

// Commands on the host may share files and whatever else there: those of one trial run after those of another.
std::timed_mutex g_hostCommands;

// One container of one trial.
class Run
{
public:
    Run(engine::Engine &engine, const VerifyTools &tools, const engine::RunPlan &plan, const probe::ProbeOptions &probes,
        std::optional<std::chrono::milliseconds> limit, const std::stop_token &stop)
        : m_engine(engine), m_tools(tools), m_plan(plan), m_probes(probes), m_limit(limit), m_stop(stop)
    {}
    [[nodiscard]] Result<Trial> trial(const std::string &seccomp, bool exercise);

private:
    [[nodiscard]] Result<Trial> tryOnce(const std::string &seccomp, bool exercise);
    [[nodiscard]] Result<> ask(const std::string &id, Trial &trial);
    [[nodiscard]] Result<> askInside(const std::string &id, Trial &trial);
    [[nodiscard]] Result<> waitForEnd(const std::string &id, Trial &trial, std::chrono::milliseconds limit);

    engine::Engine &m_engine;
    const VerifyTools &m_tools;
    const engine::RunPlan &m_plan;
    const probe::ProbeOptions &m_probes;
    std::optional<std::chrono::milliseconds> m_limit;
    const std::stop_token &m_stop;
};

Result<Trial> Run::trial(const std::string &seccomp, bool exercise)
{
    for (int attempt = 1;; ++attempt) {
        auto trial = tryOnce(seccomp, exercise);
        if (attempt < engine::kMostStarts && trial && engine::lostItsPort(trial->startError, m_plan.request))
            continue;
        return trial;
    }
}

Result<Trial> Run::tryOnce(const std::string &seccomp, bool exercise)
{
    if (m_stop.stop_requested())
        return fail(ErrorCode::Cancelled, "cancelled");
    engine::ContainerRequest request = m_plan.request;
    // Its command is run by us, once, when everything else has been asked.
    request.disableHealthcheck = true;
    if (!seccomp.empty())
        request.seccompProfile = seccomp;
    Trial trial;
    auto container = engine::Container::create(m_engine, std::move(request));
    if (!container) {
        // Podman reads the profile now, Docker at the start.
        if (seccomp.empty() || !isAboutTheContainer(container.error()))
            return std::unexpected(container.error());
        trial.startError = container.error().message;
        return trial;
    }
    const auto began = Clock::now();
    if (auto started = m_engine.startContainer(container->id()); !started) {
        if (!isAboutTheContainer(started.error()))
            return std::unexpected(started.error());
        trial.startError = started.error().message;
        return trial;
    }
    trial.started = true;
    Result<> done;
    if (exercise) {
        done = ask(container->id(), trial);
        trial.ready = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - began);
    } else {
        done = waitForEnd(container->id(), trial, m_tools.settle);
    }
    if (!done)
        return std::unexpected(done.error());
    if (trial.exitCode) {
        const auto logs = m_engine.containerLogs(container->id());
        if (!logs)
            return std::unexpected(logs.error());
        trial.output = logs->first.substr(0, kMaxOutput);
        trial.lastWords = engine::lastLine(*logs);
    }
    if (auto removed = container->remove(); !removed)
        return std::unexpected(removed.error());
    return trial;
}

Result<> Run::waitForEnd(const std::string &id, Trial &trial, std::chrono::milliseconds limit)
{
    const auto until = Clock::now() + limit;
    for (;;) {
        const auto state = m_engine.inspectContainer(id);
        if (!state)
            return std::unexpected(state.error());
        if (!state->running) {
            trial.exitCode = state->exitCode;
            if (!state->error.empty())
                trial.startError = state->error;
            return {};
        }
        if (Clock::now() >= until)
            return {};
        if (!sleepUntil(std::min<Clock::time_point>(until, Clock::now() + std::min<std::chrono::milliseconds>(kLook, m_tools.settle)), m_stop))
            return fail(ErrorCode::Cancelled, "cancelled");
    }
}

Result<> Run::ask(const std::string &id, Trial &trial)
{
    const auto state = m_engine.inspectContainer(id);
    if (!state)
        return std::unexpected(state.error());
    const auto endpoints = engine::endpointsOf(m_plan, *state);
    const bool asksHttp = m_probes.http && !endpoints.empty();
    const bool commandsInside = !m_probes.containerCommands.empty() || !m_plan.healthcheck.test.empty();
    // Without HTTP probes the commands still find the program ready, where it has a port to tell that by.
    const bool waits = !asksHttp && !endpoints.empty() && (commandsInside || !m_probes.hostCommands.empty());
    bool asked = false;
    if (asksHttp || waits || !m_probes.hostCommands.empty()) {
        asked = asksHttp || !m_probes.hostCommands.empty();
        std::mutex mutex;
        std::condition_variable_any changed;
        bool isDone = false;
        std::atomic<bool> waitsForTurn = false;
        Result<std::vector<probe::Answer>> answers;
        // The probes wait for an answer; meanwhile this thread looks whether anybody is left to give one.
        std::jthread prober([&](const std::stop_token &stop) {
            if (asksHttp)
                answers = m_tools.http(endpoints, m_probes, stop, {});
            else if (waits)
                if (const auto ready = m_tools.listen(endpoints, m_probes, stop, {}); !ready)
                    answers = std::unexpected(ready.error());
            if (answers && !m_probes.hostCommands.empty()) {
                std::unique_lock turn(g_hostCommands, std::defer_lock);
                waitsForTurn = true;
                while (!stop.stop_requested() && !turn.try_lock_for(kLook)) {
                }
                waitsForTurn = false;
                auto more = m_tools.host(endpoints, m_probes, stop, {});
                if (more)
                    answers->insert(answers->end(), more->begin(), more->end());
                else
                    answers = std::move(more);
            }
            const std::lock_guard lock(mutex);
            isDone = true;
            changed.notify_all();
        });
        auto began = Clock::now();
        for (;;) {
            // Waiting for others is none of its own time.
            if (waitsForTurn)
                began = Clock::now();
            {
                std::unique_lock lock(mutex);
                if (changed.wait_for(lock, m_stop, std::min<std::chrono::milliseconds>(kLook, m_tools.settle), [&isDone] { return isDone; }))
                    break;
            }
            const auto looked = m_stop.stop_requested() ? Result<>(fail(ErrorCode::Cancelled, "cancelled")) : trial.exitCode ? Result<>() : waitForEnd(id, trial, 0ms);
            trial.timedOut = trial.timedOut || (m_limit && Clock::now() - began > *m_limit);
            if (!looked || trial.exitCode || trial.timedOut)
                prober.request_stop();
            if (!looked)
                return looked;
        }
        prober.join();
        if (answers)
            trial.answers = std::move(*answers);
        else if (answers.error().code != ErrorCode::Cancelled || m_stop.stop_requested())
            return std::unexpected(answers.error());
    }
    if (!trial.exitCode && commandsInside) {
        asked = asked || !m_probes.containerCommands.empty();
        if (auto inside = askInside(id, trial); !inside)
            return inside;
    }
    if (trial.exitCode)
        return {};
    if (m_probes.untilExit)
        return waitForEnd(id, trial, std::chrono::hours(24));
    if (m_probes.duration)
        return waitForEnd(id, trial, *m_probes.duration);
    return waitForEnd(id, trial, asked ? std::chrono::milliseconds(kLook) : std::chrono::milliseconds(kIdle));
}

Result<> Run::askInside(const std::string &id, Trial &trial)
{
    std::vector<std::pair<std::string, std::vector<std::string>>> commands;
    for (const std::string &command : m_probes.containerCommands) {
        auto words = engine::commandWords(command);
        if (!words)
            return std::unexpected(words.error());
        commands.emplace_back(command, std::move(*words));
    }
    const auto &test = m_plan.healthcheck.test;
    if (test.size() > 1 && test.front() == "CMD")
        commands.emplace_back("HEALTHCHECK", std::vector<std::string>(test.begin() + 1, test.end()));
    else if (test.size() > 1 && test.front() == "CMD-SHELL")
        commands.emplace_back("HEALTHCHECK", std::vector<std::string>{"/bin/sh", "-c", test[1]});

    for (auto &[name, words] : commands) {
        probe::Answer answer;
        answer.result.probe = name;
        auto stream = m_engine.exec(id, {.command = words});
        if (!stream) {
            if (!isAboutTheContainer(stream.error()))
                return std::unexpected(stream.error());
            answer.result.status = -1;
            answer.result.detail = stream.error().message;
            trial.answers.push_back(std::move(answer));
            continue;
        }
        (*stream)->setDeadline(Clock::now() + probe::kCommandTimeout);
        std::array<char, 16384> buffer;
        for (;;) {
            const auto got = (*stream)->read(buffer.data(), buffer.size(), m_stop);
            if (!got && got.error().code == ErrorCode::Cancelled)
                return std::unexpected(got.error());
            if (!got)
                answer.result.detail = got.error().message;
            if (!got || *got == 0)
                break;
            answer.result.bytes += *got;
            answer.body.append(buffer.data(), std::min(*got, kMaxOutput - std::min(kMaxOutput, answer.body.size())));
        }
        const auto status = (*stream)->exitStatus();
        answer.result.status = status ? *status : -1;
        if (!status && answer.result.detail.empty())
            answer.result.detail = status.error().message;
        answer.result.passed = answer.result.status == 0;
        if (!answer.result.passed && answer.result.detail.empty())
            answer.result.detail = engine::lastLine({answer.body, (*stream)->errorOutput()});
        Sha256 digest;
        digest.add(answer.body);
        answer.result.bodyDigest = "sha256:" + digest.hex();
        trial.answers.push_back(std::move(answer));
    }
    return {};
}

} // namespace

bool sleepUntil(std::chrono::steady_clock::time_point time, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock(mutex);
    (void)changed.wait_until(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
}

TrialRunner TrialRunner::limited(std::chrono::milliseconds reference) const
{
    TrialRunner runner = *this;
    runner.m_limit = 3 * reference + 10s;
    runner.m_probes.readiness = std::min(m_probes.readiness, std::chrono::ceil<std::chrono::seconds>(3 * reference) + 5s);
    return runner;
}

Result<Trial> TrialRunner::run(engine::Engine &engine, const std::string &seccomp, const std::stop_token &stop) const
{
    return Run(engine, *m_tools, m_plan, m_probes, m_limit, stop).trial(seccomp, true);
}

Result<Trial> TrialRunner::start(engine::Engine &engine, const std::string &seccomp, const std::stop_token &stop) const
{
    return Run(engine, *m_tools, m_plan, m_probes, m_limit, stop).trial(seccomp, false);
}

} // namespace whittle::analysis
