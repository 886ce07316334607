#pragma once

#include "imports/gatherer.h"
#include "imports/syscall_names.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace whittle::imports::strace {

/// One thread of a trace, as far as its lines have told.
struct Thread
{
    std::int64_t id = -1;
    Gatherer::ProcessId process = Gatherer::kNone;
    AbiHint mode = AbiHint::Native;
    bool hasBegun = false;  // a call waits for its end
    CallKey begun;
    NameId begunName = kUnknownName;
    std::string begunText;  // its arguments so far
    bool isTextLost = false; // they were more than is held
    // The last call, for a kill that follows.
    CallKey last;
    bool anyCall = false;
    bool wasTrapped = false; // the kernel's answer to the last call was a signal
    // Of the calls that come again and again.
    struct KnownUse
    {
        std::uint64_t call = ~std::uint64_t{0};
        Gatherer::ProcessId process = Gatherer::kNone;
        Gatherer::UseId use = Gatherer::kNone;
    };
    std::array<KnownUse, 32> uses;
};

/// The threads of a trace, bounded in number, and which of them a line is of.
class Threads
{
public:
    /// file: whose name tells the thread where strace -ff wrote it.
    Threads(Gatherer &gatherer, const std::string &file) : m_gatherer(gatherer), m_filePid(pidInName(file)) {}

    /// Of the next line; pid: that stands in front of it, -1: none. Good until the next call.
    [[nodiscard]] Thread &ofLine(std::int64_t pid)
    {
        // Most often of the one before.
        if (pid >= 0 && m_current < m_threads.size() && m_threads[m_current].id == pid)
            return m_threads[m_current];
        return ofOther(pid);
    }
    /// More of the arguments of the thread's call that waits for its end. They are lost, all of them, where they or those of all threads
    /// become too many.
    void hold(Thread &thread, std::string_view text);
    /// The call waits no more.
    void letGo(Thread &thread);
    /// "Process 2532 attached"
    void announce(std::int64_t id);
    void setMode(std::int64_t id, AbiHint mode);
    /// The file holds the lines of one thread alone (-ff).
    [[nodiscard]] bool isOneFileEach() const { return m_filePid >= 0; }

private:
    [[nodiscard]] Thread &ofOther(std::int64_t pid);
    [[nodiscard]] Thread &threadOf(std::int64_t id);
    [[nodiscard]] std::int64_t bareThread() const;
    void nameBareThread(std::int64_t id);
    [[nodiscard]] static std::int64_t pidInName(const std::string &file);

    Gatherer &m_gatherer;
    std::int64_t m_filePid;    // of a file of -ff; -1: none
    std::vector<Thread> m_threads;
    FlatMap m_threadIndex;     // id → m_threads
    std::size_t m_current = 0; // the thread of the last line
    std::size_t m_held = 0;    // bytes of calls that wait
    FlatMap m_announced;       // ids that "Process N attached" told
    bool m_sawPid = false;
    bool m_bareNamed = false;  // the thread of the lines without an id has shown its id
};

} // namespace whittle::imports::strace
