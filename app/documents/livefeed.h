#pragma once

#include "trace/live.h"

#include <QString>

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace whittle::app {

/// Something that a running recording saw for the first time.
struct LiveItem
{
    QString name; // of a syscall, or a path
    QString by;   // process
    double seconds = 0;
    bool failed = false; // a path that was only looked for
};

/// What is new in a recording that grows, in the words of a view.
struct LiveUpdate
{
    std::size_t syscalls = 0; // all so far
    std::size_t files = 0;
    std::size_t processes = 0;
    std::uint64_t calls = 0;
    std::vector<LiveItem> newSyscalls; // oldest first
    std::vector<LiveItem> newFiles;
};

/// Finds out what is new. On the thread that records; the updates travel.
class LiveFeed
{
public:
    [[nodiscard]] LiveUpdate look(const trace::LiveChange &change);

private:
    std::set<std::pair<Abi, int>> m_syscalls;
    std::size_t m_files = 0;
};

} // namespace whittle::app
