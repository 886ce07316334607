#pragma once

#include "base/abi.h"
#include "trace/recording.h"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>

namespace whittle::analysis {

/// The values that one argument was seen with, in all recordings together.
struct SeenValues
{
    std::set<std::uint64_t> values;
    std::uint64_t counted = 0; // calls whose value is known
    bool overflowed = false;   // there were more values than a recording keeps
};

/// What recordings say about one syscall, whatever their order.
struct SyscallEvidence
{
    std::uint64_t count = 0;
    std::uint64_t denied = 0; // of these, answered by the base profile in the kernel's place
    std::set<std::string> denialActions; // "SCMP_ACT_ERRNO(1)"
    std::map<std::string, std::uint64_t> byCommand; // comm → count
    std::map<unsigned, SeenValues> arguments;
    std::set<std::size_t> recordings; // positions in the span
    std::set<Abi> abis;

    /// Adds counts and commands only; for summing up a group in words.
    void add(const SyscallEvidence &other);
    /// All values of an argument, or nullptr where some calls' values are not known.
    [[nodiscard]] const std::set<std::uint64_t> *valuesOf(unsigned index) const;
    /// "nginx, sh (1 204×)"; at most three commands are named, the busiest first.
    [[nodiscard]] std::string inWords() const;
};

struct Evidence
{
    std::map<std::string, SyscallEvidence> syscalls; // by name
    std::map<std::string, std::uint64_t> unnamed;    // calls of numbers that have no name: "x86_64 number 999" → count
    std::set<Abi> abis;
    bool partial = false; // the beginning of a process was missed, or a recording was cut
    bool hasExec = false; // a program was seen from its first instruction on
};

[[nodiscard]] Evidence gather(std::span<const trace::Recording> recordings);

/// What was going on in a recording at a moment.
struct Cause
{
    enum class Kind {
        Unknown, // the recording has no probes with a time: nothing to tell by
        Start,   // before the first probe began
        Probe,   // while one ran
        Between, // after one had ended, before the next began
        End,     // after the last one had ended
    };
    Kind kind = Kind::Unknown;
    const trace::ProbeResult *probe = nullptr; // Probe: which one; Between and End: the one that had ended last

    bool operator==(const Cause &) const = default;
};

/// Which probe caused what was first seen at a time (in ns since the start of the recording): the one that ran then, the later one
/// where two did. The pointer is into the recording.
[[nodiscard]] Cause causeAt(const trace::Recording &recording, std::int64_t ns);

/// 1204 → "1 204".
[[nodiscard]] std::string groupedNumber(std::uint64_t number);

} // namespace whittle::analysis
