#pragma once

#include "analysis/surface.h"
#include "base/abi.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::analysis {

/// Recordings that somebody else holds; none is nullptr.
using Recordings = std::span<const trace::Recording *const>;

/// What a person calls a process: its name, or its program's, or its pid.
[[nodiscard]] std::string processName(const trace::Recording &recording, const trace::Process &process);
/// The path of the program that it runs: a process that never executed one runs its parent's. Empty: not known.
[[nodiscard]] std::string programOf(const trace::Recording &recording, const trace::Process &process);

/// A moment at which syscalls were seen that had not been seen before.
struct GrowthStep
{
    std::int64_t atNs = 0; // since the start of the recording
    std::vector<std::pair<Abi, int>> syscalls; // new ones, by (abi, number)
    std::size_t distinct = 0; // seen up to now, these counted in
};

/// How the number of distinct syscalls of a recording grew.
struct Growth
{
    std::vector<GrowthStep> steps; // by time; empty where the recording saw nothing or has no times
    std::int64_t durationNs = 0;   // of the recording; not shorter than the last step
    /// When the last new syscall was seen, exit and exit_group left out: they end a process and say nothing about what is still to come.
    std::int64_t saturatedAtNs = 0;
    std::size_t distinct = 0; // in the whole recording

    /// True where nothing new came in the second half: more time would have shown little more of the same work.
    [[nodiscard]] bool isSaturated() const { return !steps.empty() && saturatedAtNs <= durationNs / 2; }
    /// Syscalls that were first seen at or after the moment.
    [[nodiscard]] std::size_t newSince(std::int64_t ns) const;
};

[[nodiscard]] Growth growthOf(const trace::Recording &recording);

/// What the processes of one name did, in all recordings together.
struct ProcessUsage
{
    std::string name;
    std::size_t processes = 0;
    std::uint64_t calls = 0;
    std::array<std::size_t, Surface::kRisks> syscalls = {}; // distinct ones, by syscalls::Risk; a number without a name is low
    std::size_t alone = 0; // of these, that no process of another name made

    [[nodiscard]] std::size_t distinct() const;
};

/// By process name; the one with most distinct syscalls first.
[[nodiscard]] std::vector<ProcessUsage> usageByProcess(Recordings recordings);

/// How many different values one argument of a syscall was seen with, in all recordings and processes together.
struct ArgumentDiversity
{
    Abi abi = Abi::X86_64;
    const syscalls::Syscall *syscall = nullptr;
    unsigned index = 0;
    std::vector<std::uint64_t> values; // sorted
    bool overflowed = false;           // there were more than a recording keeps
    std::uint64_t calls = 0;           // whose value is known

    [[nodiscard]] std::string argumentName() const; // "domain"
    /// "AF_INET, AF_UNIX": at most `most` of the values, with symbolic constants.
    [[nodiscard]] std::string valuesText(std::size_t most) const;
};

/// Of the arguments that recordings look at; those worth a rule first: riskiest, then fewest values, then by name and index.
[[nodiscard]] std::vector<ArgumentDiversity> argumentDiversity(Recordings recordings);

} // namespace whittle::analysis
