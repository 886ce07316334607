#pragma once

#include "imports/gatherer.h"

#include <cstdint>
#include <map>
#include <utility>

namespace whittle::imports {

/// Counts calls of traces that tell the beginning and the end of a call apart. Where a trace has ends only, they count.
class EnterExit
{
public:
    explicit EnterExit(Gatherer &gatherer) : m_gatherer(gatherer) {}

    void enter(Gatherer::ProcessId process, CallKey call, std::int64_t ns)
    {
        m_anyEnter = true;
        m_gatherer.count(process, call, 1, ns);
    }
    /// countsAlone: false for the second return of a call, in the child that it made.
    void leave(Gatherer::ProcessId process, CallKey call, std::int64_t ns, int error, bool countsAlone = true)
    {
        constexpr std::size_t kMax = 100'000;
        if (error != 0)
            m_gatherer.addError(process, call, error);
        if (m_anyEnter || !countsAlone)
            return;
        if (auto found = m_exits.find({process, call}); found != m_exits.end())
            ++found->second.first;
        else if (m_exits.size() < kMax)
            m_exits.emplace(std::pair(process, call), std::pair(std::uint64_t{1}, ns));
    }
    void finish()
    {
        if (!m_anyEnter) {
            for (const auto &[key, counted] : m_exits)
                m_gatherer.count(key.first, key.second, counted.first, counted.second);
        }
        m_exits.clear();
    }

private:
    Gatherer &m_gatherer;
    bool m_anyEnter = false;
    std::map<std::pair<Gatherer::ProcessId, CallKey>, std::pair<std::uint64_t, std::int64_t>> m_exits;
};

} // namespace whittle::imports
