#include "imports/line_reader.h"
#include "imports/scan.h"
#include "imports/strace_text.h"

#include <algorithm>
#include <utility>

namespace whittle::imports {

namespace {

constexpr const char *kNoLine = "no line of perf trace";
constexpr const char *kUnknown = "no syscall of this name is known";

// Text behind "  1509.315 ( 0.157 ms): ", or empty.
struct Head
{
    bool isEvent = false;
    double ms = -1; // -1: "?"
};

Head takeHead(std::string_view &line)
{
    std::string_view rest = line;
    Head head;
    skipSpaces(rest);
    if (!take(rest, "?")) {
        const auto whole = takeNumber<std::uint64_t>(rest);
        if (!whole)
            return head;
        head.ms = static_cast<double>(*whole);
        if (take(rest, ".")) {
            double unit = 0.1;
            for (; !rest.empty() && isDigit(rest.front()); rest.remove_prefix(1), unit /= 10)
                head.ms += unit * (rest.front() - '0');
        }
    }
    skipSpaces(rest);
    if (!take(rest, "("))
        return head;
    const auto close = rest.find("):");
    constexpr std::size_t kLongest = 24;
    if (close == std::string_view::npos || close > kLongest)
        return head;
    rest.remove_prefix(close + 2);
    skipSpaces(rest);
    line = rest;
    head.isEvent = true;
    return head;
}

class PerfReader final : public LineReader
{
public:
    explicit PerfReader(const ReaderContext &context) : m_gatherer(context.gatherer) {}

    Verdict take(std::string_view line) override;

private:
    Verdict takeEvent(std::string_view line, const Head &head);
    Verdict takeSummary(std::string_view line);
    void takePath(Gatherer::ProcessId process, const KnownName &name, std::string_view arguments, const strace::Outcome &outcome, std::int64_t ns);

    Gatherer &m_gatherer;
    const SyscallNames &m_names = SyscallNames::instance();
    FlatMap m_waiting; // thread → name of the call whose end will come as "[continued]"
    bool m_sawEvent = false;
    bool m_inSummary = false;
    bool m_hasErrors = false;
    Gatherer::ProcessId m_process = Gatherer::kNone; // of the summary
    CallKey m_lastRow;
};

void PerfReader::takePath(Gatherer::ProcessId process, const KnownName &name, std::string_view arguments, const strace::Outcome &outcome, std::int64_t ns)
{
    namespace operation = trace::path_operation;
    if (!name.call || name.call->paths[0].path < 0 || !outcome.isKnown)
        return;
    for (const std::string_view word : {"filename: ", "pathname: ", "path: ", "name: "}) {
        const auto at = arguments.find(word);
        if (at == std::string_view::npos || (at > 0 && arguments[at - 1] != ' '))
            continue;
        std::string_view path = arguments.substr(at + word.size());
        path = imports::take(path, "\"") ? path.substr(0, path.find('"')) : path.substr(0, path.find(','));
        trimEnd(path);
        if (!path.starts_with('/'))
            return;
        std::uint32_t operations = name.call->paths[0].operations;
        if (name.call->handling == syscalls::Handling::OpenFlags) {
            operations = arguments.contains("RDWR") ? operation::kRead | operation::kWrite : arguments.contains("WRONLY") ? operation::kWrite : operation::kRead;
            if (arguments.contains("CREAT"))
                operations |= operation::kCreate;
            if (arguments.contains("DIRECTORY"))
                operations |= operation::kList;
        }
        if (operations != 0)
            m_gatherer.addPath(process, m_gatherer.path(path), operations, outcome.error, ns);
        return;
    }
}

// "ls/14234 openat(dfd: CWD, filename: \"/etc/passwd\", flags: RDONLY) = 3", "ls/14234  ... [continued]: execve()) = 0", "wait4(…) ..."
Verdict PerfReader::takeEvent(std::string_view line, const Head &head)
{
    m_sawEvent = true;
    const std::int64_t ns = head.ms < 0 ? 0 : static_cast<std::int64_t>(head.ms * 1e6);
    m_gatherer.sawTime(ns);
    constexpr std::string_view kContinued = "... [continued]: ";
    const auto continued = line.find(kContinued);
    const auto open = line.find('(', continued == std::string_view::npos ? 0 : continued + kContinued.size());
    if (open == std::string_view::npos)
        return passedOver("events that are no syscalls");
    std::size_t begin = open;
    while (begin > 0 && isNameCharacter(line[begin - 1]))
        --begin;
    if (begin == open)
        return unreadable(kNoLine);
    if (begin > 0 && line[begin - 1] == ':' && continued == std::string_view::npos)
        return passedOver("events that are no syscalls"); // "sched:sched_switch("
    const std::string_view nameText = line.substr(begin, open - begin);
    std::string_view who = trimmed(line.substr(0, continued == std::string_view::npos ? begin : continued));
    const auto slash = who.rfind('/');
    std::int64_t thread = 0;
    std::string_view comm;
    if (slash != std::string_view::npos) {
        std::string_view digits = who.substr(slash + 1);
        thread = takeNumber<std::int64_t>(digits).value_or(0);
        comm = who.substr(0, slash);
    } else if (!who.empty()) {
        std::string_view digits = who;
        if (const auto id = takeNumber<std::int64_t>(digits); id && digits.empty())
            thread = *id;
        else
            comm = who;
    }
    CallKey key;
    const NameId name = m_names.findDecorated(nameText);
    if (name != kUnknownName)
        key = CallKey::named(name);
    else if (const auto number = numberInName(nameText))
        key = CallKey::numbered(*number, AbiHint::Native);
    else
        return unreadable(kUnknown);
    const Gatherer::ProcessId process = m_gatherer.process(thread, comm);
    m_gatherer.details(process).beginningMissed = true;

    const strace::ResultPlace place = strace::findResult(line);
    const strace::Outcome outcome = place.result == std::string_view::npos ? strace::Outcome() : strace::parseOutcome(line.substr(place.result));
    const std::uint64_t waitingKey = static_cast<std::uint64_t>(thread) + 1;
    if (continued != std::string_view::npos) {
        std::uint32_t &waiting = m_waiting[waitingKey];
        const bool isCounted = waiting == (name == kUnknownName ? key.value : name);
        waiting = FlatMap::kNone;
        if (!isCounted)
            m_gatherer.count(process, key, 1, ns, outcome.error);
        else if (outcome.error != 0)
            m_gatherer.addError(process, key, outcome.error);
        return kUnderstood;
    }
    m_gatherer.count(process, key, 1, ns, outcome.error);
    if (place.result == std::string_view::npos) {
        if (!trimmed(line).ends_with("..."))
            return kUnderstood; // the trace ends in it
        if (m_waiting.size() > 1'000'000)
            m_waiting.clear();
        m_waiting[waitingKey] = name == kUnknownName ? key.value : name;
        return kUnderstood;
    }
    if (name != kUnknownName)
        takePath(process, m_names.at(name), line.substr(open + 1, place.bracket - open - 1), outcome, ns);
    return kUnderstood;
}

// " sleep (1234), 80 events, 97.6%" and the rows below it.
Verdict PerfReader::takeSummary(std::string_view line)
{
    std::string_view text = trimmed(line);
    if (text.empty())
        return passedOver("empty lines");
    if (text.starts_with("Summary of events") || text.starts_with("---") || text.starts_with("(msec)") || text.starts_with("syscall ")) {
        if (text.starts_with("syscall "))
            m_hasErrors = text.contains("errors");
        m_inSummary = true;
        return passedOver("lines of a table");
    }
    if (text.contains(" events, ") || text.ends_with(" events")) {
        const auto open = text.rfind(" (", text.find(" events"));
        m_inSummary = true;
        std::int64_t pid = 0;
        std::string_view comm = text.substr(0, text.find(','));
        if (open != std::string_view::npos) {
            std::string_view digits = text.substr(open + 2);
            pid = takeNumber<std::int64_t>(digits).value_or(0);
            comm = text.substr(0, open);
        }
        m_process = m_gatherer.process(pid, comm == "total" ? std::string_view() : comm);
        m_gatherer.details(m_process).beginningMissed = true;
        return passedOver("lines of a table");
    }
    if (!m_inSummary)
        return unreadable(kNoLine);
    std::string_view rest = text;
    const std::string_view name = takeWord(rest);
    skipSpaces(rest);
    const auto calls = takeNumber<std::uint64_t>(rest);
    if (name.ends_with(':') && name.starts_with('E') && calls) {
        // --errno-summary
        const auto outcome = strace::parseOutcome(std::string("-1 ").append(name.substr(0, name.size() - 1)));
        if (!m_sawEvent && outcome.error != 0 && m_process != Gatherer::kNone)
            m_gatherer.addError(m_process, m_lastRow, outcome.error, *calls);
        return kUnderstood;
    }
    const NameId id = m_names.findDecorated(name);
    const auto number = id == kUnknownName ? numberInName(name) : std::nullopt;
    if (!calls || (id == kUnknownName && !number))
        return unreadable(calls ? kUnknown : kNoLine);
    m_lastRow = id != kUnknownName ? CallKey::named(id) : CallKey::numbered(*number, AbiHint::Native);
    if (m_sawEvent)
        return passedOver("lines of a table"); // -S: they were counted above
    if (m_process == Gatherer::kNone)
        m_process = m_gatherer.process(0, {});
    m_gatherer.count(m_process, m_lastRow, *calls, 0);
    return kUnderstood;
}

Verdict PerfReader::take(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    if (line.contains("LOST ") && line.contains("events")) {
        std::string_view digits = line.substr(line.find("LOST ") + 5);
        m_lost += takeNumber<std::uint64_t>(digits).value_or(1);
        return passedOver("notes of lost events");
    }
    std::string_view rest = line;
    const Head head = takeHead(rest);
    if (head.isEvent)
        return takeEvent(rest, head);
    return takeSummary(line);
}

} // namespace

std::unique_ptr<LineReader> makePerfReader(const ReaderContext &context) { return std::make_unique<PerfReader>(context); }

} // namespace whittle::imports
