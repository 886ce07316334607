#pragma once

#include "trace/recording.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace whittle::trace {

/// What a running recording saw since somebody last looked. As large as what is new, however long the recording is.
struct LiveChange
{
    struct Syscall
    {
        Abi abi = Abi::X86_64;
        int number = 0;
        std::uint64_t more = 0;       // calls since the last look
        std::int64_t firstSeenNs = 0; // in the whole recording
        std::string by;               // name of the process that made it first

        bool operator==(const Syscall &) const = default;
    };
    struct File
    {
        std::string path;
        std::string by;
        std::int64_t seenNs = 0;
        bool failed = false; // was only looked for

        bool operator==(const File &) const = default;
    };
    struct Refusal
    {
        Denial denial; // counts and calls are those since the last look
        std::string by;
        std::string executable;
        int pid = 0;

        bool operator==(const Refusal &) const = default;
    };

    std::vector<Syscall> syscalls; // that were made; by (abi, number)
    std::vector<File> files;       // that were not seen before, in the order of their first use
    std::vector<Refusal> refusals; // by (process, abi, number, action)
    std::size_t processes = 0;     // all so far
    std::size_t ended = 0;         // of these
    std::uint64_t calls = 0;       // all so far
    std::int64_t timeNs = 0;       // since the start

    bool operator==(const LiveChange &) const = default;
};

/// For live views: called on the thread that records, at most some ten times a second.
using LiveFn = std::function<void(const LiveChange &)>;

/// What a recording saw for the first time in [fromNs, toNs), as a look at that time would have told it; all calls of a syscall count at its
/// first. To show a finished recording as if it ran.
[[nodiscard]] LiveChange changeBetween(const Recording &recording, std::int64_t fromNs, std::int64_t toNs);
/// All of it at once.
[[nodiscard]] LiveChange wholeChange(const Recording &recording);

} // namespace whittle::trace
