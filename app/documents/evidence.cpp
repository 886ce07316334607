#include "documents/evidence.h"

#include "analysis/usage.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace whittle::app {

QString OpenRecording::title() const
{
    if (!path.isEmpty())
        return QFileInfo(path).fileName();
    if (!name.isEmpty())
        return name;
    return QCoreApplication::translate("whittle::app::OpenRecording", "Recording");
}

QString programOf(const trace::Recording &recording, const trace::Process &process)
{
    return QString::fromStdString(analysis::programOf(recording, process));
}

QString processName(const trace::Recording &recording, const trace::Process &process)
{
    return QString::fromStdString(analysis::processName(recording, process));
}

Evidence::Evidence(std::vector<OpenRecording> recordings) : m_recordings(std::move(recordings))
{
    for (const auto &open : m_recordings) {
        for (const auto &summary : trace::summarise(*open.recording)) {
            auto &evidence = m_syscalls[{summary.abi, summary.number}];
            evidence.firstSeenNs = evidence.count == 0 ? summary.firstSeenNs : std::min(evidence.firstSeenNs, summary.firstSeenNs);
            evidence.count += summary.count;
            for (const int id : summary.processes) {
                const auto *process = open.recording->process(id);
                const QString name = process ? processName(*open.recording, *process) : QString::number(id);
                if (!std::ranges::contains(evidence.processes, name))
                    evidence.processes.push_back(name);
            }
        }
        for (const auto &denial : open.recording->denials)
            m_syscalls[{denial.abi, denial.number}].denials[denial.action] += denial.count;
    }
}

const SyscallEvidence *Evidence::of(Abi abi, int number) const
{
    const auto found = m_syscalls.find({abi, number});
    return found == m_syscalls.end() ? nullptr : &found->second;
}

std::vector<ProcessEvidence> Evidence::processesOf(Abi abi, int number) const
{
    std::vector<ProcessEvidence> result;
    for (const auto &open : m_recordings)
        for (const auto &process : open.recording->processes)
            for (const auto &use : process.syscalls)
                if (use.abi == abi && use.number == number)
                    result.push_back({&process, &use, &open});
    std::ranges::stable_sort(result, std::ranges::greater{}, [](const ProcessEvidence &e) { return e.use->count; });
    return result;
}

} // namespace whittle::app
