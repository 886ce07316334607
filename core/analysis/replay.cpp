#include "analysis/replay.h"

#include "profile/possible_decisions.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <format>
#include <map>
#include <optional>
#include <tuple>

namespace whittle::analysis {

namespace {

constexpr std::size_t kArguments = std::tuple_size_v<profile::PartlyKnown>;
constexpr std::size_t kMaxCombinations = 4096;

/// A value that an argument had, or nothing for the calls whose value is not known, with how many calls that were.
struct Choice
{
    std::optional<std::uint64_t> value;
    std::uint64_t count = 0;
    bool alwaysRefused = true;
    bool everRefused = false;
};
using Choices = std::array<std::vector<Choice>, kArguments>;

/// Every argument that can matter with what was recorded of it.
Choices choicesOf(const trace::SyscallUse &use, const std::array<bool, kArguments> &matters)
{
    Choices choices;
    for (std::size_t i = 0; i < kArguments; ++i) {
        if (!matters[i])
            continue;
        std::uint64_t known = 0;
        bool overflowed = false;
        for (const trace::ArgumentValues &values : use.arguments) {
            if (values.index != i)
                continue;
            overflowed |= values.overflowed;
            for (const auto &[value, count] : values.counts) {
                choices[i].push_back({value, count});
                known += count;
            }
        }
        // A value that came after there were too many may be any, also one that is kept.
        if (known < use.count || overflowed)
            choices[i].push_back({std::nullopt, use.count > known ? use.count - known : 0});
    }
    return choices;
}

/// What the filter answers, kept: processes of one program make the same calls.
class Answers
{
public:
    explicit Answers(const profile::Filter &filter) : m_filter(filter) {}

    const profile::Possible &of(Abi abi, int number, const profile::PartlyKnown &arguments)
    {
        if (m_known.size() >= kMost)
            m_known.clear();
        const auto [at, isNew] = m_known.try_emplace({abi, number, arguments});
        if (isNew)
            at->second = profile::possibleDecisions(m_filter, abi, number, arguments);
        return at->second;
    }

private:
    static constexpr std::size_t kMost = 50'000;
    const profile::Filter &m_filter;
    std::map<std::tuple<Abi, int, profile::PartlyKnown>, profile::Possible> m_known;
};

class CallReplay
{
public:
    CallReplay(Answers &answers, const trace::SyscallUse &use) : m_answers(answers), m_use(use) {}

    /// Nothing: all of them are executed.
    std::optional<ReplayedCall> run()
    {
        const profile::Possible any = m_answers.of(m_use.abi, m_use.number, {});
        if (!any.mayRefuse())
            return std::nullopt;
        if (!any.mayExecute()) {
            m_result.refused = m_use.count;
            addAnswers(any);
            return std::move(m_result);
        }
        m_choices = choicesOf(m_use, any.looksAt);
        std::size_t combinations = 1;
        for (const auto &choices : m_choices)
            combinations = std::min(combinations * std::max<std::size_t>(choices.size(), 1), kMaxCombinations + 1);
        if (combinations > kMaxCombinations)
            forgetTheMost();
        combine(0, {});
        return count();
    }

private:
    // Values of more arguments than can be tried in every combination: those of the one with the most are taken as not known.
    void forgetTheMost()
    {
        for (;;) {
            std::size_t combinations = 1;
            for (const auto &choices : m_choices)
                combinations *= std::max<std::size_t>(choices.size(), 1);
            if (combinations <= kMaxCombinations)
                return;
            auto &most = *std::ranges::max_element(m_choices, {}, &std::vector<Choice>::size);
            most.assign(1, {std::nullopt, m_use.count});
        }
    }

    void combine(std::size_t index, profile::PartlyKnown arguments)
    {
        if (index == kArguments) {
            judge(arguments);
            return;
        }
        if (m_choices[index].empty()) {
            combine(index + 1, arguments);
            return;
        }
        for (std::size_t i = 0; i < m_choices[index].size(); ++i) {
            m_chosen[index] = i;
            arguments[index] = m_choices[index][i].value;
            combine(index + 1, arguments);
        }
    }

    void judge(const profile::PartlyKnown &arguments)
    {
        const profile::Possible &possible = m_answers.of(m_use.abi, m_use.number, arguments);
        for (std::size_t i = 0; i < kArguments; ++i) {
            if (m_choices[i].empty())
                continue;
            Choice &choice = m_choices[i][m_chosen[i]];
            choice.alwaysRefused &= !possible.mayExecute();
            choice.everRefused |= possible.mayRefuse();
            if (possible.looksAt[i] && !std::ranges::contains(m_result.unknown, static_cast<unsigned>(i)))
                m_result.unknown.push_back(static_cast<unsigned>(i));
        }
        m_refusesAll &= !possible.mayExecute();
        addAnswers(possible);
    }

    // One argument's values split the calls; the argument that says most is believed, because nothing tells how values of several met.
    std::optional<ReplayedCall> count()
    {
        std::uint64_t executed = 0;
        for (std::size_t i = 0; i < kArguments; ++i) {
            std::uint64_t refusedHere = 0;
            std::uint64_t executedHere = 0;
            for (const Choice &choice : m_choices[i]) {
                if (choice.alwaysRefused)
                    refusedHere += choice.count;
                else if (!choice.everRefused)
                    executedHere += choice.count;
                if (choice.everRefused && choice.value)
                    m_result.values.push_back({static_cast<unsigned>(i), *choice.value, choice.count, choice.alwaysRefused});
            }
            m_result.refused = std::max(m_result.refused, refusedHere);
            executed = std::max(executed, executedHere);
        }
        if (m_refusesAll)
            m_result.refused = m_use.count;
        // Counts of values that a file makes larger than the sum are no reason for more calls than there were.
        m_result.refused = std::min(m_result.refused, m_use.count);
        m_result.possible = m_use.count - m_result.refused - std::min(executed, m_use.count - m_result.refused);
        std::ranges::sort(m_result.unknown);
        std::ranges::stable_sort(m_result.values, [](const ReplayedValue &a, const ReplayedValue &b) { return std::tuple(a.index, b.count) < std::tuple(b.index, a.count); });
        if (m_result.refused == 0 && m_result.possible == 0)
            return std::nullopt;
        return std::move(m_result);
    }

    void addAnswers(const profile::Possible &possible)
    {
        for (const profile::Decision &decision : possible.decisions)
            if (!decision.executes() && !std::ranges::contains(m_result.answers, decision))
                m_result.answers.push_back(decision);
    }

    Answers &m_answers;
    const trace::SyscallUse &m_use;
    Choices m_choices;
    std::array<std::size_t, kArguments> m_chosen = {};
    bool m_refusesAll = true;
    ReplayedCall m_result;
};

} // namespace

bool ReplayedCall::kills() const
{
    return std::ranges::any_of(answers, [](const profile::Decision &decision) { return decision.action == profile::Action::KillProcess || decision.action == profile::Action::KillThread; });
}

Replay replay(std::span<const trace::Recording *const> recordings, const profile::Filter &filter, const std::stop_token &stop)
{
    Replay result;
    bool wasCut = false;
    bool hasMissed = false;
    bool kills = false;
    Answers answers(filter);
    for (std::size_t position = 0; position < recordings.size(); ++position) {
        const trace::Recording &recording = *recordings[position];
        wasCut |= !recording.complete;
        std::map<std::tuple<int, Abi, int>, std::uint64_t> before;
        for (const trace::Denial &denial : recording.denials)
            before[{denial.process, denial.abi, denial.number}] += denial.count;
        for (const trace::Process &process : recording.processes) {
            if (stop.stop_requested())
                break;
            hasMissed |= process.beginningMissed;
            for (const trace::SyscallUse &use : process.syscalls) {
                result.callsReplayed += use.count;
                auto call = CallReplay(answers, use).run();
                if (!call)
                    continue;
                call->recording = position;
                call->process = process.id;
                call->abi = use.abi;
                call->number = use.number;
                call->calls = use.count;
                call->firstSeenNs = use.firstSeenNs;
                if (const auto found = before.find({process.id, use.abi, use.number}); found != before.end())
                    call->refusedBefore = found->second;
                result.refused += call->refused;
                result.possible += call->possible;
                kills |= call->kills();
                result.calls.push_back(std::move(*call));
            }
        }
    }
    const auto rank = [](const ReplayedCall &call) {
        const auto *syscall = syscalls::Catalogue::builtIn().find(call.abi, call.number);
        return std::tuple(call.isCertain(), syscall ? syscall->risk : syscalls::Risk::Low, call.refused + call.possible);
    };
    std::ranges::stable_sort(result.calls, std::ranges::greater{}, rank);
    if (wasCut)
        result.notes.emplace_back("a recording was cut: what came after its end was not replayed");
    if (hasMissed)
        result.notes.emplace_back("the beginning of a process was missed: what it did before was not replayed");
    if (kills)
        result.notes.emplace_back("an answer ends the process: of what it did afterwards nothing would have happened");
    if (result.refused > 0)
        result.notes.emplace_back("a program that is refused a syscall may go on in another way, with syscalls that were not recorded");
    return result;
}

} // namespace whittle::analysis
