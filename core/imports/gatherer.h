#pragma once

#include "base/abi.h"
#include "imports/flat_map.h"
#include "imports/syscall_names.h"
#include "trace/recording.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace whittle::imports {

/// What is known of the ABI of a call. Native: of the machine that the trace was made on, which the names tell in the end; Compat: of its
/// 32-bit programs.
enum class AbiHint : std::uint8_t { Native, Compat, X32, KnownX86_64, KnownX32, KnownI386, KnownAarch64, KnownArm };
[[nodiscard]] constexpr AbiHint known(Abi abi) { return static_cast<AbiHint>(static_cast<int>(AbiHint::KnownX86_64) + static_cast<int>(abi)); }

/// A syscall as a trace names it.
struct CallKey
{
    AbiHint hint = AbiHint::Native;
    bool isNumber = false;
    std::uint32_t value = 0; // number (x32 without its bit) or NameId

    [[nodiscard]] static CallKey named(NameId name, AbiHint hint = AbiHint::Native) { return {hint, false, name}; }
    [[nodiscard]] static CallKey numbered(std::uint32_t number, AbiHint hint) { return {hint, true, number}; }
    [[nodiscard]] std::uint64_t packed() const { return std::uint64_t{static_cast<std::uint8_t>(hint)} << 33 | std::uint64_t{isNumber} << 32 | value; }
    auto operator<=>(const CallKey &) const = default;
};

/// Fills a recording from what readers understand. Memory is bounded: what comes beyond the limits is counted in a process "others" or not at
/// all, and the recording says so. Not shared between threads.
class Gatherer
{
public:
    using ProcessId = std::uint32_t;
    using UseId = std::uint32_t;
    using PathId = std::uint32_t;
    static constexpr std::uint32_t kNone = FlatMap::kNone;

    struct Limits
    {
        std::size_t processes = 50'000;
        std::size_t uses = 400'000;      // of a syscall by a process
        std::size_t values = 400'000;    // of arguments
        std::size_t paths = 400'000;     // of a path by a process
        std::size_t pathBytes = std::size_t{64} << 20;
        std::size_t denials = 50'000;
    };

    /// assumed: the ABI of programs where nothing tells; empty: what fits the names best.
    explicit Gatherer(std::optional<Abi> assumed = {}) : Gatherer(assumed, Limits()) {}
    Gatherer(std::optional<Abi> assumed, const Limits &limits) : m_assumed(assumed), m_limits(limits) {}

    /// Everything that comes now belongs to this space of process ids (traces of different machines or runs share none).
    void enterSpace(const std::string &name);

    // ---- processes
    /// The thread group that a thread or process id belongs to; made when it is new.
    [[nodiscard]] ProcessId process(std::int64_t pid);
    /// The same for records that name the program each time: another name is another process of the same id.
    [[nodiscard]] ProcessId process(std::int64_t pid, std::string_view comm);
    /// Thread or child: what happened under its id so far, and will, belongs there.
    void addThread(ProcessId group, std::int64_t thread);
    void addChild(ProcessId parent, std::int64_t child);
    [[nodiscard]] bool knows(std::int64_t pid) const { return m_byPid.find(idKey(pid)) != kNone; }
    /// The id now belongs to nobody: the kernel may give it to another.
    void release(std::int64_t pid);
    [[nodiscard]] trace::Process &details(ProcessId process) { return m_processes[process].process; }

    // ---- syscalls
    /// A call by a process; made when it is new. kNone beyond the limits.
    [[nodiscard]] UseId use(ProcessId process, CallKey call, std::int64_t ns);
    void count(UseId use, std::uint64_t times, std::int64_t ns, int error = 0);
    void addValue(UseId use, unsigned index, std::uint64_t value, std::uint64_t times = 1);
    void count(ProcessId process, CallKey call, std::uint64_t times, std::int64_t ns, int error = 0) { count(use(process, call, ns), times, ns, error); }
    void addError(UseId use, int error, std::uint64_t times = 1);
    void addError(ProcessId process, CallKey call, int error, std::uint64_t times = 1) { addError(use(process, call, 0), error, times); }
    void addValue(ProcessId process, CallKey call, unsigned index, std::uint64_t value, std::uint64_t times = 1) { addValue(use(process, call, 0), index, value, times); }
    void addDenial(ProcessId process, CallKey call, const std::string &action, std::uint64_t times, std::int64_t ns);

    // ---- paths
    /// A path that is absolute; "//" and "/./" are tidied. kNone beyond the limits.
    [[nodiscard]] PathId path(std::string_view absolute) { return path(absolute, hashOf(absolute)); }
    [[nodiscard]] PathId path(std::string_view absolute, std::uint64_t hash);
    /// path() with this hash comes soon.
    void expectPath(std::uint64_t hash) const { m_pathsByHash.prefetch(hash); }
    [[nodiscard]] std::string_view pathText(PathId path) const { return m_pathTexts[path]; }
    void addPath(ProcessId process, PathId path, std::uint32_t operations, int error, std::int64_t ns, std::uint64_t times = 1);

    // ---- the rest
    void addPort(int port) { m_ports.insert(port); }
    void addWarning(std::string text);
    void sawTime(std::int64_t ns) { m_latestNs = std::max(m_latestNs, ns); }
    [[nodiscard]] std::int64_t durationNs() const { return m_latestNs; }
    /// The end of the run is not in the trace.
    void setCut() { m_isCut = true; }
    /// What the trace tells of the run itself.
    trace::Subject subject;
    trace::Environment environment;
    std::optional<int> exitStatus;
    std::optional<int> signal;

    /// The recording. The gatherer is empty then.
    [[nodiscard]] trace::Recording finish();

private:
    struct Building
    {
        trace::Process process;
        std::uint32_t space = 0;
        ProcessId mergedInto = kNone;
    };
    struct SeenValues
    {
        trace::ArgumentValues values;
        // The last one comes again, most often.
        std::uint64_t last = 0;
        std::uint64_t *lastCount = nullptr; // in values
    };
    struct Use
    {
        ProcessId process = 0;
        CallKey call;
        std::uint64_t count = 0;
        std::int64_t firstNs = 0;
        std::vector<std::pair<int, std::uint64_t>> errors;
        std::vector<SeenValues> arguments;
    };
    struct PathRecord
    {
        ProcessId process = 0;
        PathId path = 0;
        std::uint32_t operations = 0;
        std::uint64_t count = 0;
        std::uint64_t successes = 0;
        std::int64_t firstNs = 0;
        std::vector<std::pair<int, std::uint64_t>> errors;
    };
    // A use of a path that is not entered yet.
    struct PathEvent
    {
        std::uint64_t key = 0; // process and path
        std::int64_t ns = 0;
        std::uint64_t times = 0; // 0: none
        std::uint32_t operations = 0;
        int error = 0;
    };
    struct Counted
    {
        std::uint64_t count = 0;
        std::int64_t firstNs = 0;
    };
    struct Resolved
    {
        Abi abi;
        int number;
    };

    [[nodiscard]] ProcessId create(std::int64_t pid);
    void enter(const PathEvent &event);
    [[nodiscard]] PathId addPathText(std::string_view tidy, std::uint64_t hash);
    [[nodiscard]] ProcessId others();
    [[nodiscard]] std::uint64_t idKey(std::int64_t pid) const { return std::uint64_t{m_space} << 44 ^ (static_cast<std::uint64_t>(pid) & ((std::uint64_t{1} << 44) - 1)); }
    void merge(ProcessId from, ProcessId into);
    [[nodiscard]] ProcessId root(ProcessId process) const;
    [[nodiscard]] std::vector<Abi> chooseAbis() const; // by space
    [[nodiscard]] std::optional<Resolved> resolve(CallKey call, Abi native) const;
    void writeSyscalls(trace::Recording &recording, const std::vector<int> &places, const std::vector<Abi> &natives);
    void writePaths(trace::Recording &recording, const std::vector<int> &places);
    void writeWarnings(trace::Recording &recording);

    const SyscallNames &m_names = SyscallNames::instance();
    std::optional<Abi> m_assumed;
    Limits m_limits;
    std::vector<std::string> m_spaces;
    std::uint32_t m_space = 0;
    std::vector<Building> m_processes;
    FlatMap m_byPid;                             // idKey → process
    std::map<std::pair<std::uint64_t, std::string>, ProcessId, std::less<>> m_byName; // idKey and comm
    ProcessId m_others = kNone;
    FlatMap m_useIndex;                          // process and call → m_uses
    std::vector<Use> m_uses;
    std::size_t m_values = 0;
    std::map<std::tuple<ProcessId, CallKey, std::string>, Counted> m_denials;
    FlatMap m_pathsByHash;                       // of their text → m_pathTexts
    std::vector<std::string> m_pathTexts;
    std::size_t m_pathBytes = 0;
    FlatMap m_pathIndex;                         // process and path → m_paths
    std::vector<PathRecord> m_paths;
    // What many processes do with many paths fits into no cache: each use waits until its place is near.
    std::array<PathEvent, 16> m_pathEvents;
    std::size_t m_nextPathEvent = 0;
    std::set<int> m_ports;
    std::vector<std::string> m_warnings;
    std::int64_t m_latestNs = 0;
    bool m_isCut = false;
    std::uint64_t m_foldedProcesses = 0;
    std::uint64_t m_lostUses = 0;
    std::uint64_t m_lostPaths = 0;
    std::uint64_t m_lostDenials = 0;
    std::map<std::string, std::uint64_t> m_unresolved;
};

} // namespace whittle::imports
