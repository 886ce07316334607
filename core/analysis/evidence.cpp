#include "analysis/evidence.h"

#include "syscalls/catalogue.h"

#include <algorithm>
#include <format>
#include <vector>

namespace whittle::analysis {

const std::set<std::uint64_t> *SyscallEvidence::valuesOf(unsigned index) const
{
    const auto found = arguments.find(index);
    if (found == arguments.end() || found->second.overflowed || found->second.counted < count)
        return nullptr;
    return &found->second.values;
}

void SyscallEvidence::add(const SyscallEvidence &other)
{
    count += other.count;
    for (const auto &[command, times] : other.byCommand)
        byCommand[command] += times;
}

std::string SyscallEvidence::inWords() const
{
    constexpr std::size_t kMaxNames = 3;
    std::vector<std::pair<std::string, std::uint64_t>> busiest(byCommand.begin(), byCommand.end());
    std::ranges::stable_sort(busiest, std::ranges::greater(), &std::pair<std::string, std::uint64_t>::second);
    std::string text;
    for (std::size_t i = 0; i < std::min(busiest.size(), kMaxNames); ++i)
        text += (i == 0 ? "" : ", ") + busiest[i].first;
    if (busiest.size() > kMaxNames)
        text += std::format(" and {} more", busiest.size() - kMaxNames);
    return std::format("{} ({}×)", text, groupedNumber(count));
}

Evidence gather(std::span<const trace::Recording> recordings)
{
    const syscalls::Catalogue &catalogue = syscalls::Catalogue::builtIn();
    Evidence evidence;
    for (std::size_t position = 0; position < recordings.size(); ++position) {
        const trace::Recording &recording = recordings[position];
        evidence.partial = evidence.partial || !recording.complete;
        for (const trace::Process &process : recording.processes) {
            evidence.partial = evidence.partial || process.beginningMissed;
            evidence.hasExec = evidence.hasExec || (!process.executable.empty() && !process.beginningMissed);
            const std::string command = process.comm.empty() ? "an unnamed process" : process.comm;
            for (const trace::SyscallUse &use : process.syscalls) {
                const syscalls::Syscall *known = catalogue.find(use.abi, use.number);
                evidence.abis.insert(use.abi);
                if (!known) {
                    evidence.unnamed[std::format("{} number {}", abiName(use.abi), use.number)] += use.count;
                    continue;
                }
                SyscallEvidence &one = evidence.syscalls[known->name];
                one.count += use.count;
                one.byCommand[command] += use.count;
                one.recordings.insert(position);
                one.abis.insert(use.abi);
                for (const trace::ArgumentValues &seen : use.arguments) {
                    SeenValues &all = one.arguments[seen.index];
                    all.overflowed = all.overflowed || seen.overflowed;
                    for (const auto &[value, count] : seen.counts) {
                        all.values.insert(value);
                        all.counted += count;
                    }
                }
            }
        }
        for (const trace::Denial &denial : recording.denials) {
            if (const syscalls::Syscall *known = catalogue.find(denial.abi, denial.number)) {
                SyscallEvidence &one = evidence.syscalls[known->name];
                one.denied += denial.count;
                one.denialActions.insert(denial.action);
                one.abis.insert(denial.abi);
                one.recordings.insert(position);
                // A recording may hold the denial alone.
                one.count = std::max(one.count, one.denied);
            }
        }
    }
    return evidence;
}

Cause causeAt(const trace::Recording &recording, std::int64_t ns)
{
    const trace::ProbeResult *running = nullptr;
    const trace::ProbeResult *ended = nullptr;
    bool isLast = true;
    bool isTimed = false;
    for (const auto &probe : recording.probes) {
        // Health checks, and probes that were never made, have no time.
        if (probe.endNs <= probe.startNs)
            continue;
        isTimed = true;
        if (probe.startNs > ns) {
            isLast = false;
        } else if (ns <= probe.endNs) {
            if (!running || probe.startNs >= running->startNs)
                running = &probe;
        } else if (!ended || probe.endNs >= ended->endNs) {
            ended = &probe;
        }
    }
    if (running)
        return {Cause::Kind::Probe, running};
    if (ended)
        return {isLast ? Cause::Kind::End : Cause::Kind::Between, ended};
    return {isTimed ? Cause::Kind::Start : Cause::Kind::Unknown, nullptr};
}

std::string groupedNumber(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3; at -= 3)
        digits.insert(at - 3, " ");
    return digits;
}

} // namespace whittle::analysis
