#pragma once

#include "analysis/trial.h"
#include "analysis/trial_comparison.h"
#include "analysis/trial_pool.h"
#include "analysis/verify.h"

#include <string>
#include <vector>

namespace whittle::analysis {

/// What two runs without the profile showed, and what is to be said about them.
struct Reference
{
    Trial expected; // without the answers that nobody can be held to
    NaturalVariation variation;
    std::vector<std::string> notes;
};

/// Errors: InvalidInput when it does not start. name: the image's, for messages.
[[nodiscard]] Result<Reference> makeReference(Trial first, const Trial &second, const std::string &name);

/// Takes back what one more run without the profile shows to vary by itself.
void addVariation(Reference &reference, const Trial &again);

/// True for a trial that failed before the program could do anything of its own, or at once.
[[nodiscard]] bool failsAtStart(const Reference &reference, const Trial &trial);

/// How the starts under a profile went.
struct Starts
{
    int tried = 0;
    int failed = 0;
    bool diesEarly = false; // the runtime starts it, and the program ends at once
    std::string error;      // of the first that failed
    void add(const Reference &reference, const Trial &trial);
};

/// A profile that an image does not work under.
struct FailingProfile
{
    TrialPool &pool;
    unsigned beside = 1; // how many runs the pool does at once
    const VerifyTools &tools;
    engine::Engine &engine;
    const TrialRunner &runner;      // of the image, with its limit
    const engine::RunOverrides &overrides;
    std::string image;              // as the engine knows it
    engine::RunPlan plan;
    const profile::Profile &profile;
    const Reference &reference;
    int starts = 8;                 // how often a start that fails now and then is repeated
};

struct MissingSyscalls
{
    std::vector<MissingSyscall> missing;
    std::vector<std::string> notes;
};

/// Searches for the syscalls that the profile lacks and proves each by a run. starts: how the starts went; trial: one that was exercised,
/// where the image starts. Errors: Cancelled, those of the engine.
[[nodiscard]] Result<MissingSyscalls> searchMissingSyscalls(const FailingProfile &failing, const Starts &starts, const Trial *trial, const std::stop_token &stop,
                                                            const ProgressFn &progress);

} // namespace whittle::analysis
