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

QString SyscallEvidence::processList(std::size_t most) const
{
    QStringList list;
    for (std::size_t i = 0; i < processes.size() && i < most; ++i)
        list << (*names)[processes[i]];
    const QString text = list.join(QStringLiteral(", "));
    if (processes.size() <= most)
        return text;
    return QCoreApplication::translate("whittle::app::Evidence", "%1 and %n more", nullptr, static_cast<int>(processes.size() - most)).arg(text);
}

Evidence::Evidence(std::vector<OpenRecording> recordings) : m_recordings(std::make_shared<const std::vector<OpenRecording>>(std::move(recordings)))
{
    std::unordered_map<QString, std::uint32_t> places;
    const auto names = std::make_shared<std::vector<QString>>();
    for (const auto &open : *m_recordings)
        take(open, places, *names);
    m_names = names;
    for (auto &[key, evidence] : m_syscalls)
        evidence.names = m_names;
    for (auto &[key, uses] : *m_uses)
        std::ranges::stable_sort(uses, std::ranges::greater{}, [](const ProcessEvidence &e) { return e.use->count; });
}

/// Of one recording, all that is summed up; thousands of processes are nothing rare.
void Evidence::take(const OpenRecording &open, std::unordered_map<QString, std::uint32_t> &places, std::vector<QString> &names)
{
    struct First
    {
        std::int64_t ns;
        std::size_t process; // place in the recording
        std::uint64_t count;
    };
    const auto &recording = *open.recording;
    std::vector<std::uint32_t> nameOf;
    std::map<Key, std::vector<First>> firsts;
    for (std::size_t i = 0; i < recording.processes.size(); ++i) {
        const auto &process = recording.processes[i];
        const auto [place, isNew] = places.try_emplace(processName(recording, process), static_cast<std::uint32_t>(names.size()));
        if (isNew)
            names.push_back(place->first);
        nameOf.push_back(place->second);
        for (const auto &use : process.syscalls) {
            const Key key(use.abi, use.number);
            firsts[key].push_back({use.firstSeenNs, i, use.count});
            (*m_uses)[key].push_back({&process, &use, &open});
        }
    }
    for (auto &[key, order] : firsts) {
        std::ranges::stable_sort(order, {}, &First::ns);
        auto &evidence = m_syscalls[key];
        const std::int64_t first = order.front().ns;
        evidence.firstSeenNs = evidence.count == 0 ? first : std::min(evidence.firstSeenNs, first);
        evidence.causes.push_back(analysis::causeAt(recording, first));
        std::vector<bool> known(names.size());
        for (const auto name : evidence.processes)
            known[name] = true;
        for (const auto &[ns, process, count] : order) {
            evidence.count += count;
            if (const auto name = nameOf[process]; !known[name]) {
                known[name] = true;
                evidence.processes.push_back(name);
            }
        }
    }
    for (const auto &denial : recording.denials)
        m_syscalls[{denial.abi, denial.number}].denials[denial.action] += denial.count;
    m_hasProbes |= std::ranges::any_of(recording.probes, [](const trace::ProbeResult &probe) { return probe.endNs > probe.startNs; });
}

bool isAmong(const std::vector<OpenRecording> &recordings, const OpenRecording &recording)
{
    return std::ranges::any_of(recordings, [&](const OpenRecording &r) { return r.recording == recording.recording || (!r.path.isEmpty() && r.path == recording.path); });
}

const SyscallEvidence *Evidence::of(Abi abi, int number) const
{
    const auto found = m_syscalls.find({abi, number});
    return found == m_syscalls.end() ? nullptr : &found->second;
}

const std::vector<ProcessEvidence> &Evidence::processesOf(Abi abi, int number) const
{
    static const std::vector<ProcessEvidence> kNone;
    const auto found = m_uses->find({abi, number});
    return found == m_uses->end() ? kNone : found->second;
}

} // namespace whittle::app
