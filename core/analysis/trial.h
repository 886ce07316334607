#pragma once

#include "analysis/verify.h"
#include "engine/container_run.h"

#include <chrono>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::analysis {

/// What one run of an image showed.
struct Trial
{
    bool started = false;
    std::string startError;       // the engine's and runtime's text
    std::optional<int> exitCode;  // where the program ended by itself
    std::string output;           // of a program that ended by itself: standard output
    std::string lastWords;        // the last line it printed, for messages
    std::vector<probe::Answer> answers; // HTTP, commands on the host, commands inside, HEALTHCHECK
    std::chrono::milliseconds ready{0}; // until all that had answered
    bool timedOut = false;        // the answers took far longer than the reference's
};

/// False when stop was requested before the time had come.
[[nodiscard]] bool sleepUntil(std::chrono::steady_clock::time_point time, const std::stop_token &stop);

/// What is to be run, for any number of trials, on any number of threads. Refers to the tools that it was made with.
class TrialRunner
{
public:
    TrialRunner(const VerifyTools &tools, engine::RunPlan plan, probe::ProbeOptions probes) : m_tools(&tools), m_plan(std::move(plan)), m_probes(std::move(probes)) {}

    /// Starts the container and exercises it. seccomp: a profile's text; empty: the engine's own. Errors: as Engine, Cancelled; a container
    /// that does not start is a trial.
    [[nodiscard]] Result<Trial> run(engine::Engine &engine, const std::string &seccomp, const std::stop_token &stop) const;
    /// Only starts it, looks that it stays up (or ends) and ends it.
    [[nodiscard]] Result<Trial> start(engine::Engine &engine, const std::string &seccomp, const std::stop_token &stop) const;

    /// Trials that need not wait longer for answers than a few times what the reference took.
    [[nodiscard]] TrialRunner limited(std::chrono::milliseconds reference) const;
    [[nodiscard]] const probe::ProbeOptions &probes() const { return m_probes; }

private:
    const VerifyTools *m_tools;
    engine::RunPlan m_plan;
    probe::ProbeOptions m_probes;
    std::optional<std::chrono::milliseconds> m_limit; // for all HTTP and host probes together
};

} // namespace whittle::analysis
