#pragma once

#include "analysis/verify.h"
#include "engine/container_run.h"

#include <chrono>
#include <optional>
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

/// What is to be run, for any number of trials. Refers to what it was made with.
class TrialRunner
{
public:
    TrialRunner(engine::Engine &engine, const VerifyTools &tools, engine::RunPlan plan, probe::ProbeOptions probes, std::stop_token stop)
        : m_engine(engine), m_tools(tools), m_plan(std::move(plan)), m_probes(std::move(probes)), m_stop(std::move(stop))
    {}

    /// Starts the container and exercises it. seccomp: a profile's text; empty: the engine's own. Errors: as Engine, Cancelled; a container
    /// that does not start is a trial.
    [[nodiscard]] Result<Trial> run(const std::string &seccomp);
    /// Only starts it, looks that it stays up (or ends) and ends it.
    [[nodiscard]] Result<Trial> start(const std::string &seccomp);

    /// Trials under a profile need not wait longer for answers than a few times what the reference took.
    void limitTime(std::chrono::milliseconds reference);
    [[nodiscard]] const probe::ProbeOptions &probes() const { return m_probes; }

private:
    [[nodiscard]] Result<Trial> trial(const std::string &seccomp, bool exercise);
    [[nodiscard]] Result<> ask(const std::string &id, Trial &trial);
    [[nodiscard]] Result<> askInside(const std::string &id, Trial &trial);
    [[nodiscard]] Result<> waitForEnd(const std::string &id, Trial &trial, std::chrono::milliseconds limit);
    [[nodiscard]] Result<> sleep(std::chrono::milliseconds time) const;

    engine::Engine &m_engine;
    const VerifyTools &m_tools;
    engine::RunPlan m_plan;
    probe::ProbeOptions m_probes;
    std::stop_token m_stop;
    std::optional<std::chrono::milliseconds> m_limit; // for all HTTP and host probes together
};

} // namespace whittle::analysis
