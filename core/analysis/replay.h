#pragma once

#include "profile/filter.h"
#include "trace/recording.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace whittle::analysis {

/// A value of an argument with which calls are refused, or may be.
struct ReplayedValue
{
    unsigned index = 0;
    std::uint64_t value = 0;
    std::uint64_t count = 0;  // calls that had it
    bool refused = false;     // whatever the other arguments are

    bool operator==(const ReplayedValue &) const = default;
};

/// What a profile does to one syscall of one process of a recording.
struct ReplayedCall
{
    std::size_t recording = 0; // position among those that were replayed
    int process = 0;           // id in that recording
    Abi abi = Abi::X86_64;
    int number = 0;
    std::uint64_t calls = 0;    // all that the process made
    std::uint64_t refused = 0;  // of these, certainly
    std::uint64_t possible = 0; // of these, further ones that may be: the recording does not tell
    std::uint64_t refusedBefore = 0; // of all, those that the recording's own base refused when it was made
    std::vector<profile::Decision> answers; // that refuse, each once
    std::vector<ReplayedValue> values;      // where arguments decide; by index, most calls first
    std::vector<unsigned> unknown;          // arguments that decide and whose values were not recorded, or not all
    std::int64_t firstSeenNs = 0;

    [[nodiscard]] bool isCertain() const { return refused > 0; }
    /// One of the answers ends the process or the thread.
    [[nodiscard]] bool kills() const;
    bool operator==(const ReplayedCall &) const = default;
};

struct Replay
{
    std::vector<ReplayedCall> calls; // certain ones first, then by risk of the syscall, then by the number of calls
    std::uint64_t callsReplayed = 0;
    std::uint64_t refused = 0;
    std::uint64_t possible = 0;
    std::vector<std::string> notes; // what the answer does not cover, in words
};

/// Asks the filter about every call of the recordings: what it would have refused. Argument values that were recorded are given to the
/// filter; where they were not, or not all of them, both outcomes of a comparison count and the call is possible, never certain. Several values of
/// several arguments were not recorded together: only what every combination agrees in is certain. Stopped, it gives what it has so far.
[[nodiscard]] Replay replay(std::span<const trace::Recording *const> recordings, const profile::Filter &filter, const std::stop_token &stop = {});

} // namespace whittle::analysis
