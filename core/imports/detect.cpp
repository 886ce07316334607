#include "imports/detect.h"

#include "imports/audit_record.h"
#include "imports/journal_entry.h"
#include "imports/scan.h"
#include "imports/strace_text.h"
#include "imports/sysdig_event.h"
#include "imports/syscall_names.h"
#include "trace/recording_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace whittle::imports {

namespace {

using Json = nlohmann::json;

constexpr std::size_t kLines = 400;

struct Scores
{
    int strace = 0;
    int audit = 0;
    int perf = 0;
    int sysdig = 0;
    int bpftrace = 0;
    int ftrace = 0;
    int events = 0;
};

bool isKnownName(std::string_view name)
{
    return SyscallNames::instance().find(name) != kUnknownName || numberInName(name).has_value();
}

int straceScore(std::string_view line)
{
    if (line.starts_with("strace: Process ") || line.starts_with("[ Process PID="))
        return 3;
    if ((line.contains("usecs/call") && line.contains("syscall")) || (line.starts_with("% time") && line.contains("calls")))
        return 5;
    std::string_view rest = line;
    (void)strace::takePrefix(rest);
    if ((rest.starts_with("+++ ") || rest.starts_with("--- ")) && (rest.ends_with(" +++") || rest.ends_with(" ---")))
        return 3;
    if (rest.starts_with("<... ") && rest.contains(" resumed>"))
        return 3;
    std::size_t size = 0;
    while (size < rest.size() && isNameCharacter(rest[size]))
        ++size;
    if (size == 0 || size >= rest.size() || rest[size] != '(' || !isKnownName(rest.substr(0, size)))
        return 0;
    return strace::findResult(rest).result != std::string_view::npos || rest.ends_with("<unfinished ...>") ? 3 : 1;
}

int perfScore(std::string_view line)
{
    std::string_view rest = line;
    skipSpaces(rest);
    if (rest.starts_with("Summary of events"))
        return 5;
    if (rest.starts_with("syscall ") && rest.contains("calls") && rest.contains("stddev"))
        return 5;
    if (!take(rest, "?")) {
        if (!takeNumber<std::uint64_t>(rest))
            return 0;
        if (take(rest, "."))
            (void)takeNumber<std::uint64_t>(rest);
    }
    skipSpaces(rest);
    if (!rest.starts_with('(') || !rest.substr(0, 24).contains("):"))
        return 0;
    return 4;
}

int sysdigScore(std::string_view line)
{
    for (const std::string_view mark : {") > ", ") < "}) {
        const auto at = line.find(mark);
        if (at == std::string_view::npos)
            continue;
        std::string_view rest = line.substr(at + mark.size());
        const SysdigCall call = sysdigCall(takeWord(rest), {});
        std::string_view front = line;
        skipSpaces(front);
        if ((call.isOther || call.key) && takeNumber<std::uint64_t>(front))
            return 4;
    }
    return line.contains("evt_type=") || line.contains("evt.type=") ? 3 : 0;
}

int ftraceScore(std::string_view line)
{
    if (line.starts_with("# tracer:") || line.starts_with("cpus="))
        return 4;
    for (const std::string_view mark : {"sys_enter: NR ", "sys_exit: NR ", "raw_syscalls:sys_enter: NR", ": sys_enter_", ":sys_enter_", ": sys_exit_", "sys_enter:            NR"}) {
        if (line.contains(mark))
            return 4;
    }
    const auto at = line.find(": sys_");
    return at != std::string_view::npos && line.substr(0, at).contains('[') ? 3 : 0;
}

int bpftraceScore(std::string_view line)
{
    if (line.starts_with("Attaching ") && line.contains("probe"))
        return 3;
    if (line.starts_with('@') && line.contains("]: "))
        return 4;
    return line.starts_with("{\"type\"") && line.contains("\"data\"") ? 4 : 0;
}

int auditScore(std::string_view line)
{
    if (line.starts_with('{')) {
        JournalEntry entry;
        if (!entry.readJson(line) || entry.message.empty())
            return 0;
        return findRecord(entry.message).kind != AuditRecord::Kind::None ? 5 : !entry.realtime.empty() ? 1 : 0;
    }
    if (JournalEntry::isExport(line))
        return line.starts_with("__CURSOR=") || line.starts_with("_TRANSPORT=") ? 3 : 1;
    const AuditRecord record = findRecord(line);
    if (record.kind != AuditRecord::Kind::None)
        return 4;
    return line.contains("callbacks suppressed") || line.contains("audit_lost=") ? 2 : 0;
}

int eventScore(std::string_view line)
{
    line = trimmed(line);
    if (line.starts_with('['))
        line.remove_prefix(1);
    if (!line.starts_with('{'))
        return 0;
    for (const std::string_view mark : {"\"syscall\"", "\"eventName\"", "\"evt.type\"", "\"output_fields\"", "\"evt\"", "\"eventId\"", "\"workload\""}) {
        if (line.contains(mark))
            return 4;
    }
    return 0;
}

bool looksLikeYaml(std::string_view head)
{
    for (const std::string_view mark : {"apiVersion:", "kind: SeccompProfile", "kind: AppArmorProfile", "defaultAction:"}) {
        const auto at = head.find(mark);
        if (at != std::string_view::npos && (at == 0 || head[at - 1] == '\n' || head[at - 1] == ' '))
            return true;
    }
    return false;
}

// A whole document, where its first line is not one by itself.
bool isOneJson(std::string_view head, bool isWhole)
{
    std::string_view text = head;
    for (;;) {
        while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\r' || text.front() == '\t'))
            text.remove_prefix(1);
        if (!text.starts_with("//"))
            break;
        (void)takeUntil(text, '\n');
    }
    if (text.empty() || (text.front() != '{' && text.front() != '['))
        return false;
    // "[pid 12]" and "[ 12.3]" begin lines of logs.
    if (text.front() == '[' && text.find_first_not_of(" \t\r\n", 1) != std::string_view::npos && !std::string_view("{[\"]").contains(text[text.find_first_not_of(" \t\r\n", 1)]))
        return false;
    std::string_view rest = text;
    const std::string_view line = trimmed(takeUntil(rest, '\n'));
    if (trimmed(rest).empty())
        return isWhole || !line.ends_with('}'); // one line alone, or one that is longer than what we see
    // Lines that are objects by themselves are events; a document's first line is not complete.
    return !Json::accept(line) && !(line.starts_with("[{") && Json::accept(line.substr(1, line.size() - (line.ends_with(',') ? 2 : 1))));
}

} // namespace

std::string_view kindName(Kind kind)
{
    switch (kind) {
    case Kind::Unknown: return "unknown";
    case Kind::Strace: return "strace";
    case Kind::Audit: return "audit or system log";
    case Kind::Perf: return "perf trace";
    case Kind::Sysdig: return "sysdig or Falco";
    case Kind::Bpftrace: return "bpftrace";
    case Kind::Ftrace: return "ftrace";
    case Kind::Events: return "event lines";
    case Kind::JsonDocument: return "JSON document";
    case Kind::YamlDocument: return "YAML document";
    case Kind::Recording: return "recording";
    }
    return {};
}

Kind detectKind(std::string_view head, bool isWhole)
{
    // Archives and programs hold words, too.
    constexpr std::size_t kTextBegins = 512;
    if (head.substr(0, kTextBegins).contains('\0'))
        return Kind::Unknown;
    const bool isJson = isOneJson(head, isWhole);
    if (isJson && trace::looksLikeRecording(head))
        return Kind::Recording;
    Scores scores;
    std::string_view rest = head;
    for (std::size_t i = 0; i < kLines && !rest.empty(); ++i) {
        const bool isLast = !rest.contains('\n');
        std::string_view line = takeUntil(rest, '\n');
        if (isLast && !isWhole)
            break; // only its beginning
        trimEnd(line);
        if (line.empty())
            continue;
        scores.strace += straceScore(line);
        scores.audit += auditScore(line);
        scores.perf += perfScore(line);
        scores.sysdig += sysdigScore(line);
        scores.bpftrace += bpftraceScore(line);
        scores.ftrace += ftraceScore(line);
        scores.events += eventScore(line);
    }
    const std::array<std::pair<int, Kind>, 7> ranking = {{{scores.audit, Kind::Audit},
                                                          {scores.strace, Kind::Strace},
                                                          {scores.perf, Kind::Perf},
                                                          {scores.sysdig, Kind::Sysdig},
                                                          {scores.bpftrace, Kind::Bpftrace},
                                                          {scores.ftrace, Kind::Ftrace},
                                                          {scores.events, Kind::Events}}};
    const auto best = std::ranges::max_element(ranking, {}, &std::pair<int, Kind>::first);
    constexpr int kEnough = 3;
    if (isJson) {
        // One line alone may be an event, an entry of the journal, or a document without line breaks.
        const std::string_view text = trimmed(head);
        const bool isOneLine = !text.contains('\n');
        return isOneLine && best->first >= kEnough && best->second != Kind::Strace ? best->second : Kind::JsonDocument;
    }
    if (best->first < kEnough && looksLikeYaml(head))
        return Kind::YamlDocument;
    return best->first >= kEnough ? best->second : Kind::Unknown;
}

} // namespace whittle::imports
