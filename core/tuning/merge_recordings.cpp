#include "tuning/merge_recordings.h"

#include <algorithm>
#include <format>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::tuning {

namespace {

using trace::Recording;
using trace::Run;

// The runs of a recording: its own, or those that it was merged of.
std::vector<Run> runsOf(const Recording &recording)
{
    if (!recording.runs.empty())
        return recording.runs;
    return {{recording.subject, recording.environment, recording.complete, recording.stoppedBy, recording.exitStatus, recording.signal, recording.durationNs,
             recording.processes.size()}};
}

void addProcesses(Recording &into, const Recording &from)
{
    std::map<int, int> ids;
    for (const trace::Process &process : from.processes) {
        const auto id = static_cast<int>(into.processes.size());
        ids.emplace(process.id, id);
        into.processes.push_back(process);
        into.processes.back().id = id;
    }
    for (std::size_t i = into.processes.size() - from.processes.size(); i < into.processes.size(); ++i) {
        const auto parent = ids.find(into.processes[i].parent);
        into.processes[i].parent = parent == ids.end() ? -1 : parent->second;
    }
    for (const trace::Denial &denial : from.denials) {
        into.denials.push_back(denial);
        // A foreign recording may name a process that it does not hold; its first one stands for it then.
        const auto process = ids.find(denial.process);
        into.denials.back().process = process == ids.end() ? static_cast<int>(into.processes.size() - from.processes.size()) : process->second;
    }
}

void addWarning(Recording &recording, std::string warning)
{
    if (!std::ranges::contains(recording.warnings, warning))
        recording.warnings.push_back(std::move(warning));
}

// The first run's word, with a warning where another run has another.
template <class Get>
void settle(Recording &merged, std::string_view what, Get get)
{
    std::set<std::string> words;
    for (const Run &run : merged.runs)
        words.insert(get(run));
    if (words.size() < 2)
        return;
    std::string all;
    for (const std::string &word : words)
        all += (all.empty() ? "" : ", ") + (word.empty() ? std::string("none") : word);
    addWarning(merged, std::format("the merged runs differ in their {}: {}; the first run's is named", what, all));
}

std::string commandText(const Run &run)
{
    std::string text;
    for (const std::string &word : run.subject.command)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

void settleWhole(Recording &merged)
{
    const Run &first = merged.runs.front();
    merged.subject = first.subject;
    merged.environment = first.environment;
    merged.complete = std::ranges::all_of(merged.runs, &Run::complete);
    merged.stoppedBy = first.stoppedBy;
    merged.exitStatus = first.exitStatus;
    merged.signal = first.signal;
    std::set<int> ports;
    std::set<std::string> capabilities;
    for (const Run &run : merged.runs) {
        ports.insert(run.subject.ports.begin(), run.subject.ports.end());
        capabilities.insert(run.environment.capabilities.begin(), run.environment.capabilities.end());
        merged.durationNs = std::max(merged.durationNs, run.durationNs);
        if (run.stoppedBy == "cut")
            merged.stoppedBy = run.stoppedBy;
        // Differing endings are those of their runs.
        if (run.exitStatus != first.exitStatus)
            merged.exitStatus.reset();
        if (run.signal != first.signal)
            merged.signal.reset();
        // RFC 3339 in UTC: earlier texts sort first.
        if (!run.environment.startedAt.empty() && (merged.environment.startedAt.empty() || run.environment.startedAt < merged.environment.startedAt))
            merged.environment.startedAt = run.environment.startedAt;
        if (run.subject.kind == "image")
            merged.subject.kind = "image";
    }
    merged.subject.ports.assign(ports.begin(), ports.end());
    merged.environment.capabilities.assign(capabilities.begin(), capabilities.end());

    settle(merged, "kind", [](const Run &run) { return run.subject.kind; });
    settle(merged, "command", commandText);
    settle(merged, "image", [](const Run &run) { return run.subject.image; });
    settle(merged, "image digest", [](const Run &run) { return run.subject.imageDigest; });
    settle(merged, "user", [](const Run &run) { return run.subject.user; });
    settle(merged, "working directory", [](const Run &run) { return run.subject.workingDirectory; });
    settle(merged, "machine", [](const Run &run) { return run.environment.machine; });
    settle(merged, "kernel", [](const Run &run) { return run.environment.kernel; });
    settle(merged, "engine", [](const Run &run) { return run.environment.engine; });
    settle(merged, "runtime", [](const Run &run) { return run.environment.runtime; });
    settle(merged, "base profile", [](const Run &run) { return run.environment.base; });
    settle(merged, "tool", [](const Run &run) { return run.environment.tool; });
    if (std::ranges::any_of(merged.runs, [&](const Run &run) { return std::set(run.environment.capabilities.begin(), run.environment.capabilities.end()) != capabilities; }))
        addWarning(merged, "the merged runs had different capabilities; all of them are named");
}

} // namespace

Result<Recording> mergeRecordings(std::span<const Recording> recordings)
{
    std::vector<const Recording *> different;
    std::size_t processes = 0;
    for (const Recording &recording : recordings) {
        if (std::ranges::any_of(different, [&](const Recording *known) { return *known == recording; }))
            continue;
        different.push_back(&recording);
        processes += recording.processes.size();
    }
    if (different.empty())
        return fail(ErrorCode::InvalidInput, "there is no recording to merge");
    if (processes > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        return fail(ErrorCode::InvalidInput, "the recordings have too many processes");
    if (different.size() == 1)
        return *different.front();
    Recording merged;
    for (const Recording *recording : different) {
        std::vector<Run> runs = runsOf(*recording);
        std::size_t counted = 0;
        for (const Run &run : runs)
            counted += run.processes;
        // Runs of a foreign file may tell of fewer processes than there are; the last run has the rest.
        runs.back().processes += recording->processes.size() - counted;
        merged.runs.insert(merged.runs.end(), std::make_move_iterator(runs.begin()), std::make_move_iterator(runs.end()));
        addProcesses(merged, *recording);
        merged.probes.insert(merged.probes.end(), recording->probes.begin(), recording->probes.end());
        for (const std::string &warning : recording->warnings)
            addWarning(merged, warning);
    }
    settleWhole(merged);
    return merged;
}

} // namespace whittle::tuning
