#pragma once

#include "base/abi.h"
#include "syscalls/catalogue.h"
#include "trace/recording.h"

#include <cstdint>
#include <string>
#include <vector>

namespace whittle::analysis {

/// A syscall that only one of two recordings made.
struct DriftedSyscall
{
    Abi abi = Abi::X86_64;
    int number = 0;
    const syscalls::Syscall *syscall = nullptr; // nullptr: a number without a name
    std::uint64_t count = 0;                    // in the recording that made it
    std::vector<std::string> processes;         // names, each once, in order of first use

    [[nodiscard]] std::string name() const;
    [[nodiscard]] syscalls::Risk risk() const { return syscall ? syscall->risk : syscalls::Risk::Low; }
};

/// Values of one argument that only one of them passed, of a syscall that both made.
struct DriftedArgument
{
    Abi abi = Abi::X86_64;
    const syscalls::Syscall *syscall = nullptr;
    unsigned index = 0;
    std::vector<std::uint64_t> values;

    [[nodiscard]] std::string argumentName() const;
    [[nodiscard]] std::string valuesText() const; // "AF_ALG, AF_PACKET"
};

/// A call that the base profile denied in one of them only.
struct DriftedDenial
{
    Abi abi = Abi::X86_64;
    int number = 0;
    std::string syscall;
    std::string action;
    std::uint64_t count = 0;
};

/// A path that only one of them used, or, in `gained`, that both used and one did more with.
struct DriftedPath
{
    std::string path; // with process numbers in /proc replaced by *
    std::uint32_t operations = 0; // that only this recording has: path_operation bits
    std::uint64_t count = 0;
    bool onlyFailed = false; // not once found or permitted
};

/// What one recording did that another did not.
struct DriftSide
{
    std::vector<DriftedSyscall> syscalls; // riskiest first
    std::vector<DriftedArgument> arguments;
    std::vector<DriftedDenial> denials;
    std::vector<DriftedPath> files;       // used by this one only
    std::vector<DriftedPath> gained;      // used by both, in more ways by this one
    std::vector<std::string> executables;
    std::vector<int> ports;

    [[nodiscard]] bool isEmpty() const;
    [[nodiscard]] std::size_t size() const;
};

/// How the same program, in another version, behaves otherwise. A plain value.
struct Drift
{
    std::string before; // names
    std::string after;
    DriftSide added;   // done after, not before
    DriftSide removed; // done before, not after
    std::vector<std::string> notes; // what makes the comparison less sure, in words
};

[[nodiscard]] Drift driftOf(const trace::Recording &before, std::string beforeName, const trace::Recording &after, std::string afterName);

/// "read, write": path_operation bits in words.
[[nodiscard]] std::string operationsText(std::uint32_t operations);

/// "New: 3 syscalls, of which 1 is high risk; 2 executables; 14 files. Gone: …."
[[nodiscard]] std::string inWords(const Drift &drift);

} // namespace whittle::analysis
