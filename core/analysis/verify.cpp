#include "analysis/verify.h"

#include "analysis/base_answer.h"
#include "analysis/evidence.h"
#include "analysis/missing_syscalls.h"
#include "analysis/trial.h"
#include "analysis/trial_comparison.h"
#include "base/files.h"
#include "engine/base_filter.h"
#include "engine/leftovers.h"
#include "formats/seccomp_json.h"
#include "profile/runtime_needs.h"

#include <algorithm>
#include <format>
#include <limits>
#include <map>
#include <set>

namespace whittle::analysis {

namespace {

// Runs that a search may cost; each is a second or so for a start, several for a whole exercise.
constexpr int kStartBudget = 120;
constexpr int kExerciseBudget = 40;
// Hints are followed one by one as long as each leads to another error text.
constexpr int kMaxHints = 24;

class Verifier
{
public:
    Verifier(engine::Engine &engine, const VerifyRequest &request, std::stop_token stop, const ProgressFn &progress, const VerifyTools &tools)
        : m_engine(engine), m_request(request), m_stop(std::move(stop)), m_progress(progress), m_tools(tools)
    {}

    [[nodiscard]] Result<Verdict> run();

private:
    [[nodiscard]] Result<> prepare();
    [[nodiscard]] Result<TrialRunner> runnerFor(const std::string &image, const std::string &archive, std::string &reference);
    [[nodiscard]] Result<> makeReference();
    [[nodiscard]] Result<> repeatStarts();
    [[nodiscard]] Result<> compare();
    [[nodiscard]] Result<> explainStart();
    [[nodiscard]] Result<> explainAnswers();
    struct Denied
    {
        std::string syscall;
        std::string where; // "denied 3× in nginx"
    };
    [[nodiscard]] Result<std::vector<Denied>> deniedCalls();
    [[nodiscard]] std::vector<std::string> candidates(const std::vector<std::string> &first) const;
    [[nodiscard]] Result<bool> starts(const profile::Profile &profile, int times, std::string *error = nullptr);
    [[nodiscard]] Result<bool> answersSame(const profile::Profile &profile);
    [[nodiscard]] bool failsAtStart(const Trial &trial) const;
    void addMissing(const Search &search, const std::string &proof, const std::map<std::string, std::string> &denied);
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

    std::string m_reference; // of the image
    std::string m_text;      // of the profile
    profile::Profile m_profile; // the same, with what was found to be missing
    std::optional<TrialRunner> m_runner;
    std::optional<TrialRunner> m_againstRunner;
    std::optional<Permissions> m_permitted;       // by the profile itself
    std::optional<Permissions> m_engineDefault;   // by what the engine applies without one
    Trial m_expected;
    NaturalVariation m_variation;
    Trial m_trial; // under the profile
    bool m_diesEarly = false; // the runtime starts it, and the program ends at once
    Verdict m_verdict;
};

Result<TrialRunner> Verifier::runnerFor(const std::string &image, const std::string &archive, std::string &reference)
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
    auto plan = engine::planRun(m_engine.info(), *config, reference, m_request.overrides);
    if (!plan)
        return std::unexpected(plan.error());
    // What the profile permits is asked for the rights that the container has.
    const auto target = engine::targetOf(m_engine.info(), plan->capabilities);
    if (!target)
        return std::unexpected(target.error());
    // A profile that cannot be compiled permits nothing; the engine will say so in its own words.
    if (auto permissions = Permissions::create(m_request.profile.value_or(profile::Profile()), *target))
        m_permitted = *std::move(permissions);
    const bool podman = m_engine.info().kind == engine::Kind::Podman;
    if (auto permissions = Permissions::create(*profile::builtInProfile(podman ? "podman-default" : "docker-default"), *target))
        m_engineDefault = *std::move(permissions);
    return TrialRunner(m_engine, m_tools, *std::move(plan), m_request.probes, m_stop);
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
    if (m_request.profile) {
        m_profile = *m_request.profile;
        m_text = formats::writeSeccompJson(m_profile);
    }
    if (!m_request.against.empty()) {
        std::string reference;
        auto runner = runnerFor(m_request.against, {}, reference);
        if (!runner)
            return std::unexpected(runner.error());
        m_againstRunner.emplace(*std::move(runner));
    }
    auto runner = runnerFor(m_request.image, m_request.archivePath, m_reference);
    if (!runner)
        return std::unexpected(runner.error());
    m_runner.emplace(*std::move(runner));
    return {};
}

Result<> Verifier::makeReference()
{
    TrialRunner &runner = m_againstRunner ? *m_againstRunner : *m_runner;
    say("running without the profile");
    auto first = runner.run({});
    if (!first)
        return std::unexpected(first.error());
    if (!first->started)
        return fail(ErrorCode::InvalidInput, std::format("{} does not start without the profile either: {}", m_reference, first->startError));
    say("running without the profile again, to see what differs by itself");
    const auto second = runner.run({});
    if (!second)
        return std::unexpected(second.error());
    const ReferenceCheck check = compareReferences(*first, *second);
    m_variation = check.variation;
    m_expected = *std::move(first);
    for (const std::string &probe : check.unsteady) {
        m_verdict.notes.push_back(std::format("{} answers differently from run to run without the profile: it is not compared.", probe));
        std::erase_if(m_expected.answers, [&probe](const probe::Answer &answer) { return answer.result.probe == probe; });
    }
    for (const std::string &probe : m_variation.bodies)
        m_verdict.notes.push_back(std::format("The body of {} differs from run to run: only its status and headers are compared.", probe));
    for (const probe::Answer &answer : m_expected.answers)
        if (!answer.result.passed)
            m_verdict.notes.push_back(std::format("{} fails without the profile, too: {}", answer.result.probe, answer.result.detail));
    if (m_expected.answers.empty() && !m_expected.exitCode)
        m_verdict.notes.emplace_back("Nothing was asked of the program: the start alone is verified (probes say more).");
    m_runner->limitTime(m_expected.ready);
    return {};
}

// True for a trial that failed before the program could do anything of its own, or at once.
bool Verifier::failsAtStart(const Trial &trial) const
{
    if (!trial.started)
        return true;
    // Where the reference goes on running, ending within the first moment is not starting.
    return trial.exitCode && (!m_expected.exitCode || (*trial.exitCode != *m_expected.exitCode && !m_variation.ending));
}

Result<bool> Verifier::starts(const profile::Profile &profile, int times, std::string *error)
{
    const std::string text = formats::writeSeccompJson(profile);
    for (int i = 0; i < times; ++i) {
        const auto trial = m_runner->start(text);
        if (!trial)
            return std::unexpected(trial.error());
        if (failsAtStart(*trial)) {
            if (error)
                *error = trial->startError.empty() ? trial->lastWords : trial->startError;
            return false;
        }
    }
    return true;
}

Result<> Verifier::repeatStarts()
{
    for (int i = 0; i < std::max(1, m_request.starts); ++i) {
        say(std::format("starting under the profile ({} of {})", i + 1, std::max(1, m_request.starts)));
        const auto trial = m_runner->start(m_text);
        if (!trial)
            return std::unexpected(trial.error());
        ++m_verdict.startsTried;
        if (!failsAtStart(*trial))
            continue;
        ++m_verdict.startsFailed;
        m_diesEarly = m_diesEarly || trial->started;
        if (m_verdict.startError.empty()) {
            m_verdict.startError = trial->startError;
            if (m_verdict.startError.empty())
                m_verdict.startError = std::format("the program ended with status {}{}", *trial->exitCode,
                                                   trial->lastWords.empty() ? std::string() : ": " + trial->lastWords);
        }
    }
    m_verdict.started = m_verdict.startsFailed == 0;
    return {};
}

Result<> Verifier::compare()
{
    say("asking under the profile");
    auto trial = m_runner->run(m_text);
    if (!trial)
        return std::unexpected(trial.error());
    m_trial = *std::move(trial);
    if (!m_trial.started) {
        // It started so far: chance decides. The answer to "does it start" is then no.
        ++m_verdict.startsTried;
        ++m_verdict.startsFailed;
        m_verdict.started = false;
        m_verdict.startError = m_trial.startError;
        return {};
    }
    m_verdict.probes = compareTrials(m_expected, m_trial, m_variation);
    return {};
}

std::vector<std::string> Verifier::candidates(const std::vector<std::string> &first) const
{
    std::vector<std::string> names;
    const auto add = [&](const std::string &name) {
        const syscalls::Syscall *syscall = syscalls::Catalogue::builtIn().find(name);
        if (!syscall || std::ranges::find(names, name) != names.end())
            return;
        if (m_permitted && m_permitted->of(*syscall, nativeAbi()).kind == Permission::Kind::Allowed)
            return;
        names.push_back(name);
    };
    for (const std::string &name : first)
        add(name);
    for (const profile::RuntimeNeed &need : profile::RuntimeNeeds::builtIn().needs({.runtime = m_engine.info().runtime}))
        add(need.syscall);
    if (m_engineDefault)
        for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all())
            if (syscall.existsOn(nativeAbi()) && m_engineDefault->of(syscall, nativeAbi()).kind != Permission::Kind::Denied)
                add(syscall.name);
    return names;
}

void Verifier::addMissing(const Search &search, const std::string &proof, const std::map<std::string, std::string> &denied)
{
    const auto add = [&](const std::string &name, bool proven, const std::string &why) {
        const auto seen = denied.find(name);
        m_verdict.missing.push_back({name, proven, seen == denied.end() ? why : why + "; " + seen->second});
    };
    for (const std::string &name : search.needed)
        add(name, true, proof);
    for (const std::string &name : search.likely)
        add(name, false, "found by trying, but chance has a part in it");
    m_profile = allowingAlso(m_profile, search.needed);
    m_profile = allowingAlso(m_profile, search.likely);
}

Result<> Verifier::explainStart()
{
    // A start that fails now and then must succeed as often as it was tried before; one that always fails shows itself at once.
    const int times = m_verdict.startsFailed < m_verdict.startsTried ? std::max(1, m_request.starts) : 2;
    const profile::RuntimeNeeds &needs = profile::RuntimeNeeds::builtIn();
    std::vector<std::string> hinted;
    std::string error = m_verdict.startError;
    bool works = false;
    for (int i = 0; i < kMaxHints && !works; ++i) {
        const auto hints = needs.missingFrom(error);
        const auto next = std::ranges::find_if(hints, [&](const profile::MissingHint &hint) {
            return hint.certain && std::ranges::find(hinted, hint.syscall) == hinted.end();
        });
        if (next == hints.end())
            break;
        hinted.push_back(next->syscall);
        say(std::format("starting with {}, which the error text points to", next->syscall));
        const auto started = starts(allowingAlso(m_profile, hinted), times, &error);
        if (!started)
            return std::unexpected(started.error());
        works = *started;
    }
    for (const profile::MissingHint &hint : needs.missingFrom(error))
        hinted.push_back(hint.syscall);
    // Hints that are right need no others; else everything that the engine allows by default is searched.
    const std::vector<std::string> all = works ? hinted : candidates(hinted);
    int tried = 0;
    const auto search = searchMissing(m_profile, all, [&](const profile::Profile &profile) {
        say(std::format("searching what the start lacks ({} starts tried)", ++tried));
        return starts(profile, times);
    }, kStartBudget);
    if (!search)
        return std::unexpected(search.error());
    if (!search->solvable)
        m_verdict.notes.push_back("It does not start with everything that the engine allows by default either: the syscalls are not the reason, or not alone.");
    if (search->gaveUp)
        m_verdict.notes.push_back(std::format("The search was given up after {} starts; more may be missing.", kStartBudget));
    addMissing(*search, "the container starts with it and does not without it", {});
    return {};
}

Result<bool> Verifier::answersSame(const profile::Profile &profile)
{
    const auto trial = m_runner->run(formats::writeSeccompJson(profile));
    if (!trial)
        return std::unexpected(trial.error());
    return trial->started && std::ranges::all_of(compareTrials(m_expected, *trial, m_variation), &ProbeComparison::same);
}

// The calls that the profile refuses while the image is exercised, the first refused first: what comes later is often a way round it.
Result<std::vector<Verifier::Denied>> Verifier::deniedCalls()
{
    std::vector<Denied> denied;
    auto folder = TemporaryDirectory::create("whittle-verify-");
    if (!folder)
        return std::unexpected(folder.error());
    const std::string path = folder->path() + "/profile.json";
    if (auto written = writeFileAtomically(path, formats::writeSeccompJson(m_profile)); !written)
        return std::unexpected(written.error());
    engine::ImageRecordRequest record;
    record.image = m_reference;
    record.overrides = m_request.overrides;
    record.probes = m_runner->probes();
    record.probes.failuresAllowed = true;
    record.base = path;
    say("recording what the profile refuses");
    const auto recording = m_tools.record(m_engine, record, m_stop, m_progress);
    if (!recording) {
        if (recording.error().code == ErrorCode::Cancelled)
            return std::unexpected(recording.error());
        m_verdict.notes.push_back("What the profile refuses could not be recorded: " + recording.error().message);
        return denied;
    }
    struct Count
    {
        std::uint64_t times = 0;
        std::int64_t firstNs = std::numeric_limits<std::int64_t>::max();
        std::set<std::string> commands;
    };
    std::map<std::string, Count> counts;
    for (const trace::Denial &denial : recording->denials) {
        Count &count = counts[syscalls::Catalogue::builtIn().nameOf(denial.abi, denial.number)];
        count.times += denial.count;
        count.firstNs = std::min(count.firstNs, denial.firstSeenNs);
        if (const trace::Process *process = recording->process(denial.process))
            count.commands.insert(process->comm);
    }
    std::vector<std::pair<std::string, Count>> ordered(counts.begin(), counts.end());
    std::ranges::stable_sort(ordered, {}, [](const auto &entry) { return entry.second.firstNs; });
    for (const auto &[name, count] : ordered) {
        std::string where;
        for (const std::string &command : count.commands)
            where += (where.empty() ? "" : ", ") + command;
        denied.push_back({name, std::format("denied {}×{}", groupedNumber(count.times), where.empty() ? std::string() : " in " + where)});
    }
    return denied;
}

Result<> Verifier::explainAnswers()
{
    const auto denied = deniedCalls();
    if (!denied)
        return std::unexpected(denied.error());
    std::map<std::string, std::string> places;
    // Calls that the engine's own profile denies are denied in the reference, too: they explain nothing.
    std::vector<std::string> suspects;
    for (const auto &[name, where] : *denied) {
        places[name] = where;
        const syscalls::Syscall *syscall = syscalls::Catalogue::builtIn().find(name);
        if (syscall && (!m_engineDefault || m_engineDefault->of(*syscall, nativeAbi()).kind != Permission::Kind::Denied))
            suspects.push_back(name);
    }
    // A command that could not be executed inside tells of the runtime's needs in its error text.
    for (const probe::Answer &answer : m_trial.answers)
        for (const profile::MissingHint &hint : profile::RuntimeNeeds::builtIn().missingFrom(answer.result.detail))
            if (std::ranges::find(suspects, hint.syscall) == suspects.end())
                suspects.push_back(hint.syscall);

    int tried = 0;
    const Works works = [&](const profile::Profile &profile) {
        say(std::format("searching what the answers lack ({} runs tried)", ++tried));
        return answersSame(profile);
    };
    auto search = searchMissing(m_profile, suspects, works, kExerciseBudget);
    if (!search)
        return std::unexpected(search.error());
    if (!search->solvable) {
        search = searchMissing(m_profile, candidates(suspects), works, kExerciseBudget);
        if (!search)
            return std::unexpected(search.error());
    }
    addMissing(*search, "everything answers the same with it and not without it", places);
    if (search->gaveUp)
        m_verdict.notes.push_back(std::format("The search was given up after {} runs; more may be missing.", kExerciseBudget));
    if (search->solvable)
        return {};
    m_verdict.notes.push_back("The answers differ with everything that the engine allows by default, too: the syscalls are not the reason, or not alone.");
    for (const std::string &name : suspects)
        if (const auto where = places.find(name); where != places.end())
            m_verdict.missing.push_back({name, false, where->second});
    return {};
}

Result<Verdict> Verifier::run()
{
    if (auto prepared = prepare(); !prepared)
        return std::unexpected(prepared.error());
    if (auto made = makeReference(); !made)
        return std::unexpected(made.error());
    if (auto repeated = repeatStarts(); !repeated)
        return std::unexpected(repeated.error());
    // What the runtime starts can be asked, even where the program does not live long.
    if (m_verdict.started || m_diesEarly)
        if (auto compared = compare(); !compared)
            return std::unexpected(compared.error());
    const bool same = std::ranges::all_of(m_verdict.probes, &ProbeComparison::same);
    m_verdict.verified = m_verdict.started && same;
    if (!m_request.profile)
        return std::move(m_verdict);
    if (!m_verdict.started && (!m_diesEarly || same)) {
        if (auto explained = explainStart(); !explained)
            return std::unexpected(explained.error());
        // What lets it start may not be all that it lacks.
        if (m_verdict.missing.empty())
            return std::move(m_verdict);
        auto trial = m_runner->run(formats::writeSeccompJson(m_profile));
        if (!trial)
            return std::unexpected(trial.error());
        m_trial = *std::move(trial);
        if (!m_trial.started || std::ranges::all_of(compareTrials(m_expected, m_trial, m_variation), &ProbeComparison::same))
            return std::move(m_verdict);
        m_verdict.notes.emplace_back("With what the start lacks, it answers differently: what follows was found with that added.");
        if (auto explained = explainAnswers(); !explained)
            return std::unexpected(explained.error());
    } else if (!same) {
        if (auto explained = explainAnswers(); !explained)
            return std::unexpected(explained.error());
    }
    return std::move(m_verdict);
}

} // namespace

Result<Verdict> verify(engine::Engine &engine, const VerifyRequest &request, std::stop_token stop, const ProgressFn &progress, const VerifyTools &tools)
{
    return Verifier(engine, request, std::move(stop), progress, tools).run();
}

} // namespace whittle::analysis
