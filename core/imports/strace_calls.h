#pragma once

#include "imports/gatherer.h"
#include "imports/strace_facts.h"

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
    explicit Calls(Gatherer &gatherer) : m_gatherer(gatherer) {}

    struct Call
    {
        Gatherer::ProcessId process = 0;
        const KnownName *name = nullptr;
        const Look &look;
        std::string_view arguments; // between the brackets
        const Facts &facts;         // of them
        const Outcome &outcome;
        std::int64_t ns = 0;

        /// One by one, as many as are looked at. Few calls need more than their facts.
        [[nodiscard]] Arguments split() const
        {
            Arguments split;
            splitArguments(arguments, look.arguments, split);
            return split;
        }
    };
    /// A call that has ended (or will never: outcome unknown). Not for calls of number alone.
    void take(const Call &call);
    /// A call with these facts comes soon.
    void expect(const Facts &facts) const
    {
        if (facts.isJoined)
            m_joinedIndex.prefetch(facts.pathHash);
        else if (facts.path.size != 0)
            m_gatherer.expectPath(facts.pathHash);
    }
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

    /// The place of the first path.
    Gatherer::PathId takePaths(const Call &call);
    Gatherer::PathId takeOne(const Call &call, std::size_t which, std::uint32_t operations);
    [[nodiscard]] Gatherer::PathId fileOf(const Call &call, int argument);
    void takeMap(const Call &call);
    void takeSocketName(const Call &call, std::uint32_t operations);
    void takeExecution(const Call &call);
    void takeChild(const Call &call);
    void takePrctl(const Call &call);
    void followDescriptors(const Call &call, Gatherer::PathId path = Gatherer::kNone);
    [[nodiscard]] Gatherer::PathId absolute(const Call &call, std::string_view path, std::uint64_t hash, int directory);
    [[nodiscard]] Gatherer::PathId join(std::string_view directory, std::string_view path, std::uint64_t key);
    [[nodiscard]] Known &knownOf(Gatherer::ProcessId process);

    Gatherer &m_gatherer;
    std::vector<Known> m_known; // by process
    FlatMap m_joinedIndex; // directory and what stands behind it → path
    std::string m_joined;
    std::uint64_t m_relative = 0;
    std::uint64_t m_cut = 0;
};

} // namespace whittle::imports::strace
