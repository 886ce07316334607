#include "documents/liverun.h"

#include <algorithm>
#include <iterator>

namespace whittle::app {
namespace {

constexpr double kNsPerSecond = 1e9;

QString nameOf(Abi abi, int number)
{
    return QString::fromStdString(syscalls::Catalogue::builtIn().nameOf(abi, number));
}

} // namespace

bool SaturationCurve::isSaturated() const
{
    const double quiet = seconds - lastNewSeconds();
    return !points.empty() && quiet >= kQuietSeconds && quiet >= lastNewSeconds();
}

void LiveRun::add(const trace::LiveChange &change)
{
    const auto *catalogue = &syscalls::Catalogue::builtIn();
    for (const auto &made : change.syscalls) {
        const auto [at, isNew] = m_syscallPlaces.try_emplace({made.abi, made.number}, m_syscalls.size());
        if (isNew)
            m_syscalls.push_back({made.abi, made.number, catalogue->find(made.abi, made.number), nameOf(made.abi, made.number), QString::fromStdString(made.by), 0, 0,
                static_cast<double>(made.firstSeenNs) / kNsPerSecond});
        auto &syscall = m_syscalls[at->second];
        syscall.calls += made.more;
        syscall.firstSeconds = static_cast<double>(made.firstSeenNs) / kNsPerSecond;
    }
    m_files += change.files.size();
    const std::size_t kept = std::min(change.files.size(), kMaxNewFiles);
    for (auto file = std::prev(change.files.end(), static_cast<std::ptrdiff_t>(kept)); file != change.files.end(); ++file)
        m_newFiles.push_back({QString::fromStdString(file->path), QString::fromStdString(file->by), static_cast<double>(file->seenNs) / kNsPerSecond, file->failed});
    while (m_newFiles.size() > kMaxNewFiles)
        m_newFiles.pop_front();
    for (const auto &refusal : change.refusals)
        add(refusal);
    m_processes = change.processes;
    m_ended = change.ended;
    m_calls = change.calls;
    m_seconds = std::max(m_seconds, static_cast<double>(change.timeNs) / kNsPerSecond);
}

void LiveRun::add(const trace::LiveChange::Refusal &refusal)
{
    const auto &denial = refusal.denial;
    m_refused += denial.count;
    if (const auto syscall = m_syscallPlaces.find({denial.abi, denial.number}); syscall != m_syscallPlaces.end())
        m_syscalls[syscall->second].refused += denial.count;
    const std::tuple key(denial.abi, denial.number, denial.action, refusal.by, refusal.executable);
    auto at = m_refusalPlaces.find(key);
    if (at == m_refusalPlaces.end()) {
        if (m_refusals.size() >= kMaxRefusals) {
            m_moreRefusals = true;
            return;
        }
        at = m_refusalPlaces.emplace(key, m_refusals.size()).first;
        m_refusals.push_back({denial.abi, denial.number, syscalls::Catalogue::builtIn().find(denial.abi, denial.number), nameOf(denial.abi, denial.number), denial.action, QString::fromStdString(refusal.by),
            QString::fromStdString(refusal.executable), refusal.pid, 0, 0, static_cast<double>(denial.firstSeenNs) / kNsPerSecond, {}, false});
    }
    auto &row = m_refusals[at->second];
    row.count += denial.count;
    if (m_refusedProcesses.try_emplace({at->second, denial.process}, true).second)
        ++row.processes;
    row.moreCalls |= denial.moreCalls;
    for (const auto &call : denial.calls) {
        const auto same = std::ranges::find_if(row.calls, [&](const trace::DeniedCall &known) { return known.arguments == call.arguments && known.path == call.path; });
        if (same != row.calls.end())
            same->count += call.count;
        else if (row.calls.size() < trace::Denial::kMaxCalls)
            row.calls.push_back(call);
        else
            row.moreCalls = true;
    }
}

SaturationCurve LiveRun::curve() const
{
    SaturationCurve curve;
    curve.seconds = m_seconds;
    std::vector<double> firsts;
    firsts.reserve(m_syscalls.size());
    std::ranges::transform(m_syscalls, std::back_inserter(firsts), &LiveSyscall::firstSeconds);
    std::ranges::sort(firsts);
    for (std::size_t i = 0; i < firsts.size(); ++i)
        curve.points.push_back({firsts[i], static_cast<int>(i) + 1});
    return curve;
}

std::vector<LiveItem> LiveRun::takeNewFiles()
{
    std::vector<LiveItem> files(std::make_move_iterator(m_newFiles.begin()), std::make_move_iterator(m_newFiles.end()));
    m_newFiles.clear();
    return files;
}

} // namespace whittle::app
