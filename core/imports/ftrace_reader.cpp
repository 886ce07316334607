#include "imports/enter_exit.h"
#include "imports/line_reader.h"
#include "imports/scan.h"

#include <algorithm>
#include <utility>

namespace whittle::imports {

namespace {

constexpr const char *kNoLine = "no line of ftrace, trace-cmd or perf script";

// What an event says: "sys_enter: NR 257 (…)", "sys_exit: NR 257 = 3", "sys_enter_openat: dfd: …", "sys_openat(dfd: …)", "sys_openat -> 0x3"
struct Event
{
    bool isSyscall = false;
    bool isEnter = true;
    std::optional<CallKey> key;
    std::int64_t result = 0;
};

std::optional<CallKey> keyOf(std::string_view name)
{
    if (const NameId id = SyscallNames::instance().findDecorated(name); id != kUnknownName)
        return CallKey::named(id);
    return std::nullopt;
}

Event understand(std::string_view text)
{
    Event event;
    for (const std::string_view group : {"raw_syscalls:", "syscalls:"})
        (void)take(text, group);
    std::size_t size = 0;
    while (size < text.size() && isNameCharacter(text[size]))
        ++size;
    const std::string_view word = text.substr(0, size);
    std::string_view rest = text.substr(size);
    if (word == "sys_enter" || word == "sys_exit") {
        event.isSyscall = true;
        event.isEnter = word == "sys_enter";
        (void)take(rest, ":");
        skipSpaces(rest);
        if (take(rest, "NR ")) {
            const auto number = takeNumber<std::int64_t>(rest);
            if (number && *number >= 0 && std::in_range<int>(*number))
                event.key = CallKey::numbered(static_cast<std::uint32_t>(*number), AbiHint::Native);
        }
        if (const auto equals = rest.find("= "); !event.isEnter && equals != std::string_view::npos) {
            rest.remove_prefix(equals + 2);
            event.result = takeNumber<std::int64_t>(rest).value_or(0);
        }
        return event;
    }
    if (!word.starts_with("sys_"))
        return event;
    event.isSyscall = true;
    skipSpaces(rest);
    if (word.starts_with("sys_exit_")) {
        event.isEnter = false;
    } else if (take(rest, "->")) {
        event.isEnter = false;
        skipSpaces(rest);
        if (const auto value = wholeNumber(rest.substr(0, rest.find(' '))))
            event.result = static_cast<std::int64_t>(*value);
    }
    if (word.starts_with("sys_exit_")) {
        (void)take(rest, ":");
        skipSpaces(rest);
        if (const auto value = wholeNumber(trimmed(rest)))
            event.result = static_cast<std::int64_t>(*value);
    }
    event.key = keyOf(word);
    return event;
}

class FtraceReader final : public LineReader
{
public:
    explicit FtraceReader(const ReaderContext &context) : m_gatherer(context.gatherer), m_calls(context.gatherer) {}

    Verdict take(std::string_view line) override;
    void finish() override { m_calls.finish(); }

private:
    Gatherer &m_gatherer;
    EnterExit m_calls;
    std::int64_t m_firstNs = -1;
};

// "  sh-1234  [000] .....  12.345678: sys_enter: NR 257 (…)", "sh  1234/1235 [000] 12.345678: raw_syscalls:sys_enter: NR 257 (…)"
Verdict FtraceReader::take(std::string_view line)
{
    trimEnd(line);
    if (line.empty() || line.front() == '#')
        return passedOver("headings");
    if (const auto lost = line.find("[LOST "); lost != std::string_view::npos) {
        std::string_view digits = line.substr(lost + 6);
        m_lost += takeNumber<std::uint64_t>(digits).value_or(1);
        return passedOver("notes of lost events");
    }
    // "CPU 0 is empty", "cpus=8", "version = 7"
    if (line.starts_with("CPU ") || line.starts_with("cpus=") || line.starts_with("CPU:") || line.starts_with("version ="))
        return passedOver("headings");
    const auto cpu = line.find(" [");
    if (cpu == std::string_view::npos)
        return unreadable(kNoLine);
    std::string_view who = trimmed(line.substr(0, cpu));
    std::string_view rest = line.substr(cpu + 2);
    if (!takeNumber<unsigned>(rest) || !imports::take(rest, "]"))
        return unreadable(kNoLine);
    // The flags of ftrace, then the time with its colon.
    std::string_view word = takeWord(rest);
    std::string_view time = word;
    std::optional<std::int64_t> ns = takeTime(time);
    if (!ns || time != ":") {
        word = takeWord(rest);
        time = word;
        ns = takeTime(time);
        if (!ns || time != ":")
            return unreadable(kNoLine);
    }
    skipSpaces(rest);
    // "sh-1234", "<...>-1234", "sh-1234 (1230)", "sh 1234", "sh 1234/1235"
    if (who.ends_with(')')) {
        const auto open = who.rfind('(');
        who = open == std::string_view::npos ? who : trimmed(who.substr(0, open));
    }
    std::size_t digits = who.size();
    while (digits > 0 && (isDigit(who[digits - 1]) || who[digits - 1] == '/'))
        --digits;
    std::string_view id = who.substr(digits);
    const auto pid = takeNumber<std::int64_t>(id);
    if (!pid || digits == 0)
        return unreadable(kNoLine);
    std::string_view comm = who.substr(0, who[digits - 1] == '-' ? digits - 1 : digits);
    trimEnd(comm);
    if (comm == "<...>")
        comm = {};

    const Event event = understand(rest);
    if (!event.isSyscall)
        return passedOver("events that are no syscalls");
    if (!event.key)
        return rest.contains("NR -1") ? passedOver("calls that were skipped") : unreadable("no syscall of this name is known");
    if (m_firstNs < 0)
        m_firstNs = *ns;
    const std::int64_t since = std::max<std::int64_t>(0, *ns - m_firstNs);
    m_gatherer.sawTime(since);
    const Gatherer::ProcessId process = m_gatherer.process(*pid, comm);
    m_gatherer.details(process).beginningMissed = true;
    constexpr std::int64_t kFirstHidden = 512;
    const int error = event.result < 0 && event.result > -kFirstHidden ? static_cast<int>(-event.result) : 0;
    if (event.isEnter)
        m_calls.enter(process, *event.key, since);
    else
        m_calls.leave(process, *event.key, since, error);
    return kUnderstood;
}

} // namespace

std::unique_ptr<LineReader> makeFtraceReader(const ReaderContext &context) { return std::make_unique<FtraceReader>(context); }

} // namespace whittle::imports
