#include "imports/line_reader.h"
#include "imports/scan.h"
#include "imports/strace_calls.h"
#include "imports/strace_line.h"
#include "imports/strace_table.h"
#include "imports/strace_text.h"
#include "imports/strace_threads.h"

#include <algorithm>
#include <format>
#include <utility>

namespace whittle::imports {

namespace {

using namespace strace;

constexpr std::string_view kDetached = "<detached ...>";
constexpr std::string_view kKilledInCall = "<ptrace(SYSCALL):No such process>";

// One call, as far as its line says.
struct Begun
{
    CallKey key;
    NameId name = kUnknownName; // the call is only a number
    std::string_view arguments; // behind the bracket that opens
};

class Prepared final : public PreparedLines
{
public:
    Lines lines;
};

class Preparer final : public LinePreparer
{
public:
    explicit Preparer(std::optional<Abi> assumed) : m_parser(assumed) {}
    std::unique_ptr<PreparedLines> makeLines() const override { return std::make_unique<Prepared>(); }
    void prepare(std::string_view text, PreparedLines &lines) override { m_parser.read(text, static_cast<Prepared &>(lines).lines); }

private:
    LineParser m_parser;
};

class StraceReader final : public LineReader
{
public:
    explicit StraceReader(const ReaderContext &context)
        : m_gatherer(context.gatherer), m_calls(context.gatherer), m_facts(context.assumed), m_parser(context.assumed), m_table(context.gatherer),
          m_assumed(context.assumed), m_threads(context.gatherer, context.file)
    {}

    Verdict take(std::string_view line) override;
    std::unique_ptr<LinePreparer> makePreparer() const override;
    void takePrepared(const PreparedLines &lines, std::uint64_t &understood, const LineSink &others) override;
    void finish() override;

private:
    void expect(const Lines &read, std::size_t at) const;
    Thread &threadAt(const Prefix &prefix);
    Gatherer::UseId useOf(Thread &thread, CallKey key);
    Verdict take(const Line &line, const Lines &lines);
    Verdict takeText(Thread &thread, std::string_view line);
    Verdict takeCall(Thread &thread, std::string_view line);
    Verdict takeResumed(Thread &thread, std::string_view line);
    Verdict takeSignal(Thread &thread, std::string_view line);
    Verdict takeEnd(Thread &thread, std::string_view line);
    Verdict takeMode(std::string_view line);
    Verdict takeContinuation(Thread &thread, std::string_view line);
    Verdict takeMessage(Thread &thread, std::string_view line);
    bool readName(const Thread &thread, std::string_view line, Begun &begun) const;
    [[nodiscard]] bool isLookedAt(NameId name) const;
    void begin(Thread &thread, const Begun &begun);
    void hold(Thread &thread, NameId name, std::string_view arguments);
    void resume(Thread &thread, Begun begun, const Outcome &outcome);
    void complete(Thread &thread, const Begun &begun, const Outcome &outcome, const Facts *facts, bool countIt);
    void setTime(const Prefix &prefix);

    Gatherer &m_gatherer;
    Calls m_calls;
    FactReader m_facts;
    Facts m_worked{};             // of the call at hand
    LineParser m_parser;
    Lines m_one;                  // the line at hand
    SummaryTable m_table;
    const SyscallNames &m_names = SyscallNames::instance();
    std::optional<Abi> m_assumed;
    Threads m_threads;
    std::int64_t m_number = -1;   // -n, of this line
    std::int64_t m_ns = 0;
    std::int64_t m_firstClock = -1;
    std::int64_t m_lastClock = -1;
    bool m_sawCall = false;
    std::uint64_t m_lines = 0; // with calls
    bool m_firstEnded = false;
    Gatherer::ProcessId m_first = Gatherer::kNone;
    std::string m_joined;
};

void StraceReader::setTime(const Prefix &prefix)
{
    if (prefix.timeNs < 0)
        return;
    if (prefix.isRelative) {
        m_ns += prefix.timeNs;
    } else {
        constexpr std::int64_t kDay = std::int64_t{86'400} * 1'000'000'000;
        if (m_firstClock < 0)
            m_firstClock = prefix.timeNs;
        std::int64_t now = prefix.timeNs;
        // A clock without a date begins anew at midnight.
        if (now < m_lastClock - kDay / 2 && now < kDay)
            m_firstClock -= kDay;
        m_lastClock = now;
        m_ns = std::max<std::int64_t>(0, now - m_firstClock);
    }
    m_gatherer.sawTime(m_ns);
}

bool StraceReader::readName(const Thread &thread, std::string_view line, Begun &begun) const
{
    std::size_t size = 0;
    while (size < line.size() && isNameCharacter(line[size]))
        ++size;
    if (size == 0 || size >= line.size() || line[size] != '(')
        return false;
    const std::string_view name = line.substr(0, size);
    begun.arguments = line.substr(size + 1);
    begun.name = m_names.find(name);
    if (begun.name != kUnknownName) {
        begun.key = CallKey::named(begun.name, thread.mode);
        return true;
    }
    auto number = numberInName(name);
    if (!number && m_number >= 0)
        number = static_cast<std::uint32_t>(m_number);
    if (!number)
        return false;
    AbiHint hint = thread.mode;
    if (hint == AbiHint::Native && (*number & kX32Bit) != 0 && *number < 0x80000000U) {
        hint = AbiHint::X32;
        *number &= ~kX32Bit;
    }
    begun.key = CallKey::numbered(*number, hint);
    return true;
}

bool StraceReader::isLookedAt(NameId name) const
{
    return name != kUnknownName && m_facts.look(name).arguments != 0;
}

// A call whose end follows on a later line.
void StraceReader::begin(Thread &thread, const Begun &begun)
{
    if (thread.process == Gatherer::kNone)
        thread.process = m_gatherer.process(thread.id);
    if (m_first == Gatherer::kNone)
        m_first = thread.process;
    m_sawCall = true;
    m_gatherer.count(useOf(thread, begun.key), 1, m_ns);
    thread.last = begun.key;
    thread.anyCall = true;
    thread.hasBegun = true;
    thread.begun = begun.key;
    thread.begunName = begun.name;
    m_threads.letGo(thread);
    hold(thread, begun.name, begun.arguments);
}

// Arguments of it, where anything will be asked of them.
void StraceReader::hold(Thread &thread, NameId name, std::string_view arguments)
{
    if (isLookedAt(name))
        m_threads.hold(thread, arguments);
}

// The end of it; begun: as its own line tells.
void StraceReader::resume(Thread &thread, Begun begun, const Outcome &outcome)
{
    const bool isBegun = std::exchange(thread.hasBegun, false) && thread.begun == begun.key;
    if (!isBegun) {
        m_gatherer.setCut(); // it began before the trace
    } else if (thread.isTextLost) {
        begun.arguments = {};
    } else if (!thread.begunText.empty()) {
        m_joined.assign(thread.begunText).append(begun.arguments);
        begun.arguments = m_joined;
    }
    m_threads.letGo(thread);
    complete(thread, begun, outcome, nullptr, !isBegun);
}

Gatherer::UseId StraceReader::useOf(Thread &thread, CallKey key)
{
    Thread::KnownUse &known = thread.uses[key.value % thread.uses.size()];
    if (known.call != key.packed() || known.process != thread.process || known.use == Gatherer::kNone)
        known = {key.packed(), thread.process, m_gatherer.use(thread.process, key, m_ns)};
    return known.use;
}

// facts: as of a program of the machine's own ABI, where they are worked out already.
void StraceReader::complete(Thread &thread, const Begun &begun, const Outcome &outcome, const Facts *facts, bool countIt)
{
    if (thread.process == Gatherer::kNone)
        thread.process = m_gatherer.process(thread.id);
    if (m_first == Gatherer::kNone)
        m_first = thread.process;
    m_sawCall = true;
    ++m_lines;
    const Gatherer::UseId use = useOf(thread, begun.key);
    if (countIt)
        m_gatherer.count(use, 1, m_ns, outcome.error);
    else if (outcome.error != 0)
        m_gatherer.addError(use, outcome.error);
    thread.last = begun.key;
    thread.anyCall = true;
    thread.wasTrapped = false;
    if (!isLookedAt(begun.name))
        return;
    const Look &look = m_facts.look(begun.name);
    if (!facts || thread.mode != AbiHint::Native) {
        m_facts.read(begun.name, begun.arguments, thread.mode, m_worked);
        facts = &m_worked;
    }
    for (std::uint32_t i = 0; i < facts->valueCount; ++i)
        m_gatherer.addValue(use, facts->indexes[i], facts->values[i]);
    m_calls.take({thread.process, &m_names.at(begun.name), look, begun.arguments, *facts, outcome, m_ns});
}

// One that its line does not tell whole: its name is only a number, or it is cut.
Verdict StraceReader::takeCall(Thread &thread, std::string_view line)
{
    Begun begun;
    if (!readName(thread, line, begun))
        return unreadable("no syscall of this name is known, or the line is the program's own");
    const auto head = line.size() - begun.arguments.size();
    const ResultPlace place = isUnfinished(line) ? ResultPlace() : findResult(line);
    if (place.result != std::string_view::npos && place.bracket >= head) {
        begun.arguments = begun.arguments.substr(0, place.bracket - head);
        complete(thread, begun, parseOutcome(line.substr(place.result)), nullptr, true);
        return kUnderstood;
    }
    for (const std::string_view end : {kUnfinished, kDetached, kKilledInCall}) {
        if (begun.arguments.ends_with(end))
            begun.arguments.remove_suffix(end.size());
    }
    // Or what the program wrote meanwhile, or a message of strace, stands behind it.
    begin(thread, begun);
    return kUnderstood;
}

// Likewise.
Verdict StraceReader::takeResumed(Thread &thread, std::string_view line)
{
    std::string_view rest = line;
    const std::string_view name = strace::takeResumed(rest);
    if (name.empty())
        return unreadable("the line of a resumed call is cut");
    // strace up to 4 has a space and more of the arguments behind it, or a bracket at once.
    Begun begun;
    begun.name = m_names.find(name);
    begun.key = CallKey::named(begun.name, thread.mode);
    if (begun.name == kUnknownName) {
        const auto number = numberInName(name);
        if (!number)
            return unreadable("no syscall of this name is known");
        begun.key = CallKey::numbered(*number, thread.mode);
    }
    if (isUnfinished(rest)) {
        begun.arguments = rest.substr(0, rest.size() - kUnfinished.size());
        if (thread.hasBegun && thread.begun == begun.key) {
            hold(thread, begun.name, begun.arguments);
        } else {
            m_gatherer.setCut(); // it began before the trace
            begin(thread, begun);
        }
        return kUnderstood;
    }
    const ResultPlace place = findResult(rest);
    if (place.result == std::string_view::npos) {
        if (!std::exchange(thread.hasBegun, false) || thread.begun != begun.key)
            m_gatherer.setCut();
        return unreadable("the line of a resumed call has no result");
    }
    begun.arguments = rest.substr(0, place.bracket);
    resume(thread, begun, parseOutcome(rest.substr(place.result)));
    return kUnderstood;
}

// "--- SIGSYS {si_signo=SIGSYS, si_code=SYS_SECCOMP, …, si_syscall=__NR_mkdir, si_arch=AUDIT_ARCH_X86_64} ---"
Verdict StraceReader::takeSignal(Thread &thread, std::string_view line)
{
    if (line.find_first_not_of("- ") == std::string_view::npos)
        return passedOver("lines of a table");
    if (!line.starts_with("--- "))
        return unreadable("no line of strace");
    if (!line.contains("SYS_SECCOMP") || thread.process == Gatherer::kNone)
        return passedOver("signals");
    thread.wasTrapped = true;
    constexpr std::string_view kName = "si_syscall=";
    CallKey key = thread.last;
    if (const auto at = line.find(kName); at != std::string_view::npos) {
        std::string_view word = line.substr(at + kName.size());
        word = word.substr(0, word.find_first_of(",}"));
        std::string_view name = word;
        if (imports::take(name, "__NR_") && m_names.find(name) != kUnknownName)
            key = CallKey::named(m_names.find(name), thread.mode);
        else if (const auto number = wholeNumber(word.substr(0, word.find(' '))); number && *number < 0x80000000U)
            key = CallKey::numbered(static_cast<std::uint32_t>(*number), thread.mode);
    } else if (!thread.anyCall) {
        return passedOver("signals");
    }
    m_gatherer.addDenial(thread.process, key, "SCMP_ACT_TRAP", 1, m_ns);
    return kUnderstood;
}

// "+++ exited with 0 +++", "+++ killed by SIGSYS (core dumped) +++", "+++ superseded by execve in pid 12 +++"
Verdict StraceReader::takeEnd(Thread &thread, std::string_view line)
{
    std::string_view rest = line;
    if (!imports::take(rest, "+++ ") || !rest.ends_with("+++"))
        return unreadable("the line of an end is cut");
    if (thread.process == Gatherer::kNone)
        thread.process = m_gatherer.process(thread.id);
    trace::Process &process = m_gatherer.details(thread.process);
    const bool isLeader = thread.id < 0 || process.pid == thread.id;
    std::optional<int> status;
    std::optional<int> signal;
    if (imports::take(rest, "exited with ")) {
        status = takeNumber<int>(rest);
    } else if (imports::take(rest, "killed by ")) {
        signal = signalNumber(takeWord(rest));
        constexpr int kBadSyscall = 31;
        if (signal == kBadSyscall && !thread.wasTrapped && thread.anyCall)
            m_gatherer.addDenial(thread.process, thread.last, "SCMP_ACT_KILL_PROCESS", 1, m_ns);
    } else if (rest.starts_with("superseded by execve")) {
        return passedOver("ends of threads");
    } else {
        return unreadable("no line of strace");
    }
    if (isLeader) {
        process.exitStatus = status;
        process.signal = signal;
        process.endNs = m_ns;
        if (thread.process == m_first || m_first == Gatherer::kNone) {
            m_firstEnded = true;
            m_gatherer.exitStatus = status;
            m_gatherer.signal = signal;
        }
        m_calls.forget(thread.process);
    }
    if (m_threads.isOneFileEach()) // the file is this thread's alone
        m_firstEnded = true;
    if (thread.id >= 0)
        m_gatherer.release(thread.id);
    const std::int64_t id = thread.id;
    m_threads.letGo(thread);
    thread = {};
    thread.id = id;
    return kUnderstood;
}

// "[ Process PID=2531 runs in 32 bit mode. ]"
Verdict StraceReader::takeMode(std::string_view line)
{
    const auto at = line.find("PID=");
    const auto runs = line.find(" runs in ");
    if (at == std::string_view::npos || runs == std::string_view::npos)
        return unreadable("no line of strace");
    std::string_view digits = line.substr(at + 4);
    const auto pid = takeNumber<std::int64_t>(digits);
    if (!pid)
        return unreadable("no line of strace");
    const std::string_view mode = line.substr(runs + 9);
    const AbiHint hint = mode.starts_with("32 bit") ? AbiHint::Compat : mode.starts_with("x32") ? AbiHint::X32 : AbiHint::Native;
    m_threads.setMode(*pid, hint);
    return kUnderstood;
}

// The end of a call whose line was broken: ", child_tidptr=0x7f) = 2532", ")     = 5", " <unfinished ...>"
Verdict StraceReader::takeContinuation(Thread &thread, std::string_view line)
{
    if (!thread.hasBegun)
        return unreadable("no line of strace");
    if (line.ends_with(kUnfinished)) {
        hold(thread, thread.begunName, line.substr(0, line.size() - kUnfinished.size()));
        return kUnderstood;
    }
    const ResultPlace place = findResult(line);
    if (place.result == std::string_view::npos)
        return unreadable("no line of strace");
    resume(thread, {thread.begun, thread.begunName, line.substr(0, place.bracket)}, parseOutcome(line.substr(place.result)));
    return kUnderstood;
}

// "strace: Process 2532 attached", alone or behind the beginning of a call.
Verdict StraceReader::takeMessage(Thread &thread, std::string_view line)
{
    const auto at = line.find("strace: ");
    if (const auto process = line.rfind("Process "); process != std::string_view::npos && line.ends_with(" attached")) {
        std::string_view digits = line.substr(process + 8);
        if (const auto id = takeNumber<std::int64_t>(digits); id && *id > 0)
            m_threads.announce(*id);
    }
    if (at != std::string_view::npos && at > 0) {
        Begun begun;
        const std::string_view before = line.substr(0, at);
        if (!readName(thread, before, begun))
            return unreadable("no line of strace");
        return takeCall(thread, before);
    }
    if (line.contains("detached"))
        m_gatherer.setCut();
    return passedOver("messages of strace");
}

Verdict StraceReader::take(std::string_view line)
{
    m_parser.read(line, m_one);
    return m_one.lines().empty() ? passedOver("empty lines") : take(m_one.lines().front(), m_one);
}

std::unique_ptr<LinePreparer> StraceReader::makePreparer() const { return std::make_unique<Preparer>(m_assumed); }

// What is taken in soon lies in another processor's cache, or in none: it is asked for while the lines before it have their turn.
void StraceReader::expect(const Lines &read, std::size_t at) const
{
    constexpr std::size_t kLines = 12;
    constexpr std::size_t kFacts = 8;
    constexpr std::size_t kPaths = 4;
    const std::span<const Line> lines = read.lines();
    if (at + kLines >= lines.size())
        return;
    __builtin_prefetch(&lines[at + kLines]);
    if (const Facts *facts = read.facts(lines[at + kFacts]))
        __builtin_prefetch(facts);
    if (const Facts *facts = read.facts(lines[at + kPaths]))
        m_calls.expect(*facts);
}

void StraceReader::takePrepared(const PreparedLines &lines, std::uint64_t &understood, const LineSink &others)
{
    const Lines &read = static_cast<const Prepared &>(lines).lines;
    for (std::size_t i = 0; i < read.lines().size(); ++i) {
        expect(read, i);
        const Line &line = read.lines()[i];
        const Verdict verdict = take(line, read);
        if (verdict.fate == Verdict::Fate::Understood)
            ++understood;
        else
            others(verdict, line.whole());
    }
}

Verdict StraceReader::take(const Line &line, const Lines &lines)
{
    const std::string_view whole = line.whole();
    if (whole.empty())
        return passedOver("empty lines");
    if (m_table.isOpen() || (line.kind == Line::Kind::Text && m_table.begins(whole))) {
        // The table of -C repeats the lines above it; that of an old -c has the command alone above it.
        const bool isRepeated = m_sawCall && (m_lines > 1 || m_table.isRepeated());
        if (const auto verdict = m_table.take(whole, isRepeated)) {
            m_firstEnded = m_firstEnded || !isRepeated;
            return *verdict;
        }
    }
    if (line.kind == Line::Kind::Text) {
        if (whole.starts_with(" > ") || whole.starts_with(" - "))
            return passedOver("stack frames");
        if (whole.starts_with("[ Process PID="))
            return takeMode(whole);
    }
    Prefix prefix{line.pid, line.timeNs, {}, -1, false};
    Outcome outcome{line.value, line.error, line.isKnown, line.isFailure, {}};
    if (const Extra *extra = lines.extra(line)) {
        prefix.comm = extra->comm;
        prefix.number = extra->number;
        prefix.isRelative = extra->isRelative;
        outcome.path = extra->path;
    }
    Thread &thread = threadAt(prefix);
    const Begun begun{CallKey::named(line.name, thread.mode), line.name, line.rest()};
    switch (line.kind) {
    case Line::Kind::Call: complete(thread, begun, outcome, lines.facts(line), true); break;
    case Line::Kind::Unfinished: begin(thread, begun); break;
    case Line::Kind::Resumed: resume(thread, begun, outcome); break;
    case Line::Kind::Text: m_number = prefix.number; return takeText(thread, line.rest());
    }
    return kUnderstood;
}

// The thread of a line, which is where and when its prefix says.
Thread &StraceReader::threadAt(const Prefix &prefix)
{
    setTime(prefix);
    Thread &thread = m_threads.ofLine(prefix.pid);
    if (!prefix.comm.empty() && prefix.comm.size() < 64) {
        if (thread.process == Gatherer::kNone)
            thread.process = m_gatherer.process(thread.id);
        if (trace::Process &process = m_gatherer.details(thread.process); process.comm != prefix.comm)
            process.comm = prefix.comm;
    }
    return thread;
}

// What is no call with its result.
Verdict StraceReader::takeText(Thread &thread, std::string_view line)
{
    if (line.empty())
        return unreadable("nothing stands behind the process id");
    // Another thread's line, while this one's call was open, says that it is so no more only in the end.
    switch (line.front()) {
    case '<':
        return line.starts_with("<... ") ? takeResumed(thread, line) : unreadable("no line of strace");
    case '+':
        return takeEnd(thread, line);
    case '-':
        return takeSignal(thread, line);
    case '[':
        if (line.starts_with("[ Process PID="))
            return takeMode(line);
        break;
    case ')':
    case ',':
    case ' ':
        return takeContinuation(thread, line);
    default:
        break;
    }
    if (line.ends_with(" attached") || line.ends_with(" detached") || line.starts_with("strace: ")) {
        if (line.contains("strace: ") || line.starts_with("Process "))
            return takeMessage(thread, line);
    }
    if (!isNameCharacter(line.front()))
        return unreadable("no line of strace");
    return takeCall(thread, line);
}

void StraceReader::finish()
{
    if (m_sawCall && !m_firstEnded)
        m_gatherer.setCut();
    if (m_first != Gatherer::kNone && m_gatherer.subject.command.empty())
        m_gatherer.subject.command = m_gatherer.details(m_first).argv;
    if (m_calls.relativePaths() > 0)
        m_gatherer.addWarning(std::format("uses of relative paths that are left out, because the trace does not tell where they begin (strace -y does): {}", m_calls.relativePaths()));
    if (m_calls.cutPaths() > 0)
        m_gatherer.addWarning(std::format("uses of paths that strace cut and that are left out: {}", m_calls.cutPaths()));
}

} // namespace

std::unique_ptr<LineReader> makeStraceReader(const ReaderContext &context) { return std::make_unique<StraceReader>(context); }

} // namespace whittle::imports
