#pragma once

#include "sensor/calls.h"

#include <sched.h>
#include <sys/types.h>

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace whittle::sensor {

/// What one process did with one syscall since the last message about it.
struct CallCount
{
    std::uint64_t unsent = 0;
    std::int64_t firstNs = -1;
};

/// The syscalls of one process in one architecture. Numbers of the usual range stand in an array, others (x32, ARM's own) in a map.
struct CallTable
{
    static constexpr std::size_t kUsual = 512;
    std::uint32_t arch = 0;
    std::array<CallCount, kUsual> usual = {};
    std::map<std::uint32_t, CallCount> others;
    std::vector<std::uint32_t> unsent; // numbers whose unsent is not 0
};

/// A kept number of distinct values with how often each was seen.
struct ValueCounts
{
    static constexpr std::size_t kMaxValues = 64; // trace/recording.h, ArgumentValues
    struct Value
    {
        std::uint64_t value = 0;
        std::uint64_t unsent = 0;
    };
    std::vector<Value> values; // the one that was seen last stands first
    bool overflowed = false;
    bool overflowSent = false;
    bool isUnsent = false;
};

/// What the base filter refused one process of one syscall.
struct DenialCount
{
    static constexpr std::size_t kMaxCalls = 16; // trace/recording.h, Denial
    struct Call
    {
        std::array<std::uint64_t, 6> arguments = {};
        std::string path;
        std::uint64_t unsent = 0;
    };
    std::uint64_t unsent = 0;
    std::int64_t firstNs = 0;
    std::vector<Call> calls; // different ones, as they came
    bool overflowed = false;
    bool overflowSent = false;
};

/// One traced thread group.
struct Process
{
    std::uint32_t key = 0; // on the wire
    pid_t group = 0;       // thread group id
    int threads = 0;       // that are traced and have not reported their end
    int exiting = 0;       // of these, held or seen in PTRACE_EVENT_EXIT
    bool waitsForExec = false; // is still our own code, on the way to the program; nothing is recorded
    bool isFirst = false;
    bool ownFilter = false;   // it loaded a filter: every syscall is seen with two stops
    bool unfiltered = false;  // it does not have our filter: two stops, and denials are made at the entry
    bool filterComes = false; // a thread is about to load a filter; two stops from now on
    pid_t heldLoader = 0;     // that thread, while others still run with one stop
    int switching = 0;        // threads that have not stopped since filterComes
    bool beginningMissed = false;

    std::vector<CallTable> tables;
    std::map<std::array<std::uint32_t, 3>, ValueCounts> values;          // arch, number, index
    std::vector<std::array<std::uint32_t, 3>> unsentValues;              // keys of values
    std::map<std::array<std::uint32_t, 3>, std::uint64_t> errors;        // arch, number, errno; unsent
    std::map<std::array<std::uint32_t, 3>, DenialCount> denials;         // arch, number, action

    [[nodiscard]] bool twoStops() const { return ownFilter || unfiltered || filterComes; }
};

/// A syscall whose end is awaited.
struct PendingCall
{
    const Call *call = nullptr;
    std::uint32_t arch = 0;
    std::uint32_t number = 0;
    std::array<std::uint64_t, 6> arguments = {};
    struct Path
    {
        std::string path;
        std::uint32_t operations = 0;
    };
    std::array<Path, 2> paths;
    std::optional<std::int64_t> forcedResult; // to be put in place at the exit stop
};

/// One traced thread.
struct Thread
{
    pid_t id = 0;
    Process *process = nullptr;
    bool started = false;   // its first stop was seen
    bool awaitsExit = false; // a syscall is under way whose exit stop is wanted
    bool inSyscall = false;  // two stops: the entry was seen
    bool exiting = false;
    bool switching = false;  // was interrupted to go on with two stops
    PendingCall pending;

    // Sharing the tracer's processor (processor_sharing.h).
    bool pinned = false;
    bool wasPinned = false;
    bool inAffinityCall = false;
    cpu_set_t ownProcessors{}; // what the thread would have; valid when wasPinned
    std::uint32_t stops = 0; // since the last tick
};

} // namespace whittle::sensor
