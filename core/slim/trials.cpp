#include "slim/trials.h"

#include "analysis/trial_comparison.h"
#include "formats/seccomp_json.h"

#include <algorithm>
#include <array>
#include <format>

namespace whittle::slim {

using analysis::Trial;
using analysis::TrialRunner;
using analysis::Verdict;

namespace {

bool allSame(const Verdict &verdict)
{
    return std::ranges::all_of(verdict.probes, &analysis::ProbeComparison::same);
}

} // namespace

Trials::Trials(engine::Engine &engine, const BuildRequest &request, const analysis::VerifyTools &tools, const std::stop_token &stop, const ProgressFn &progress)
    : m_engine(engine), m_request(request), m_tools(tools), m_stop(stop), m_progress(progress), m_beside(analysis::containersBeside(request.overrides, tools.beside)),
      m_overlaps(m_beside > 1 && request.probes.hostCommands.empty()), m_pool(engine, m_beside, stop)
{}

Trials::Future Trials::submit(const TrialRunner &runner, const std::string &seccomp, bool exercise)
{
    return m_pool.submit([runner, seccomp, exercise](engine::Engine &engine, const std::stop_token &stop) {
        return exercise ? runner.run(engine, seccomp, stop) : runner.start(engine, seccomp, stop);
    });
}

void Trials::sayWhileWaiting(const auto &future, const std::string &step) const
{
    if (m_progress && future.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        m_progress({step, 0, 0});
}

Result<Trial> Trials::wait(Future &future, const std::string &step) const
{
    sayWhileWaiting(future, step);
    return future.get();
}

void Trials::describe(Verdict &verdict) const
{
    const engine::EngineInfo &info = m_engine.info();
    verdict.engine = std::format("{} {}", info.kind == engine::Kind::Podman ? "podman" : "docker", info.version);
    verdict.runtime = info.runtimeVersion.empty() ? info.runtime : std::format("{} {}", info.runtime, info.runtimeVersion);
    verdict.notes = m_reference.notes;
}

void Trials::beginReference(const engine::RunPlan &fat, const std::string &name)
{
    m_fatName = name;
    m_fat.emplace(m_tools, fat, m_request.probes);
    m_first = submit(*m_fat, {}, true).share();
}

void Trials::beginUnderProfile(const profile::Profile &profile)
{
    m_fatProfile = formats::writeSeccompJson(profile);
    // How long an answer may take is known after the first run, which began before this.
    m_fatUnder = m_pool.submit([runner = *m_fat, text = m_fatProfile, first = m_first](engine::Engine &engine, const std::stop_token &stop) {
        const Result<Trial> &trial = first.get();
        return trial ? runner.limited(trial->ready).run(engine, text, stop) : Result<Trial>(std::unexpected(trial.error()));
    });
}

Result<> Trials::finishReference()
{
    sayWhileWaiting(m_first, "verify: running the fat image");
    const Result<Trial> first = m_first.get();
    if (!first)
        return std::unexpected(first.error());
    m_fat = m_fat->limited(first->ready);
    auto reference = analysis::makeReference(*first, *first, m_fatName);
    if (!reference)
        return std::unexpected(reference.error());
    m_reference = *std::move(reference);
    return {};
}

// A difference may be something that differs from run to run: further runs of the fat image show it.
Result<> Trials::settleDifferences(const std::vector<std::pair<const Trial *, Verdict *>> &compared)
{
    const auto compareAll = [&] {
        bool same = true;
        for (const auto &[trial, verdict] : compared) {
            verdict->probes = trial->started ? analysis::compareTrials(m_reference.expected, *trial, m_reference.variation) : std::vector<analysis::ProbeComparison>();
            same = same && allSame(*verdict);
        }
        return same;
    };
    if (compareAll())
        return {};
    std::array<Future, 2> more = {submit(*m_fat, {}, true), submit(*m_fat, {}, true)};
    for (Future &run : more) {
        const auto again = wait(run, "verify: running the fat image again, because answers differ");
        if (!again)
            return std::unexpected(again.error());
        analysis::addVariation(m_reference, *again);
    }
    compareAll();
    return {};
}

Result<> Trials::compare(const engine::RunPlan &slim, const std::string &image, const profile::Profile &profile, BuildVerdict &verdict)
{
    const std::string text = formats::writeSeccompJson(profile);
    const TrialRunner runner = TrialRunner(m_tools, slim, m_request.probes).limited(m_reference.expected.ready);
    auto plain = submit(runner, {}, true);
    auto under = submit(runner, text, true);
    if (text != m_fatProfile || !m_fatUnder.valid()) {
        m_fatProfile = text;
        m_fatUnder = submit(*m_fat, text, true);
    }
    std::vector<Future> starts;
    for (int i = 1; i < m_request.starts; ++i)
        starts.push_back(submit(runner, text, false));

    verdict.tried = true;
    verdict.plain = {};
    verdict.underProfile = {};
    const auto plainTrial = wait(plain, "verify: running " + image);
    if (!plainTrial)
        return std::unexpected(plainTrial.error());
    auto underTrial = wait(under, "verify: running it under the profile");
    if (!underTrial)
        return std::unexpected(underTrial.error());
    const auto fatUnder = wait(m_fatUnder, "verify: running the fat image under the profile");
    if (!fatUnder)
        return std::unexpected(fatUnder.error());
    if (auto settled = settleDifferences({{&*plainTrial, &verdict.plain}, {&*underTrial, &verdict.underProfile}, {&*fatUnder, &verdict.fatUnderProfile}}); !settled)
        return settled;

    const auto judge = [this](Verdict &of, const analysis::Starts &how) {
        describe(of);
        of.startsTried = how.tried;
        of.startsFailed = how.failed;
        of.startError = how.error;
        of.started = how.failed == 0;
        of.verified = of.started && allSame(of);
    };
    analysis::Starts plainStarts;
    plainStarts.add(m_reference, *plainTrial);
    judge(verdict.plain, plainStarts);
    analysis::Starts fatStarts;
    fatStarts.add(m_reference, *fatUnder);
    judge(verdict.fatUnderProfile, fatStarts);
    m_starts = {};
    m_starts.add(m_reference, *underTrial);
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto trial = wait(starts[i], std::format("verify: starting it under the profile ({} of {})", i + 2, m_request.starts));
        if (!trial)
            return std::unexpected(trial.error());
        m_starts.add(m_reference, *trial);
    }
    judge(verdict.underProfile, m_starts);
    m_under.reset();
    if (underTrial->started)
        m_under = *std::move(underTrial);
    verdict.verified = verdict.plain.verified && verdict.underProfile.verified && verdict.fatUnderProfile.verified;
    return {};
}

Result<bool> Trials::answersSame(const engine::RunPlan &slim)
{
    const auto trial = TrialRunner(m_tools, slim, m_request.probes).limited(m_reference.expected.ready).run(m_engine, {}, m_stop);
    if (!trial)
        return std::unexpected(trial.error());
    return trial->started && std::ranges::all_of(analysis::compareTrials(m_reference.expected, *trial, m_reference.variation), &analysis::ProbeComparison::same);
}

Result<> Trials::explainProfile(const engine::RunPlan &slim, const std::string &image, const profile::Profile &profile, BuildVerdict &verdict)
{
    const TrialRunner runner = TrialRunner(m_tools, slim, m_request.probes).limited(m_reference.expected.ready);
    const analysis::FailingProfile failing{.pool = m_pool, .beside = m_beside, .tools = m_tools, .engine = m_engine, .runner = runner, .overrides = m_request.overrides,
                                           .image = image, .plan = slim, .profile = profile, .reference = m_reference, .starts = m_request.starts};
    const ProgressFn progress = [this](const Progress &step) {
        if (m_progress)
            m_progress({"verify: " + step.step, step.done, step.total});
    };
    auto found = analysis::searchMissingSyscalls(failing, m_starts, m_under ? &*m_under : nullptr, m_stop, progress);
    if (!found)
        return std::unexpected(found.error());
    verdict.underProfile.missing = std::move(found->missing);
    verdict.underProfile.notes.insert(verdict.underProfile.notes.end(), found->notes.begin(), found->notes.end());
    return {};
}

} // namespace whittle::slim
