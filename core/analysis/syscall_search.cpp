#include "analysis/syscall_search.h"

#include "analysis/base_answer.h"
#include "analysis/evidence.h"
#include "analysis/missing_syscalls.h"
#include "base/files.h"
#include "engine/base_filter.h"
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
constexpr int kExerciseBudget = 60;
// Hints are followed one by one as long as each leads to another error text.
constexpr int kMaxHints = 24;

class SyscallSearch
{
public:
    SyscallSearch(const FailingProfile &failing, const Starts &starts, const std::stop_token &stop, const ProgressFn &progress)
        : m_failing(failing), m_starts(starts), m_stop(stop), m_progress(progress), m_profile(failing.profile)
    {}
    [[nodiscard]] Result<MissingSyscalls> run(const Trial *trial);

private:
    struct Denied
    {
        std::string syscall;
        std::string where; // "denied 3× in nginx"
    };
    [[nodiscard]] Result<> prepare();
    [[nodiscard]] Result<> explainStart();
    [[nodiscard]] Result<> explainAnswers(const Trial &trial);
    [[nodiscard]] Result<std::vector<Denied>> deniedCalls();
    [[nodiscard]] std::vector<std::string> candidates(const std::vector<std::string> &first) const;
    // Whether it starts so many times under each of the profiles; error: the last one's text.
    [[nodiscard]] Result<std::vector<bool>> starts(std::span<const profile::Profile> profiles, int times, std::string *error = nullptr);
    [[nodiscard]] Result<std::vector<bool>> answersSame(std::span<const profile::Profile> profiles);
    [[nodiscard]] bool isSame(const Trial &trial) const
    {
        return trial.started && std::ranges::all_of(compareTrials(m_failing.reference.expected, trial, m_failing.reference.variation), &ProbeComparison::same);
    }
    void addMissing(const Search &search, const std::string &proof, const std::map<std::string, std::string> &denied);
    void say(const std::string &step) const
    {
        if (m_progress)
            m_progress({step, 0, 0});
    }

    const FailingProfile &m_failing;
    const Starts &m_starts;
    const std::stop_token &m_stop;
    const ProgressFn &m_progress;
    profile::Profile m_profile; // with what was found to be missing
    std::optional<Permissions> m_permitted;     // by the profile itself
    std::optional<Permissions> m_engineDefault; // by what the engine applies without one
    MissingSyscalls m_found;
};

// What the profile permits is asked for the rights that the container has.
Result<> SyscallSearch::prepare()
{
    const auto target = engine::targetOf(m_failing.engine.info(), m_failing.plan.capabilities);
    if (!target)
        return std::unexpected(target.error());
    // A profile that cannot be compiled permits nothing; the engine has said so in its own words.
    if (auto permissions = Permissions::create(m_profile, *target))
        m_permitted = *std::move(permissions);
    const bool podman = m_failing.engine.info().kind == engine::Kind::Podman;
    if (auto permissions = Permissions::create(*profile::builtInProfile(podman ? "podman-default" : "docker-default"), *target))
        m_engineDefault = *std::move(permissions);
    return {};
}

Result<std::vector<bool>> SyscallSearch::starts(std::span<const profile::Profile> profiles, int times, std::string *error)
{
    std::vector<std::future<Result<Trial>>> running;
    for (const profile::Profile &profile : profiles)
        running.push_back(m_failing.pool.submit([this, times, text = formats::writeSeccompJson(profile)](engine::Engine &engine, const std::stop_token &stop) {
            auto trial = m_failing.runner.start(engine, text, stop);
            for (int i = 1; i < times && trial && !failsAtStart(m_failing.reference, *trial); ++i)
                trial = m_failing.runner.start(engine, text, stop);
            return trial;
        }));
    std::vector<bool> works;
    for (auto &future : running) {
        const auto trial = future.get();
        if (!trial)
            return std::unexpected(trial.error());
        works.push_back(!failsAtStart(m_failing.reference, *trial));
        if (error && !works.back())
            *error = trial->startError.empty() ? trial->lastWords : trial->startError;
    }
    return works;
}

Result<std::vector<bool>> SyscallSearch::answersSame(std::span<const profile::Profile> profiles)
{
    std::vector<std::future<Result<Trial>>> running;
    for (const profile::Profile &profile : profiles)
        running.push_back(m_failing.pool.submit([this, text = formats::writeSeccompJson(profile)](engine::Engine &engine, const std::stop_token &stop) {
            return m_failing.runner.run(engine, text, stop);
        }));
    std::vector<bool> same;
    for (auto &future : running) {
        const auto trial = future.get();
        if (!trial)
            return std::unexpected(trial.error());
        same.push_back(isSame(*trial));
    }
    return same;
}

std::vector<std::string> SyscallSearch::candidates(const std::vector<std::string> &first) const
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
    for (const profile::RuntimeNeed &need : profile::RuntimeNeeds::builtIn().needs({.runtime = m_failing.engine.info().runtime}))
        add(need.syscall);
    if (m_engineDefault)
        for (const syscalls::Syscall &syscall : syscalls::Catalogue::builtIn().all())
            if (syscall.existsOn(nativeAbi()) && m_engineDefault->of(syscall, nativeAbi()).kind != Permission::Kind::Denied)
                add(syscall.name);
    return names;
}

void SyscallSearch::addMissing(const Search &search, const std::string &proof, const std::map<std::string, std::string> &denied)
{
    const auto add = [&](const std::string &name, bool proven, const std::string &why) {
        const auto seen = denied.find(name);
        m_found.missing.push_back({name, proven, seen == denied.end() ? why : why + "; " + seen->second});
    };
    for (const std::string &name : search.needed)
        add(name, true, proof);
    for (const std::string &name : search.likely)
        add(name, false, "found by trying, but chance has a part in it");
    m_profile = allowingAlso(m_profile, search.needed);
    m_profile = allowingAlso(m_profile, search.likely);
}

Result<> SyscallSearch::explainStart()
{
    // A start that fails now and then must succeed as often as it was tried before; one that always fails shows itself at once.
    const int times = m_starts.failed < m_starts.tried ? std::max(1, m_failing.starts) : 2;
    const profile::RuntimeNeeds &needs = profile::RuntimeNeeds::builtIn();
    std::vector<std::string> hinted;
    std::string error = m_starts.error;
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
        const std::vector<profile::Profile> wider = {allowingAlso(m_profile, hinted)};
        const auto started = starts(wider, times, &error);
        if (!started)
            return std::unexpected(started.error());
        works = started->front();
    }
    for (const profile::MissingHint &hint : needs.missingFrom(error))
        hinted.push_back(hint.syscall);
    // Hints that are right need no others; else everything that the engine allows by default is searched.
    const std::vector<std::string> all = works ? hinted : candidates(hinted);
    int tried = 0;
    const auto search = searchMissing(m_profile, all, [&](std::span<const profile::Profile> profiles) {
        say(std::format("searching what the start lacks ({} starts tried)", tried += static_cast<int>(profiles.size())));
        return starts(profiles, times);
    }, kStartBudget, m_failing.beside);
    if (!search)
        return std::unexpected(search.error());
    if (!search->solvable)
        m_found.notes.push_back("It does not start with everything that the engine allows by default either: the syscalls are not the reason, or not alone.");
    if (search->gaveUp)
        m_found.notes.push_back(std::format("The search was given up after {} starts; more may be missing.", kStartBudget));
    addMissing(*search, "the container starts with it and does not without it", {});
    return {};
}

// The calls that the profile refuses while the image is exercised, the first refused first: what comes later is often a way round it.
Result<std::vector<SyscallSearch::Denied>> SyscallSearch::deniedCalls()
{
    std::vector<Denied> denied;
    auto folder = TemporaryDirectory::create("whittle-verify-");
    if (!folder)
        return std::unexpected(folder.error());
    const std::string path = folder->path() + "/profile.json";
    if (auto written = writeFileAtomically(path, formats::writeSeccompJson(m_profile)); !written)
        return std::unexpected(written.error());
    engine::ImageRecordRequest record;
    record.image = m_failing.image;
    record.overrides = m_failing.overrides;
    record.probes = m_failing.runner.probes();
    record.probes.failuresAllowed = true;
    record.base = path;
    say("recording what the profile refuses");
    const auto recording = m_failing.tools.record(m_failing.engine, record, m_stop, m_progress);
    if (!recording) {
        if (recording.error().code == ErrorCode::Cancelled)
            return std::unexpected(recording.error());
        m_found.notes.push_back("What the profile refuses could not be recorded: " + recording.error().message);
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

Result<> SyscallSearch::explainAnswers(const Trial &trial)
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
    for (const probe::Answer &answer : trial.answers)
        for (const profile::MissingHint &hint : profile::RuntimeNeeds::builtIn().missingFrom(answer.result.detail))
            if (std::ranges::find(suspects, hint.syscall) == suspects.end())
                suspects.push_back(hint.syscall);

    int tried = 0;
    const Works works = [&](std::span<const profile::Profile> profiles) {
        say(std::format("searching what the answers lack ({} runs tried)", tried += static_cast<int>(profiles.size())));
        return answersSame(profiles);
    };
    auto search = searchMissing(m_profile, suspects, works, kExerciseBudget, m_failing.beside);
    if (!search)
        return std::unexpected(search.error());
    if (!search->solvable) {
        search = searchMissing(m_profile, candidates(suspects), works, kExerciseBudget, m_failing.beside);
        if (!search)
            return std::unexpected(search.error());
    }
    addMissing(*search, "everything answers the same with it and not without it", places);
    if (search->gaveUp)
        m_found.notes.push_back(std::format("The search was given up after {} runs; more may be missing.", kExerciseBudget));
    if (search->solvable)
        return {};
    m_found.notes.push_back("The answers differ with everything that the engine allows by default, too: the syscalls are not the reason, or not alone.");
    for (const std::string &name : suspects)
        if (const auto where = places.find(name); where != places.end())
            m_found.missing.push_back({name, false, where->second});
    return {};
}

Result<MissingSyscalls> SyscallSearch::run(const Trial *trial)
{
    if (auto prepared = prepare(); !prepared)
        return std::unexpected(prepared.error());
    if (trial && !isSame(*trial)) {
        if (auto explained = explainAnswers(*trial); !explained)
            return std::unexpected(explained.error());
        return std::move(m_found);
    }
    if (m_starts.failed == 0)
        return std::move(m_found);
    if (auto explained = explainStart(); !explained)
        return std::unexpected(explained.error());
    // What lets it start may not be all that it lacks.
    if (m_found.missing.empty())
        return std::move(m_found);
    const auto started = m_failing.runner.run(m_failing.engine, formats::writeSeccompJson(m_profile), m_stop);
    if (!started)
        return std::unexpected(started.error());
    if (!started->started || isSame(*started))
        return std::move(m_found);
    m_found.notes.emplace_back("With what the start lacks, it answers differently: what follows was found with that added.");
    if (auto explained = explainAnswers(*started); !explained)
        return std::unexpected(explained.error());
    return std::move(m_found);
}

} // namespace

Result<Reference> makeReference(Trial first, const Trial &second, const std::string &name)
{
    if (!first.started)
        return fail(ErrorCode::InvalidInput, std::format("{} does not start without the profile either: {}", name, first.startError));
    Reference reference;
    reference.expected = std::move(first);
    addVariation(reference, second);
    for (const probe::Answer &answer : reference.expected.answers)
        if (!answer.result.passed)
            reference.notes.push_back(std::format("{} fails without the profile, too: {}", answer.result.probe, answer.result.detail));
    if (reference.expected.answers.empty() && !reference.expected.exitCode)
        reference.notes.emplace_back("Nothing was asked of the program: the start alone is verified (probes say more).");
    return reference;
}

void addVariation(Reference &reference, const Trial &again)
{
    const ReferenceCheck check = compareReferences(reference.expected, again);
    for (const std::string &probe : check.unsteady) {
        reference.notes.push_back(std::format("{} answers differently from run to run without the profile: it is not compared.", probe));
        std::erase_if(reference.expected.answers, [&probe](const probe::Answer &answer) { return answer.result.probe == probe; });
    }
    for (const std::string &probe : check.variation.bodies)
        if (reference.variation.bodies.insert(probe).second)
            reference.notes.push_back(std::format("The body of {} differs from run to run: only its status and headers are compared.", probe));
    reference.variation.headers.insert(check.variation.headers.begin(), check.variation.headers.end());
    if (check.variation.output && !std::exchange(reference.variation.output, true))
        reference.notes.emplace_back("How many lines the program prints differs from run to run: they are not compared.");
    const bool hadLines = !reference.variation.lines.empty();
    reference.variation.lines.insert(check.variation.lines.begin(), check.variation.lines.end());
    if (!hadLines && !reference.variation.lines.empty())
        reference.notes.emplace_back("Some of the lines that the program prints differ from run to run: only the others are compared.");
    if (check.variation.ending && !std::exchange(reference.variation.ending, true))
        reference.notes.emplace_back("The status that the program ends with differs from run to run: it is not compared.");
}

bool failsAtStart(const Reference &reference, const Trial &trial)
{
    if (!trial.started)
        return true;
    // Where the reference goes on running, ending within the first moment is not starting.
    return trial.exitCode && (!reference.expected.exitCode || (*trial.exitCode != *reference.expected.exitCode && !reference.variation.ending));
}

void Starts::add(const Reference &reference, const Trial &trial)
{
    ++tried;
    if (!failsAtStart(reference, trial))
        return;
    ++failed;
    diesEarly = diesEarly || trial.started;
    if (!error.empty())
        return;
    error = trial.startError;
    if (error.empty())
        error = std::format("the program ended with status {}{}", *trial.exitCode, trial.lastWords.empty() ? std::string() : ": " + trial.lastWords);
}

Result<MissingSyscalls> searchMissingSyscalls(const FailingProfile &failing, const Starts &starts, const Trial *trial, const std::stop_token &stop,
                                              const ProgressFn &progress)
{
    return SyscallSearch(failing, starts, stop, progress).run(trial);
}

} // namespace whittle::analysis
