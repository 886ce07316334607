#include "trace/live.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace whittle::trace {

LiveChange changeBetween(const Recording &recording, std::int64_t fromNs, std::int64_t toNs)
{
    LiveChange change;
    const auto isNow = [&](std::int64_t ns) { return ns >= fromNs && ns < toNs; };
    struct First
    {
        std::int64_t ns = std::numeric_limits<std::int64_t>::max();
        const Process *process = nullptr;
        std::uint64_t count = 0;
        const PathUse *path = nullptr;
    };
    std::map<std::pair<Abi, int>, First> syscalls;
    std::map<std::string_view, First> files;
    const auto note = [](First &first, std::int64_t ns, const Process &process) {
        if (ns >= first.ns)
            return false;
        first.ns = ns;
        first.process = &process;
        return true;
    };
    for (const Process &process : recording.processes) {
        change.processes += process.startNs < toNs;
        change.ended += process.endNs >= 0 && process.endNs < toNs;
        for (const SyscallUse &use : process.syscalls) {
            First &first = syscalls[{use.abi, use.number}];
            note(first, use.firstSeenNs, process);
            first.count += use.count;
        }
        for (const PathUse &use : process.paths) {
            First &first = files[use.path];
            if (note(first, use.firstSeenNs, process))
                first.path = &use;
        }
    }
    for (const auto &[key, first] : syscalls) {
        if (first.ns < toNs)
            change.calls += first.count;
        if (isNow(first.ns))
            change.syscalls.push_back({key.first, key.second, first.count, first.ns, first.process->comm});
    }
    for (const auto &[path, first] : files) {
        if (isNow(first.ns))
            change.files.push_back({std::string(path), first.process->comm, first.ns, first.path->successes == 0});
    }
    std::ranges::stable_sort(change.files, {}, &LiveChange::File::seenNs);
    for (const Denial &denial : recording.denials) {
        const Process *process = recording.process(denial.process);
        if (isNow(denial.firstSeenNs) && process)
            change.refusals.push_back({denial, process->comm, process->executable, process->pid});
    }
    change.timeNs = std::min(toNs, recording.durationNs);
    return change;
}

LiveChange wholeChange(const Recording &recording)
{
    return changeBetween(recording, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max());
}

} // namespace whittle::trace
