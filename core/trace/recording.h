#pragma once

#include "base/abi.h"
#include "base/result.h"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace whittle::trace {

/// The small set of values that one argument of a syscall was seen with (arguments of interest only: socket family, clone flags, …).
struct ArgumentValues
{
    static constexpr std::size_t kMaxValues = 64;
    unsigned index = 0;
    std::map<std::uint64_t, std::uint64_t> counts; // value → how often; at most kMaxValues values
    bool overflowed = false;                       // more values were seen than are kept

    bool operator==(const ArgumentValues &) const = default;
};

/// One syscall as one process made it.
struct SyscallUse
{
    Abi abi = Abi::X86_64;
    int number = 0; // without the x32 bit
    std::uint64_t count = 0;
    std::int64_t firstSeenNs = 0;               // since the start of the recording
    std::map<int, std::uint64_t> errors;        // errno → how often; only where the result was looked at
    std::vector<ArgumentValues> arguments;      // by index

    bool operator==(const SyscallUse &) const = default;
};

/// What was done with a path, as bits of PathUse::operations.
namespace path_operation {
inline constexpr std::uint32_t kRead = 1 << 0;    // opened for reading
inline constexpr std::uint32_t kWrite = 1 << 1;   // opened for writing or truncated
inline constexpr std::uint32_t kCreate = 1 << 2;  // created (open with O_CREAT, mkdir, mknod, symlink, bind)
inline constexpr std::uint32_t kExecute = 1 << 3; // executed, or read by the kernel as interpreter
inline constexpr std::uint32_t kStat = 1 << 4;    // metadata read: stat, access, readlink, getxattr
inline constexpr std::uint32_t kList = 1 << 5;    // opened as a directory
inline constexpr std::uint32_t kDelete = 1 << 6;
inline constexpr std::uint32_t kRename = 1 << 7;  // either name
inline constexpr std::uint32_t kLink = 1 << 8;
inline constexpr std::uint32_t kChange = 1 << 9;  // chmod, chown, utimes, setxattr
inline constexpr std::uint32_t kChdir = 1 << 10;  // chdir, chroot, pivot_root
inline constexpr std::uint32_t kMap = 1 << 11;    // mapped executable
inline constexpr std::uint32_t kMount = 1 << 12;
inline constexpr std::uint32_t kConnect = 1 << 13; // unix socket
} // namespace path_operation

/// One path as one process used it. Absolute as seen from the container's (or machine's) root, not resolved through symbolic links.
struct PathUse
{
    std::string path; // bytes as the kernel got them
    std::uint32_t operations = 0; // path_operation bits that succeeded or, when all failed, that were tried
    std::uint64_t count = 0;
    std::map<int, std::uint64_t> errors; // errno → how often
    std::uint64_t successes = 0;
    std::int64_t firstSeenNs = 0;

    bool operator==(const PathUse &) const = default;
};

/// One thread group.
struct Process
{
    int id = 0;         // stable inside one recording: pids are used again, ids are not
    int parent = -1;    // id; -1: started by us or unknown
    int pid = 0;        // as the process itself sees it
    std::string comm;   // last name
    std::string executable; // of the last exec; empty when it never executed
    std::vector<std::string> argv; // of the last exec, cut to 64 words of 256 bytes
    unsigned uid = 0;   // effective, when last looked at
    std::int64_t startNs = 0;
    std::int64_t endNs = -1;               // -1: was still there
    std::optional<int> exitStatus;
    std::optional<int> signal;             // that ended it
    bool beginningMissed = false;          // was adopted when it already ran
    bool ownFilter = false;                // loaded a seccomp filter of its own
    std::optional<unsigned> firstUid;      // effective, when first looked at; only where uid is another
    std::vector<SyscallUse> syscalls;      // by (abi, number)
    std::vector<PathUse> paths;            // by path

    bool operator==(const Process &) const = default;
};

/// One of the calls that a Denial sums up.
struct DeniedCall
{
    std::array<std::uint64_t, 6> arguments = {}; // as in the registers: of a pointer only where it points
    std::string path;  // the first one of a call that takes paths, absolute; empty: none, or it could not be read
    std::uint64_t count = 0;

    bool operator==(const DeniedCall &) const = default;
};

/// A call that the base profile answered in the kernel's place.
struct Denial
{
    static constexpr std::size_t kMaxCalls = 16;
    int process = 0; // id
    Abi abi = Abi::X86_64;
    int number = 0;
    std::string action; // "SCMP_ACT_ERRNO(1)"
    std::uint64_t count = 0;
    std::int64_t firstSeenNs = 0;
    std::vector<DeniedCall> calls; // different ones, as they came; at most kMaxCalls; none in recordings of older versions
    bool moreCalls = false;        // there were more than are kept

    bool operator==(const Denial &) const = default;
};

struct ProbeResult
{
    std::string probe;   // "GET http :80 /" or the command
    bool passed = false;
    int status = 0;      // HTTP status or exit status
    std::string detail;  // what went wrong
    std::uint64_t bytes = 0; // of the body
    std::string bodyDigest;  // "sha256:…"
    std::int64_t startNs = 0;
    std::int64_t endNs = 0;

    bool operator==(const ProbeResult &) const = default;
};

/// What ran and where.
struct Subject
{
    std::string kind;    // "program" or "image"
    std::vector<std::string> command;
    std::string image;   // reference as given
    std::string imageDigest;
    std::string user;
    std::string workingDirectory;
    std::vector<int> ports; // TCP ports that were listened on

    bool operator==(const Subject &) const = default;
};

struct Environment
{
    std::string kernel;  // uname -r
    std::string machine; // "x86_64"
    std::string engine;  // "docker 26.1.5", empty for a local program
    std::string runtime; // "runc 1.1.15"
    std::string base;    // "docker-default", "none", a path: the profile whose answers were given
    std::vector<std::string> capabilities; // of the production container
    std::string tool;    // "whittle 0.1.0"
    std::string startedAt; // RFC 3339, UTC

    bool operator==(const Environment &) const = default;
};

/// One run of a recording that was put together of several: what is said of a run as a whole. Its processes follow each other in the recording.
struct Run
{
    Subject subject;
    Environment environment;
    bool complete = false;
    std::string stoppedBy;
    std::optional<int> exitStatus;
    std::optional<int> signal;
    std::int64_t durationNs = 0;
    std::size_t processes = 0; // how many of the recording's, after those of the runs before

    bool operator==(const Run &) const = default;
};

/// What was seen in one or more runs, never what it means. Immutable once read; a plain value.
struct Recording
{
    Subject subject;
    Environment environment;
    std::vector<Process> processes; // by id
    std::vector<Denial> denials;
    std::vector<ProbeResult> probes;
    std::vector<std::string> warnings; // anything that makes it incomplete, in words
    bool complete = false;             // the stream had its end marker
    std::string stoppedBy;             // "exit", "stop", "cut"
    std::optional<int> exitStatus;     // of the first process
    std::optional<int> signal;
    std::int64_t durationNs = 0;
    std::vector<Run> runs; // where several were merged (tuning/merge_recordings.h); times are since the start of each

    bool operator==(const Recording &) const = default;

    [[nodiscard]] const Process *process(int id) const;
};

/// One syscall over a whole recording, for tables and proposals.
struct SyscallSummary
{
    Abi abi = Abi::X86_64;
    int number = 0;
    std::uint64_t count = 0;
    std::int64_t firstSeenNs = 0;
    std::vector<int> processes; // ids, in order of first use
};

/// Sums over processes; sorted by (abi, number).
[[nodiscard]] std::vector<SyscallSummary> summarise(const Recording &recording);

} // namespace whittle::trace
