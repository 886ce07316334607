#include "tuning/measure_settings.h"

#include "analysis/syscall_search.h"
#include "analysis/trial.h"
#include "analysis/trial_comparison.h"
#include "analysis/trial_pool.h"
#include "engine/container_run.h"
#include "engine/leftovers.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <future>
#include <map>
#include <set>

namespace whittle::tuning {

namespace {

using analysis::Trial;
using Capabilities = std::set<std::string>;

class Measurer
{
public:
    Measurer(engine::Engine &engine, const MeasureRequest &request, std::stop_token stop, const ProgressFn &progress, const analysis::VerifyTools &tools)
        : m_engine(engine), m_request(request), m_stop(std::move(stop)), m_progress(progress), m_tools(tools),
          m_pool(engine, analysis::containersBeside(request.overrides, tools.beside), m_stop)
    {}

    Result<Measurement> run()
    {
        if (auto prepared = prepare(); !prepared)
            return std::unexpected(std::move(prepared).error());
        if (auto measured = measureCapabilities(); !measured)
            return std::unexpected(std::move(measured).error());
        if (auto settled = settleTheRest(); !settled)
            return std::unexpected(std::move(settled).error());
        return std::move(m_result);
    }

private:
    using Future = std::future<Result<Trial>>;

    void say(const std::string &step) const
    {
        if (m_progress)
            m_progress({step, 0, 0});
    }

    [[nodiscard]] Result<analysis::TrialRunner> runnerFor(const engine::RunOverrides &overrides) const
    {
        auto plan = engine::planRun(m_engine.info(), m_config, m_request.image, overrides);
        if (!plan)
            return std::unexpected(std::move(plan).error());
        analysis::TrialRunner runner(m_tools, *std::move(plan), m_request.probes);
        return m_limit ? runner.limited(*m_limit) : runner;
    }

    [[nodiscard]] Result<Future> submit(const engine::RunOverrides &overrides, std::chrono::milliseconds after = {})
    {
        auto runner = runnerFor(overrides);
        if (!runner)
            return std::unexpected(std::move(runner).error());
        ++m_result.runs;
        const auto when = std::chrono::steady_clock::now() + after;
        return m_pool.submit([runner = *std::move(runner), when](engine::Engine &engine, const std::stop_token &stop) {
            return analysis::sleepUntil(when, stop) ? runner.run(engine, {}, stop) : Result<Trial>(fail(ErrorCode::Cancelled, "cancelled"));
        });
    }

    // ---- how it is today -------------------------------------------------------------------------------------------

    Result<> prepare()
    {
        const auto left = engine::removeLeftovers(m_engine);
        if (!left)
            return std::unexpected(left.error());
        const engine::EngineInfo &info = m_engine.info();
        m_result.engine = std::format("{} {}", info.kind == engine::Kind::Podman ? "podman" : "docker", info.version);
        auto config = m_engine.inspectImage(m_request.image);
        if (!config)
            return std::unexpected(std::move(config).error());
        m_config = *std::move(config);
        const auto plan = engine::planRun(info, m_config, m_request.image, m_request.overrides);
        if (!plan)
            return std::unexpected(plan.error());
        m_given = plan->capabilities;
        say("running the image as it is run today");
        auto first = submit(m_request.overrides);
        auto second = first ? submit(m_request.overrides, m_tools.apart) : Result<Future>(std::unexpected(first.error()));
        if (!second)
            return std::unexpected(second.error());
        auto expected = first->get();
        if (!expected)
            return std::unexpected(expected.error());
        const auto again = second->get();
        if (!again)
            return std::unexpected(again.error());
        m_limit = expected->ready;
        auto reference = analysis::makeReference(*std::move(expected), *again, m_request.image);
        if (!reference)
            return std::unexpected(std::move(reference).error());
        m_reference = *std::move(reference);
        m_result.notes = m_reference.notes;
        return {};
    }

    // ---- trials ----------------------------------------------------------------------------------------------------

    engine::RunOverrides with(const Capabilities &capabilities) const
    {
        engine::RunOverrides overrides = m_request.overrides;
        overrides.capDrop = {"ALL"};
        overrides.capAdd.assign(capabilities.begin(), capabilities.end());
        return overrides;
    }

    // What a trial shows otherwise than the reference; empty: nothing.
    std::string difference(const Trial &trial) const
    {
        if (!trial.started || analysis::failsAtStart(m_reference, trial)) {
            const std::string &words = trial.startError.empty() ? trial.lastWords : trial.startError;
            return words.empty() ? std::string("it does not start") : "it does not start: " + words;
        }
        for (const analysis::ProbeComparison &probe : analysis::compareTrials(m_reference.expected, trial, m_reference.variation)) {
            if (!probe.same)
                return std::format("{}: {}", probe.probe, probe.difference);
        }
        return {};
    }

    // The same, after looking again whether what differs differs by itself, once for all.
    Result<std::string> settled(const Trial &trial)
    {
        std::string found = difference(trial);
        if (found.empty() || m_lookedAgain || !trial.started)
            return found;
        m_lookedAgain = true;
        auto again = submit(m_request.overrides);
        if (!again)
            return std::unexpected(again.error());
        const auto reference = again->get();
        if (!reference)
            return std::unexpected(reference.error());
        analysis::addVariation(m_reference, *reference);
        return difference(trial);
    }

    Result<std::string> differenceWith(const engine::RunOverrides &overrides)
    {
        auto future = submit(overrides);
        if (!future)
            return std::unexpected(std::move(future).error());
        const auto trial = future->get();
        if (!trial)
            return std::unexpected(trial.error());
        return settled(*trial);
    }

    // ---- capabilities ----------------------------------------------------------------------------------------------

    Result<> measureCapabilities()
    {
        Capabilities start;
        for (const std::string &name : m_request.settings.capabilities.value_or(Capabilities())) {
            if (m_given.contains(name))
                start.insert(name);
        }
        say(std::format("running it with {} of its {} capabilities", start.size(), m_given.size()));
        auto lacks = differenceWith(with(start));
        if (!lacks)
            return std::unexpected(std::move(lacks).error());
        const bool suffices = lacks->empty();
        if (!suffices) {
            m_result.notes.push_back(std::format("the proposed capabilities are not enough: {}", *lacks));
            start = m_given;
        }
        // Each one left out alone; these runs share nothing.
        std::map<std::string, Future> trials;
        for (const std::string &name : start) {
            Capabilities others = start;
            others.erase(name);
            auto future = submit(with(others));
            if (!future)
                return std::unexpected(std::move(future).error());
            trials.emplace(name, *std::move(future));
        }
        Capabilities needed;
        std::map<std::string, std::string> evidence;
        for (auto &[name, future] : trials) {
            say("running it without " + name);
            const auto trial = future.get();
            if (!trial)
                return std::unexpected(trial.error());
            auto differs = settled(*trial);
            if (!differs)
                return std::unexpected(std::move(differs).error());
            if (!differs->empty()) {
                needed.insert(name);
                evidence[name] = "without it: " + *differs;
            }
        }
        // Two may stand in for each other: then neither is needed alone.
        if (needed != start) {
            say(std::format("running it with the {} that are needed", needed.size()));
            auto together = differenceWith(with(needed));
            if (!together)
                return std::unexpected(std::move(together).error());
            if (!together->empty()) {
                if (auto searched = leaveOutInTurn(start, needed, evidence); !searched)
                    return searched;
            }
        }
        for (const std::string &name : m_given) {
            const bool is = needed.contains(name);
            m_result.capabilities.push_back({name, is, is ? evidence[name] : start.contains(name) ? "it answers the same without it" : "it answers the same without it and all others that were not proposed"});
        }
        m_result.settings = {};
        m_result.settings.capabilities = std::move(needed);
        return {};
    }

    Result<> leaveOutInTurn(const Capabilities &start, Capabilities &needed, std::map<std::string, std::string> &evidence)
    {
        Capabilities kept = start;
        for (const std::string &name : start) {
            if (needed.contains(name))
                continue;
            Capabilities others = kept;
            others.erase(name);
            say("running it without " + name + " and those that were left out before");
            auto differs = differenceWith(with(others));
            if (!differs)
                return std::unexpected(std::move(differs).error());
            if (differs->empty()) {
                kept = std::move(others);
            } else {
                needed.insert(name);
                evidence[name] = "without it and those that can stand in for it: " + *differs;
            }
        }
        return {};
    }

    // ---- the other settings ----------------------------------------------------------------------------------------

    engine::RunOverrides with(const ContainerSettings &settings) const
    {
        engine::RunOverrides overrides = with(settings.capabilities.value_or(Capabilities()));
        overrides.noNewPrivileges = overrides.noNewPrivileges || settings.noNewPrivileges;
        overrides.readOnlyRoot = overrides.readOnlyRoot || settings.readOnlyRoot;
        if (settings.readOnlyRoot) {
            for (const Tmpfs &mount : settings.tmpfs)
                overrides.tmpfs[mount.path] = tmpfsOptions(mount);
        }
        if (!settings.user.empty())
            overrides.user = settings.user;
        return overrides;
    }

    Result<> settleTheRest()
    {
        const ContainerSettings base = m_result.settings;
        ContainerSettings all = m_request.settings;
        all.capabilities = base.capabilities;
        say("running it with all settings together");
        auto differs = differenceWith(with(all));
        if (!differs)
            return std::unexpected(std::move(differs).error());
        if (differs->empty()) {
            m_result.settings = all;
            m_result.confirmed = true;
            return {};
        }
        // Which of them it is, one after the other.
        ContainerSettings kept = base;
        const auto tryOne = [&](const char *name, bool wanted, auto set) -> Result<> {
            if (!wanted)
                return {};
            ContainerSettings next = kept;
            set(next);
            say(std::format("running it with {}", name));
            auto one = differenceWith(with(next));
            if (!one)
                return std::unexpected(std::move(one).error());
            if (one->empty())
                kept = std::move(next);
            else
                m_result.notes.push_back(std::format("{} does not work: {}", name, *one));
            return {};
        };
        for (auto &&tried : {tryOne("no-new-privileges", all.noNewPrivileges, [](ContainerSettings &one) { one.noNewPrivileges = true; }),
                             tryOne("a read-only root", all.readOnlyRoot,
                                    [&](ContainerSettings &one) {
                                        one.readOnlyRoot = true;
                                        one.tmpfs = all.tmpfs;
                                    }),
                             tryOne("the user", !all.user.empty(), [&](ContainerSettings &one) { one.user = all.user; })}) {
            if (!tried)
                return std::unexpected(tried.error());
        }
        m_result.settings = kept;
        // Every step was tried over what stood before it.
        m_result.confirmed = true;
        return {};
    }

    engine::Engine &m_engine;
    const MeasureRequest &m_request;
    std::stop_token m_stop;
    const ProgressFn &m_progress;
    const analysis::VerifyTools &m_tools;
    engine::ImageConfig m_config;
    Capabilities m_given;
    std::optional<std::chrono::milliseconds> m_limit;
    analysis::Reference m_reference;
    bool m_lookedAgain = false;
    Measurement m_result;
    analysis::TrialPool m_pool; // last: its threads end before what they use goes
};

} // namespace

Result<Measurement> measureSettings(engine::Engine &engine, const MeasureRequest &request, std::stop_token stop, const ProgressFn &progress, const analysis::VerifyTools &tools)
{
    return Measurer(engine, request, std::move(stop), progress, tools).run();
}

} // namespace whittle::tuning
