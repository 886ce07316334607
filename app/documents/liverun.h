#pragma once

#include "documents/livefeed.h"
#include "syscalls/catalogue.h"
#include "trace/live.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace whittle::app {

/// One syscall of a run so far.
struct LiveSyscall
{
    Abi abi = Abi::X86_64;
    int number = 0;
    const syscalls::Syscall *syscall = nullptr; // nullptr: a number without a name
    QString name;
    QString by;
    std::uint64_t calls = 0;
    std::uint64_t refused = 0;
    double firstSeconds = 0;
};

/// What a run's base profile refused: one syscall, one answer, one program.
struct LiveRefusal
{
    Abi abi = Abi::X86_64;
    int number = 0;
    const syscalls::Syscall *syscall = nullptr;
    QString name;
    std::string action; // "SCMP_ACT_ERRNO(1)"
    QString by;
    QString executable;
    int pid = 0;        // of the first
    int processes = 0;
    std::uint64_t count = 0;
    double firstSeconds = 0;
    std::vector<trace::DeniedCall> calls; // different ones, at most trace::Denial::kMaxCalls
    bool moreCalls = false;
};

/// When syscalls were seen for the first time: does a longer run still find something new?
struct SaturationCurve
{
    struct Point
    {
        double seconds = 0;
        int syscalls = 0; // different ones until then
    };
    std::vector<Point> points; // ascending in both
    double seconds = 0;        // length of the run so far

    [[nodiscard]] double lastNewSeconds() const { return points.empty() ? 0 : points.back().seconds; }
    /// Nothing new for as long as it took to find what there is, and for no less than kQuietSeconds.
    [[nodiscard]] bool isSaturated() const;
    static constexpr double kQuietSeconds = 3;
};

/// Everything that a view shows of a run while it lasts, gathered from its changes. GUI thread.
class LiveRun
{
public:
    void add(const trace::LiveChange &change);

    [[nodiscard]] const std::vector<LiveSyscall> &syscalls() const { return m_syscalls; }  // in the order in which they appeared
    [[nodiscard]] const std::vector<LiveRefusal> &refusals() const { return m_refusals; }  // likewise; at most kMaxRefusals
    [[nodiscard]] SaturationCurve curve() const;
    /// Files that came since the last call, oldest first; of more than kMaxNewFiles the newest.
    [[nodiscard]] std::vector<LiveItem> takeNewFiles();
    [[nodiscard]] std::size_t files() const { return m_files; }
    [[nodiscard]] std::size_t processes() const { return m_processes; }
    [[nodiscard]] std::size_t ended() const { return m_ended; }
    [[nodiscard]] std::uint64_t calls() const { return m_calls; }
    [[nodiscard]] std::uint64_t refused() const { return m_refused; }
    [[nodiscard]] double seconds() const { return m_seconds; }
    /// Refusals of further programs that are counted and not kept.
    [[nodiscard]] bool hasMoreRefusals() const { return m_moreRefusals; }

    static constexpr std::size_t kMaxRefusals = 500;
    static constexpr std::size_t kMaxNewFiles = 2000;

private:
    void add(const trace::LiveChange::Refusal &refusal);

    std::vector<LiveSyscall> m_syscalls;
    std::map<std::pair<Abi, int>, std::size_t> m_syscallPlaces;
    std::vector<LiveRefusal> m_refusals;
    std::map<std::tuple<Abi, int, std::string, std::string, std::string>, std::size_t> m_refusalPlaces;
    std::map<std::pair<std::size_t, int>, bool> m_refusedProcesses; // of a place, those that are counted
    std::deque<LiveItem> m_newFiles;
    std::size_t m_files = 0;
    std::size_t m_processes = 0;
    std::size_t m_ended = 0;
    std::uint64_t m_calls = 0;
    std::uint64_t m_refused = 0;
    double m_seconds = 0;
    bool m_moreRefusals = false;
};

} // namespace whittle::app
