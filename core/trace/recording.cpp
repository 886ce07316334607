#include "trace/recording.h"

#include <algorithm>

namespace whittle::trace {

const Process *Recording::process(int id) const
{
    // Recordings count their processes from 0; merged and foreign ones may not.
    const auto place = static_cast<std::size_t>(id);
    if (id >= 0 && place < processes.size() && processes[place].id == id)
        return &processes[place];
    const auto found = std::ranges::find(processes, id, &Process::id);
    return found == processes.end() ? nullptr : &*found;
}

std::vector<SyscallSummary> summarise(const Recording &recording)
{
    struct First
    {
        std::int64_t ns;
        int process;
    };
    std::map<std::pair<Abi, int>, SyscallSummary> sums;
    std::map<std::pair<Abi, int>, std::vector<First>> firsts;
    for (const Process &process : recording.processes) {
        for (const SyscallUse &use : process.syscalls) {
            const auto key = std::pair(use.abi, use.number);
            auto [at, isNew] = sums.try_emplace(key, SyscallSummary{use.abi, use.number, 0, use.firstSeenNs, {}});
            at->second.count += use.count;
            at->second.firstSeenNs = std::min(at->second.firstSeenNs, use.firstSeenNs);
            firsts[key].push_back({use.firstSeenNs, process.id});
        }
    }
    std::vector<SyscallSummary> result;
    result.reserve(sums.size());
    for (auto &[key, sum] : sums) {
        auto &order = firsts[key];
        std::ranges::sort(order, {}, [](const First &first) { return std::pair(first.ns, first.process); });
        for (const First &first : order)
            sum.processes.push_back(first.process);
        result.push_back(std::move(sum));
    }
    return result;
}

} // namespace whittle::trace
