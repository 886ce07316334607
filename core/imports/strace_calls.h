#pragma once

#include "imports/gatherer.h"
#include "imports/strace_text.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::imports::strace {

/// What the arguments of calls tell beside that they were made: values, paths, who made whom, names, ports. Descriptors and working
/// directories are followed as far as the trace tells them.
class Calls
{
public:
    Calls(Gatherer &gatherer, std::optional<Abi> assumed);

    struct Call
    {
        Gatherer::ProcessId process = 0;
        CallKey key;
        const KnownName *name = nullptr;
        std::string_view arguments; // between the brackets
        Outcome outcome;
        std::int64_t ns = 0;
    };
    /// A call that has ended (or will never: outcome unknown). Not for calls of number alone.
    void take(const Call &call);
    /// The process has ended.
    void forget(Gatherer::ProcessId process);

    /// Paths that could not be made absolute, because where they begin is not in the trace.
    [[nodiscard]] std::uint64_t relativePaths() const { return m_relative; }
    [[nodiscard]] std::uint64_t cutPaths() const { return m_cut; }

private:
    struct Known // of one process
    {
        Gatherer::PathId directory = Gatherer::kNone; // the working one
        std::vector<std::pair<int, Gatherer::PathId>> files; // by descriptor
        std::vector<std::pair<int, int>> ports;
    };

    void takeValues(const Call &call, const Arguments &arguments);
    void takePaths(const Call &call, const Arguments &arguments);
    void takeOne(const Call &call, const Arguments &arguments, const syscalls::PathArgument &place, std::uint32_t operations);
    void takeMap(const Call &call, const Arguments &arguments);
    void takeSocketName(const Call &call, const Arguments &arguments, std::uint32_t operations);
    void takeExecution(const Call &call, const Arguments &arguments);
    void takeChild(const Call &call);
    void takePrctl(const Call &call, const Arguments &arguments);
    void followDescriptors(const Call &call, const Arguments &arguments);
    [[nodiscard]] Gatherer::PathId absolute(const Call &call, const Arguments &arguments, std::string_view path, int directory);
    [[nodiscard]] Known &knownOf(Gatherer::ProcessId process);
    [[nodiscard]] Abi abiOf(const CallKey &key) const;

    Gatherer &m_gatherer;
    Abi m_assumed;
    std::array<NameId, 5> m_following{}; // names without a shape that move descriptors or the working directory
    std::vector<Known> m_known; // by process
    FlatMap m_valueIndex;       // call, argument and its text → m_values
    std::vector<std::optional<std::uint64_t>> m_values;
    std::string m_joined;
    std::uint64_t m_relative = 0;
    std::uint64_t m_cut = 0;
};

} // namespace whittle::imports::strace
