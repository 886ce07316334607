#pragma once

#include "analysis/syscall_search.h"
#include "analysis/trial.h"
#include "analysis/trial_pool.h"
#include "slim/build.h"

#include <future>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::slim {

/// The runs of both images that a verdict rests on, begun as early as what they need is there. One thread; it waits in the members that
/// give a Result.
class Trials
{
public:
    Trials(engine::Engine &engine, const BuildRequest &request, const analysis::VerifyTools &tools, const std::stop_token &stop, const ProgressFn &progress);

    /// Whether runs may go on while something else is run (the recording).
    [[nodiscard]] bool mayOverlap() const { return m_overlaps; }

    /// The fat image without the profile. What varies by itself is found out where answers differ, by running it again then.
    void beginReference(const engine::RunPlan &fat, const std::string &name);
    /// The fat image under the profile; both go on while the slim image is made.
    void beginUnderProfile(const profile::Profile &profile);
    /// Waits for the first. Errors: those of the engine; InvalidInput for an image that does not start.
    [[nodiscard]] Result<> finishReference();
    /// Runs the slim image without and under the profile and says how it compares. A profile that changed since is tried on the fat image
    /// again. Errors: as the engine's, Cancelled.
    [[nodiscard]] Result<> compare(const engine::RunPlan &slim, const std::string &image, const profile::Profile &profile, BuildVerdict &verdict);
    /// Whether the slim image answers as the fat one, without the profile.
    [[nodiscard]] Result<bool> answersSame(const engine::RunPlan &slim);
    /// What the profile lacks, after a compare() that differs under it alone. Adds to the verdict's missing and notes.
    [[nodiscard]] Result<> explainProfile(const engine::RunPlan &slim, const std::string &image, const profile::Profile &profile, BuildVerdict &verdict);

private:
    using Future = std::future<Result<analysis::Trial>>;
    [[nodiscard]] Future submit(const analysis::TrialRunner &runner, const std::string &seccomp, bool exercise);
    void sayWhileWaiting(const auto &future, const std::string &step) const;
    [[nodiscard]] Result<analysis::Trial> wait(Future &future, const std::string &step) const;
    [[nodiscard]] Result<> settleDifferences(const std::vector<std::pair<const analysis::Trial *, analysis::Verdict *>> &compared);
    void describe(analysis::Verdict &verdict) const;

    engine::Engine &m_engine;
    const BuildRequest &m_request;
    const analysis::VerifyTools &m_tools;
    const std::stop_token &m_stop;
    const ProgressFn &m_progress;
    unsigned m_beside;
    bool m_overlaps;

    std::string m_fatName;
    std::optional<analysis::TrialRunner> m_fat;
    std::shared_future<Result<analysis::Trial>> m_first;
    std::string m_fatProfile; // that m_fatUnder runs with
    Future m_fatUnder;
    analysis::Reference m_reference;
    analysis::Starts m_starts;             // of the slim image under the profile, by the last compare()
    std::optional<analysis::Trial> m_under;
    analysis::TrialPool m_pool; // last: its threads end before what they use goes
};

} // namespace whittle::slim
