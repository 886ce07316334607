#include "imports/enter_exit.h"
#include "imports/line_reader.h"
#include "imports/scan.h"
#include "imports/sysdig_event.h"

#include <utility>

namespace whittle::imports {

namespace {

constexpr const char *kNoEvent = "no line of sysdig or falco";

// "257606 14:28:33.038284292 0 runc:[2:INIT] (27609) > futex addr=… op=…"; newer ones have "(pid.tid)".
struct EventLine
{
    std::int64_t timeNs = -1;
    std::string_view comm;
    std::int64_t thread = -1;
    bool isEnter = false;
    std::string_view name;
    std::string_view arguments;
};

bool parseLine(std::string_view line, EventLine &event)
{
    std::string_view rest = line;
    skipSpaces(rest);
    if (!takeNumber<std::uint64_t>(rest) || !rest.starts_with(' '))
        return false;
    skipSpaces(rest);
    const auto time = takeTime(rest);
    if (!time || !rest.starts_with(' '))
        return false;
    event.timeNs = *time;
    skipSpaces(rest);
    if (!takeNumber<unsigned>(rest) || !rest.starts_with(' ')) // the processor
        return false;
    rest.remove_prefix(1);
    // A name may hold anything; the direction stands behind the last bracket of the thread that comes before it.
    for (auto at = rest.find(" ("); at != std::string_view::npos; at = rest.find(" (", at + 1)) {
        std::string_view behind = rest.substr(at + 2);
        auto number = takeNumber<std::int64_t>(behind);
        if (!number)
            continue;
        if (take(behind, "."))
            number = takeNumber<std::int64_t>(behind);
        if (!number || !take(behind, ") "))
            continue;
        if (!behind.starts_with("> ") && !behind.starts_with("< "))
            continue;
        event.comm = rest.substr(0, at);
        event.thread = *number;
        event.isEnter = behind.front() == '>';
        behind.remove_prefix(2);
        event.name = takeWord(behind);
        skipSpaces(behind);
        event.arguments = behind;
        return !event.name.empty();
    }
    return false;
}

// A rule's output of Falco: "12:00:00.1: Notice A shell was spawned … (evt_type=execve user=root process=bash …)"
std::string_view falcoType(std::string_view line)
{
    for (const std::string_view word : {"evt_type=", "evt.type=", "syscall=", "evttype="}) {
        const auto at = line.find(word);
        if (at == std::string_view::npos || (at > 0 && isNameCharacter(line[at - 1])))
            continue;
        const std::string_view rest = line.substr(at + word.size());
        return rest.substr(0, rest.find_first_of(" ),"));
    }
    return {};
}

std::string_view falcoField(std::string_view line, std::string_view name)
{
    for (auto at = line.find(name); at != std::string_view::npos; at = line.find(name, at + 1)) {
        if ((at == 0 || line[at - 1] == ' ' || line[at - 1] == '(') && line.substr(at + name.size()).starts_with('=')) {
            const std::string_view rest = line.substr(at + name.size() + 1);
            return rest.substr(0, rest.find_first_of(" )"));
        }
    }
    return {};
}

class SysdigReader final : public LineReader
{
public:
    explicit SysdigReader(const ReaderContext &context) : m_gatherer(context.gatherer), m_calls(context.gatherer) {}

    Verdict take(std::string_view line) override
    {
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        if (trimmed(line).empty())
            return passedOver("empty lines");
        EventLine event;
        if (!parseLine(line, event))
            return takeFalco(line);
        if (event.name == "drop")
            ++m_lost;
        const SysdigCall call = sysdigCall(event.name, event.arguments);
        if (call.isOther)
            return passedOver("events that are no syscalls");
        if (!call.key)
            return unreadable("no syscall of this name is known");
        if (m_firstNs < 0)
            m_firstNs = event.timeNs;
        const std::int64_t ns = std::max<std::int64_t>(0, event.timeNs - m_firstNs);
        m_gatherer.sawTime(ns);
        const Gatherer::ProcessId process = m_gatherer.process(event.thread, event.comm);
        m_gatherer.details(process).beginningMissed = true;
        if (event.isEnter) {
            m_calls.enter(process, *call.key, ns);
        } else {
            const bool isChild = event.arguments.starts_with("res=0 ") && (event.name.starts_with("clone") || event.name.ends_with("fork"));
            m_calls.leave(process, *call.key, ns, sysdigError(event.arguments), !isChild);
            takePath(event, process, ns);
        }
        return kUnderstood;
    }

    void finish() override { m_calls.finish(); }

private:
    Verdict takeFalco(std::string_view line)
    {
        const std::string_view type = falcoType(line);
        if (type.empty())
            return unreadable(kNoEvent);
        const SysdigCall call = sysdigCall(type, {});
        if (call.isOther)
            return passedOver("events that are no syscalls");
        if (!call.key)
            return unreadable("no syscall of this name is known");
        std::string_view comm = falcoField(line, "process");
        if (comm.empty())
            comm = falcoField(line, "proc_name");
        std::string_view pid = falcoField(line, "pid");
        const Gatherer::ProcessId process = m_gatherer.process(takeNumber<std::int64_t>(pid).value_or(0), comm);
        m_gatherer.details(process).beginningMissed = true;
        m_gatherer.count(process, *call.key, 1, m_gatherer.durationNs());
        return kUnderstood;
    }

    // "< openat fd=3(<f>/etc/ld.so.cache) dirfd=-100(AT_FDCWD) name=/etc/ld.so.cache flags=4097(O_RDONLY|O_CLOEXEC) …"
    void takePath(const EventLine &event, Gatherer::ProcessId process, std::int64_t ns)
    {
        namespace operation = trace::path_operation;
        const bool isExecution = event.name.starts_with("execve");
        if (!event.name.starts_with("open") && event.name != "creat" && !isExecution)
            return;
        const std::string_view path = falcoField(event.arguments, isExecution ? "exe" : "name");
        const int error = sysdigError(event.arguments);
        // "name=x(/whole/path)" where it was relative
        std::string_view whole = path;
        if (const auto bracket = path.find("(/"); bracket != std::string_view::npos) {
            const auto begin = event.arguments.find(path) + bracket + 1;
            whole = event.arguments.substr(begin, event.arguments.find(')', begin) - begin);
        }
        if (!whole.starts_with('/'))
            return;
        std::uint32_t operations = isExecution ? operation::kExecute : 0;
        if (!isExecution) {
            const std::string_view flags = event.arguments;
            operations = flags.contains("O_RDWR") ? operation::kRead | operation::kWrite : flags.contains("O_WRONLY") ? operation::kWrite : operation::kRead;
            if (flags.contains("O_CREAT") || event.name == "creat")
                operations |= operation::kCreate;
            if (flags.contains("O_DIRECTORY"))
                operations |= operation::kList;
        } else if (error == 0) {
            m_gatherer.details(process).executable = whole;
        }
        m_gatherer.addPath(process, m_gatherer.path(whole), operations, error, ns);
    }

    Gatherer &m_gatherer;
    EnterExit m_calls;
    std::int64_t m_firstNs = -1;
};

} // namespace

std::unique_ptr<LineReader> makeSysdigReader(const ReaderContext &context) { return std::make_unique<SysdigReader>(context); }

} // namespace whittle::imports
