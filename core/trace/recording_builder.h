#pragma once

#include "base/bpf.h"
#include "trace/live.h"
#include "trace/recording.h"
#include "wire/frame.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace whittle::trace {

/// Makes a recording from the sensor's stream (wire/format.h). Subject and Environment are the caller's, except what the stream tells:
/// kernel, machine and ports. Not shared between threads.
class RecordingBuilder
{
public:
    /// What the sensor is to be told first.
    [[nodiscard]] static std::string configFrame(const wire::Config &config);
    /// A compiled filter as wire::Config carries it.
    [[nodiscard]] static std::vector<std::uint64_t> packFilter(const bpf::Program &program);
    [[nodiscard]] static std::string stopFrame(int signal);
    [[nodiscard]] static std::string ackFrame();

    /// Takes bytes as they come from the sensor's event stream. Errors: InvalidInput when they are not its stream (a version of another
    /// sensor included); what came before is kept.
    [[nodiscard]] Result<> feed(std::string_view bytes);
    /// Hello was read.
    [[nodiscard]] bool hasStarted() const { return m_hello; }
    /// End was read: Ack is due.
    [[nodiscard]] bool hasEnded() const { return m_end.has_value(); }
    /// What the sensor gave as the reason why the program never ran; empty otherwise.
    [[nodiscard]] std::optional<Error> startFailure() const;
    /// From now on what takeLive() gives is kept.
    void followLive() { m_followed = true; }
    /// What came since the last call; empty where that is nothing.
    [[nodiscard]] std::optional<LiveChange> takeLive();

    /// The recording so far. Without End it says so: complete is false and stoppedBy "cut".
    [[nodiscard]] Recording snapshot() const;

private:
    struct Building
    {
        Process process;
        std::map<std::pair<Abi, int>, SyscallUse> syscalls;
        std::map<std::pair<Abi, int>, std::map<unsigned, ArgumentValues>> arguments;
        std::unordered_map<std::string, PathUse> paths;
    };

    Result<> take(const wire::Frame &frame);
    void apply(const wire::ProcessStart &message);
    void apply(const wire::ProcessExec &message);
    void apply(const wire::ProcessExit &message);
    void apply(const wire::ProcessChange &message);
    void apply(const wire::ProcessOwnFilter &message);
    void apply(const wire::Counts &message);
    void apply(const wire::Arguments &message);
    void apply(const wire::Errors &message);
    void apply(const wire::Paths &message);
    void apply(const wire::Denials &message);
    void apply(const wire::DeniedCalls &message);
    void apply(const wire::Listening &message);
    void apply(const wire::Note &message);
    using DenialMap = std::map<std::tuple<int, Abi, int, std::string>, Denial>;
    Denial *denialOf(DenialMap &denials, std::uint32_t key, std::uint32_t arch, std::uint32_t number, std::uint32_t action, std::int64_t firstNs);
    void addCalls(DenialMap &denials, const wire::DeniedCalls &message);
    Building *find(std::uint32_t key);
    SyscallUse *useOf(std::uint32_t key, std::uint32_t arch, std::uint32_t number);

    wire::FrameSplitter m_splitter;
    bool m_hello = false;
    std::string m_kernel;
    std::string m_machine;
    std::vector<Building> m_processes;
    std::map<std::uint32_t, std::size_t> m_index; // key → place in m_processes
    DenialMap m_denials;
    std::set<int> m_ports;
    std::vector<std::string> m_warnings;
    std::optional<wire::End> m_end;
    std::int64_t m_latestNs = 0;

    // For live views: what is new since somebody looked, and what was known before.
    struct SyscallSum
    {
        std::uint64_t unseen = 0;
        std::int64_t firstSeenNs = 0;
        std::string by;
    };
    bool m_followed = false;
    bool m_changed = false;
    std::map<std::pair<Abi, int>, SyscallSum> m_syscallSums;
    std::unordered_set<std::string> m_knownPaths;
    std::vector<LiveChange::File> m_newFiles;
    DenialMap m_newDenials;
    std::size_t m_ended = 0;
    std::uint64_t m_calls = 0;
};

} // namespace whittle::trace
