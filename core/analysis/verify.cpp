#include "analysis/verify.h"

#include "analysis/syscall_search.h"
#include "analysis/trial.h"
#include "analysis/trial_comparison.h"
#include "analysis/trial_pool.h"
#include "engine/leftovers.h"
#include "formats/seccomp_json.h"

#include <algorithm>
#include <format>

namespace whittle::analysis {

namespace {

class Verifier
{
public:
    Verifier(engine::Engine &engine, const VerifyRequest &request, std::stop_token stop, const ProgressFn &progress, const VerifyTools &tools)
        : m_engine(engine), m_request(request), m_stop(std::move(stop)), m_progress(progress), m_tools(tools),
          m_beside(containersBeside(request.overrides, tools.beside)), m_pool(engine, m_beside, m_stop)
    {}

    [[nodiscard]] Result<Verdict> run();

private:
    [[nodiscard]] Result<> prepare();
    [[nodiscard]] Result<TrialRunner> runnerFor(const std::string &image, const std::string &archive, std::string &reference, engine::RunPlan &plan);
    [[nodiscard]] Result<> runTrials();
    [[nodiscard]] Result<> compare();
    [[nodiscard]] Result<> explain();
    void say(const std::string &step) const
    {
        if (m_progress)
            m_progress({step, 0, 0});
    }

    engine::Engine &m_engine;
    const VerifyRequest &m_request;
    std::stop_token m_stop;
    const ProgressFn &m_progress;
    const VerifyTools &m_tools;

    std::string m_image; // as the engine knows it
    std::string m_text;  // of the profile
    engine::RunPlan m_plan;
    std::optional<TrialRunner> m_runner;
    std::optional<TrialRunner> m_referenceRunner; // of the image that it is compared with
    Reference m_reference;
    Starts m_starts;
    std::optional<Trial> m_trial; // under the profile, where it starts
    bool m_same = true;
    Verdict m_verdict;
    unsigned m_beside;
    TrialPool m_pool; // last: its threads end before what they use goes
};

Result<TrialRunner> Verifier::runnerFor(const std::string &image, const std::string &archive, std::string &reference, engine::RunPlan &plan)
{
    reference = image;
    if (!archive.empty()) {
        say("loading " + archive);
        auto loaded = m_engine.loadImage(archive, m_stop, m_progress);
        if (!loaded)
            return std::unexpected(loaded.error());
        reference = *std::move(loaded);
    }
    const auto config = m_engine.inspectImage(reference);
    if (!config)
        return std::unexpected(config.error());
    auto planned = engine::planRun(m_engine.info(), *config, reference, m_request.overrides);
    if (!planned)
        return std::unexpected(planned.error());
    plan = *std::move(planned);
    return TrialRunner(m_tools, plan, m_request.probes);
}

Result<> Verifier::prepare()
{
    const auto left = engine::removeLeftovers(m_engine);
    if (!left)
        return std::unexpected(left.error());
    if (*left > 0)
        say(std::format("removed what earlier runs left: {}", *left));
    const engine::EngineInfo &info = m_engine.info();
    m_verdict.engine = std::format("{} {}", info.kind == engine::Kind::Podman ? "podman" : "docker", info.version);
    m_verdict.runtime = info.runtimeVersion.empty() ? info.runtime : std::format("{} {}", info.runtime, info.runtimeVersion);
    if (m_request.profile)
        m_text = formats::writeSeccompJson(*m_request.profile);
    if (!m_request.against.empty()) {
        std::string reference;
        engine::RunPlan plan;
        auto runner = runnerFor(m_request.against, {}, reference, plan);
        if (!runner)
            return std::unexpected(runner.error());
        m_referenceRunner.emplace(*std::move(runner));
    }
    auto runner = runnerFor(m_request.image, m_request.archivePath, m_image, m_plan);
    if (!runner)
        return std::unexpected(runner.error());
    m_runner.emplace(*std::move(runner));
    if (!m_referenceRunner)
        m_referenceRunner = m_runner;
    return {};
}

Result<> Verifier::runTrials()
{
    const int times = std::max(1, m_request.starts);
    const auto began = std::chrono::steady_clock::now();
    const auto plain = [this](engine::Engine &engine, const std::stop_token &stop) { return m_referenceRunner->run(engine, {}, stop); };
    say("running without the profile");
    auto first = m_pool.submit(plain);
    auto second = m_pool.submit([this, plain, began](engine::Engine &engine, const std::stop_token &stop) {
        return sleepUntil(began + m_tools.apart, stop) ? plain(engine, stop) : Result<Trial>(fail(ErrorCode::Cancelled, "cancelled"));
    });
    std::vector<std::future<Result<Trial>>> starts;
    for (int i = 0; i < times; ++i)
        starts.push_back(m_pool.submit([this](engine::Engine &engine, const std::stop_token &stop) { return m_runner->start(engine, m_text, stop); }));

    auto expected = first.get();
    if (!expected)
        return std::unexpected(expected.error());
    m_runner = m_runner->limited(expected->ready);
    auto exercised = m_pool.submit([runner = *m_runner, this](engine::Engine &engine, const std::stop_token &stop) { return runner.run(engine, m_text, stop); });
    say("running without the profile again, to see what differs by itself");
    const auto again = second.get();
    if (!again)
        return std::unexpected(again.error());
    auto reference = makeReference(*std::move(expected), *again, m_request.against.empty() ? m_image : m_request.against);
    if (!reference)
        return std::unexpected(reference.error());
    m_reference = *std::move(reference);
    for (int i = 0; i < times; ++i) {
        auto &start = starts[static_cast<std::size_t>(i)];
        if (start.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
            say(std::format("starting under the profile ({} of {})", i + 1, times));
        const auto trial = start.get();
        if (!trial)
            return std::unexpected(trial.error());
        m_starts.add(m_reference, *trial);
    }
    say("asking under the profile");
    auto trial = exercised.get();
    if (!trial)
        return std::unexpected(trial.error());
    // Where the runtime starts it, it can be asked, even if the program does not live long. Chance may have let all others start.
    if (trial->started && (m_starts.failed == 0 || m_starts.diesEarly))
        m_trial = *std::move(trial);
    else if (m_starts.failed == 0)
        m_starts.add(m_reference, *trial);
    return {};
}

// Fills the verdict's probes.
Result<> Verifier::compare()
{
    m_verdict.probes = compareTrials(m_reference.expected, *m_trial, m_reference.variation);
    if (std::ranges::all_of(m_verdict.probes, &ProbeComparison::same))
        return {};
    // What looks like a difference may be something that changes more slowly than between the first two runs.
    say("running without the profile once more, because answers differ");
    const auto third = m_referenceRunner->limited(m_reference.expected.ready).run(m_engine, {}, m_stop);
    if (!third)
        return std::unexpected(third.error());
    addVariation(m_reference, *third);
    m_verdict.probes = compareTrials(m_reference.expected, *m_trial, m_reference.variation);
    return {};
}

Result<> Verifier::explain()
{
    const FailingProfile failing{.pool = m_pool, .beside = m_beside, .tools = m_tools, .engine = m_engine, .runner = *m_runner, .overrides = m_request.overrides,
                                 .image = m_image, .plan = m_plan, .profile = *m_request.profile, .reference = m_reference, .starts = m_request.starts};
    auto found = searchMissingSyscalls(failing, m_starts, m_trial ? &*m_trial : nullptr, m_stop, m_progress);
    if (!found)
        return std::unexpected(found.error());
    m_verdict.missing = std::move(found->missing);
    m_verdict.notes.insert(m_verdict.notes.end(), found->notes.begin(), found->notes.end());
    return {};
}

Result<Verdict> Verifier::run()
{
    if (auto prepared = prepare(); !prepared)
        return std::unexpected(prepared.error());
    if (auto ran = runTrials(); !ran)
        return std::unexpected(ran.error());
    if (m_trial)
        if (auto compared = compare(); !compared)
            return std::unexpected(compared.error());
    m_verdict.started = m_starts.failed == 0;
    m_verdict.startsTried = m_starts.tried;
    m_verdict.startsFailed = m_starts.failed;
    m_verdict.startError = m_starts.error;
    m_verdict.notes = m_reference.notes;
    m_verdict.verified = m_verdict.started && std::ranges::all_of(m_verdict.probes, &ProbeComparison::same);
    if (!m_verdict.verified && m_request.profile)
        if (auto explained = explain(); !explained)
            return std::unexpected(explained.error());
    return std::move(m_verdict);
}

} // namespace

Result<Verdict> verify(engine::Engine &engine, const VerifyRequest &request, std::stop_token stop, const ProgressFn &progress, const VerifyTools &tools)
{
    return Verifier(engine, request, std::move(stop), progress, tools).run();
}

} // namespace whittle::analysis
