#include "analysis/usage.h"

#include "analysis/argument_words.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace whittle::analysis {
namespace {

using Key = std::pair<Abi, int>;

bool endsProcess(const Key &key)
{
    const auto *syscall = syscalls::Catalogue::builtIn().find(key.first, key.second);
    return syscall && (syscall->name == "exit" || syscall->name == "exit_group");
}

} // namespace

std::string programOf(const trace::Recording &recording, const trace::Process &process)
{
    const auto *parent = &process;
    // Parents come before their children; a file that says otherwise ends the search.
    for (std::size_t steps = 0; parent && steps <= recording.processes.size(); ++steps) {
        if (!parent->executable.empty())
            return parent->executable;
        parent = parent->parent < 0 ? nullptr : recording.process(parent->parent);
    }
    return {};
}

std::string processName(const trace::Recording &recording, const trace::Process &process)
{
    if (!process.comm.empty())
        return process.comm;
    if (const auto program = programOf(recording, process); !program.empty())
        return program.substr(program.rfind('/') + 1);
    return std::to_string(process.pid);
}

Growth growthOf(const trace::Recording &recording)
{
    std::map<Key, std::int64_t> first;
    for (const auto &process : recording.processes) {
        for (const auto &use : process.syscalls) {
            const auto [at, isNew] = first.try_emplace({use.abi, use.number}, use.firstSeenNs);
            at->second = std::min(at->second, use.firstSeenNs);
        }
    }
    std::map<std::int64_t, std::vector<Key>> byTime;
    for (const auto &[key, at] : first)
        byTime[std::max<std::int64_t>(at, 0)].push_back(key);

    Growth growth;
    growth.durationNs = recording.durationNs;
    growth.distinct = first.size();
    // Summaries and logs that were imported have no times: everything at one moment is no growth.
    if (byTime.empty() || (byTime.size() == 1 && byTime.begin()->first == 0 && recording.durationNs == 0))
        return growth;
    std::size_t distinct = 0;
    for (auto &[at, keys] : byTime) {
        distinct += keys.size();
        if (!std::ranges::all_of(keys, endsProcess))
            growth.saturatedAtNs = at;
        growth.steps.push_back({at, std::move(keys), distinct});
    }
    growth.durationNs = std::max(growth.durationNs, growth.steps.back().atNs);
    return growth;
}

std::size_t Growth::newSince(std::int64_t ns) const
{
    const auto from = std::ranges::lower_bound(steps, ns, {}, &GrowthStep::atNs);
    return distinct - (from == steps.begin() ? 0 : std::prev(from)->distinct);
}

std::size_t ProcessUsage::distinct() const
{
    return std::accumulate(syscalls.begin(), syscalls.end(), std::size_t{0});
}

std::vector<ProcessUsage> usageByProcess(Recordings recordings)
{
    struct Made
    {
        ProcessUsage usage;
        std::set<Key> syscalls;
    };
    std::map<std::string, Made> byName;
    for (const auto *recording : recordings) {
        for (const auto &process : recording->processes) {
            auto &made = byName[processName(*recording, process)];
            ++made.usage.processes;
            for (const auto &use : process.syscalls) {
                made.usage.calls += use.count;
                made.syscalls.emplace(use.abi, use.number);
            }
        }
    }
    std::map<Key, std::size_t> makers;
    for (const auto &[name, made] : byName)
        for (const auto &key : made.syscalls)
            ++makers[key];

    std::vector<ProcessUsage> result;
    for (auto &[name, made] : byName) {
        made.usage.name = name;
        for (const auto &key : made.syscalls) {
            const auto *syscall = syscalls::Catalogue::builtIn().find(key.first, key.second);
            ++made.usage.syscalls[static_cast<std::size_t>(syscall ? syscall->risk : syscalls::Risk::Low)];
            made.usage.alone += makers.at(key) == 1 ? 1U : 0U;
        }
        result.push_back(std::move(made.usage));
    }
    std::ranges::stable_sort(result, std::ranges::greater(), [](const ProcessUsage &usage) { return std::pair(usage.distinct(), usage.calls); });
    return result;
}

std::string ArgumentDiversity::argumentName() const
{
    return analysis::argumentName(*syscall, abi, index);
}

std::string ArgumentDiversity::valuesText(std::size_t most) const
{
    return analysis::valuesText(*syscall, abi, index, std::span(values).first(std::min(most, values.size())));
}

std::vector<ArgumentDiversity> argumentDiversity(Recordings recordings)
{
    struct Seen
    {
        std::set<std::uint64_t> values;
        bool overflowed = false;
        std::uint64_t calls = 0;
    };
    std::map<std::tuple<Abi, int, unsigned>, Seen> all;
    for (const auto *recording : recordings) {
        for (const auto &process : recording->processes) {
            for (const auto &use : process.syscalls) {
                for (const auto &argument : use.arguments) {
                    auto &seen = all[{use.abi, use.number, argument.index}];
                    seen.overflowed |= argument.overflowed;
                    for (const auto &[value, count] : argument.counts) {
                        seen.values.insert(value);
                        seen.calls += count;
                    }
                }
            }
        }
    }
    std::vector<ArgumentDiversity> result;
    for (const auto &[key, seen] : all) {
        const auto &[abi, number, index] = key;
        const auto *syscall = syscalls::Catalogue::builtIn().find(abi, number);
        if (!syscall || seen.values.empty())
            continue;
        result.push_back({abi, syscall, index, {seen.values.begin(), seen.values.end()}, seen.overflowed, seen.calls});
    }
    std::ranges::stable_sort(result, {}, [](const ArgumentDiversity &d) {
        return std::tuple(-static_cast<int>(d.syscall->risk), d.overflowed, d.values.size(), std::string_view(d.syscall->name), d.index);
    });
    return result;
}

} // namespace whittle::analysis
