#include "imports/audit_record.h"
#include "imports/audit_seen.h"
#include "imports/journal_entry.h"
#include "imports/line_reader.h"
#include "imports/scan.h"

#include <linux/seccomp.h>

#include <cerrno>
#include <format>
#include <map>
#include <utility>

namespace whittle::imports {

namespace {

namespace operation = trace::path_operation;

constexpr const char *kCutRecord = "the record is cut";

// As libseccomp and the recordings of our own write it; empty where the call was let through.
std::string denialOf(std::uint32_t code)
{
    const std::uint32_t data = code & SECCOMP_RET_DATA;
    switch (code & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_KILL_THREAD: return "SCMP_ACT_KILL_THREAD";
    case SECCOMP_RET_TRAP: return "SCMP_ACT_TRAP";
    case SECCOMP_RET_ERRNO: return std::format("SCMP_ACT_ERRNO({})", data == 0 ? static_cast<std::uint32_t>(EPERM) : data);
    case SECCOMP_RET_USER_NOTIF:
    case SECCOMP_RET_TRACE: // a supervisor decided
    case SECCOMP_RET_LOG:
    case SECCOMP_RET_ALLOW: return {};
    default: return "SCMP_ACT_KILL_PROCESS";
    }
}

// What AppArmor's letters and operations say of a path. Source: apparmor.d(5), libapparmor's and the kernel's operation names.
std::uint32_t pathOperations(const AppArmorRecord &record)
{
    struct Named
    {
        std::string_view name;
        std::uint32_t operations;
    };
    static constexpr Named kNamed[] = {
        {"getattr", operation::kStat},      {"inode_getattr", operation::kStat}, {"mkdir", operation::kCreate},      {"mknod", operation::kCreate},
        {"symlink", operation::kCreate},    {"unlink", operation::kDelete},      {"rmdir", operation::kDelete},      {"rename_src", operation::kRename},
        {"rename_dest", operation::kRename}, {"link", operation::kLink},         {"chmod", operation::kChange},      {"chown", operation::kChange},
        {"setattr", operation::kChange},    {"truncate", operation::kWrite},     {"mount", operation::kMount},       {"umount", operation::kMount},
        {"pivotroot", operation::kMount},   {"exec", operation::kExecute},       {"file_mmap", operation::kMap},     {"file_mprotect", operation::kMap},
    };
    std::uint32_t operations = 0;
    for (const Named &named : kNamed) {
        if (record.operation == named.name)
            operations |= named.operations;
    }
    for (const char letter : record.requested.empty() ? record.denied : record.requested) {
        switch (letter) {
        case 'r': operations |= record.name.ends_with('/') ? operation::kRead | operation::kList : operation::kRead; break;
        case 'w':
        case 'a': operations |= operation::kWrite; break;
        case 'c': operations |= operation::kCreate; break;
        case 'd': operations |= operation::kDelete; break;
        case 'l': operations |= operation::kLink; break;
        case 'm': operations |= operation::kMap; break;
        case 'x': operations |= operation::kExecute; break;
        default: break; // k locks what is open already; ":" parts owners from others in old records
        }
    }
    return operations;
}

class AuditReader final : public LineReader
{
public:
    explicit AuditReader(const ReaderContext &context) : m_gatherer(context.gatherer), m_seen(context.auditSeen) {}

    Verdict take(std::string_view line) override;
    void finish() override;

private:
    Verdict takeText(std::string_view line, std::string_view serial);
    Verdict takeEntry();
    Verdict takeSeccomp(const AuditRecord &record);
    Verdict takeAppArmor(const AuditRecord &record);
    bool noteLost(std::string_view line);
    void setTime(std::string_view stamp);

    Gatherer &m_gatherer;
    AuditSeen &m_seen;
    JournalEntry m_entry;       // of journalctl -o export
    std::int64_t m_firstNs = -1;
    std::int64_t m_ns = 0;
    bool m_isAuditLog = false;  // every line begins with a type
    std::uint64_t m_otherPaths = 0;
};

void AuditReader::setTime(std::string_view stamp)
{
    const auto ns = stampNs(stamp);
    if (!ns)
        return;
    if (m_firstNs < 0)
        m_firstNs = *ns;
    m_ns = std::max<std::int64_t>(0, *ns - m_firstNs);
    m_gatherer.sawTime(m_ns);
}

Verdict AuditReader::takeSeccomp(const AuditRecord &record)
{
    const auto parsed = parseSeccomp(record.fields);
    if (!parsed)
        return unreadable(kCutRecord);
    CallKey key;
    if (parsed->number) {
        AbiHint hint = AbiHint::Native;
        auto number = *parsed->number;
        std::optional<Abi> abi;
        if (parsed->arch) {
            abi = abiOf(*parsed->arch, number);
            if (!abi)
                return passedOver("records of other machines");
        } else if (!parsed->archName.empty()) {
            abi = parseAbi(parsed->archName);
            if (!abi)
                return passedOver("records of other machines");
        }
        if (abi) {
            hint = known(*abi);
            if (*abi == Abi::X32)
                number &= ~std::uint64_t{kX32Bit};
        }
        if (!std::in_range<int>(number))
            return unreadable("the number is none of a syscall");
        key = CallKey::numbered(static_cast<std::uint32_t>(number), hint);
    } else {
        const NameId name = SyscallNames::instance().find(parsed->name);
        if (name == kUnknownName)
            return unreadable("no syscall of this name is known");
        const auto abi = parseAbi(parsed->archName);
        if (!parsed->archName.empty() && !abi)
            return passedOver("records of other machines");
        key = CallKey::named(name, abi ? known(*abi) : AbiHint::Native);
    }
    if (m_seen.isRepeated(stampSerial(record.stamp), record.fields))
        return passedOver("records that are there already, from the kernel or auditd");
    setTime(record.stamp);
    const Gatherer::ProcessId process = m_gatherer.process(parsed->pid, parsed->comm);
    trace::Process &details = m_gatherer.details(process);
    if (details.executable.empty() || parsed->executable != "/")
        details.executable = parsed->executable;
    if (parsed->uid)
        details.uid = *parsed->uid;
    details.beginningMissed = true;
    m_gatherer.count(process, key, 1, m_ns);
    constexpr int kKill = 9; // strict mode
    const std::uint32_t code = parsed->code.value_or(parsed->signal != 0 ? SECCOMP_RET_KILL_THREAD : SECCOMP_RET_LOG);
    if (const std::string action = denialOf(code); !action.empty()) {
        m_gatherer.addDenial(process, key, action, 1, m_ns);
        if ((code & SECCOMP_RET_ACTION_FULL) == SECCOMP_RET_ERRNO)
            m_gatherer.addError(process, key, static_cast<int>((code & SECCOMP_RET_DATA) == 0 ? static_cast<std::uint32_t>(EPERM) : code & SECCOMP_RET_DATA));
        else if (parsed->signal > 0 && parsed->signal <= 64)
            details.signal = parsed->signal == kKill ? kKill : parsed->signal;
    }
    return kUnderstood;
}

Verdict AuditReader::takeAppArmor(const AuditRecord &record)
{
    using Event = AppArmorRecord::Event;
    const auto parsed = parseAppArmor(record);
    if (!parsed)
        return unreadable(kCutRecord);
    if (parsed->event == Event::Status || parsed->event == Event::Hint || parsed->event == Event::Error)
        return passedOver("AppArmor records of states and profiles");
    const bool isAboutPaths = parsed->objectClass.empty() || parsed->objectClass == "file" || parsed->objectClass == "mount";
    const std::uint32_t operations = isAboutPaths ? pathOperations(*parsed) : 0;
    const bool isOther = !parsed->family.empty() || parsed->operation == "capable" || parsed->operation == "signal" || parsed->operation == "ptrace";
    if (operations == 0 || isOther || parsed->name.empty())
        return passedOver("AppArmor records about something else than paths");
    if (m_seen.isRepeated(stampSerial(record.stamp), record.fields))
        return passedOver("records that are there already, from the kernel or auditd");
    setTime(record.stamp);
    const Gatherer::ProcessId process = m_gatherer.process(parsed->pid, parsed->comm);
    trace::Process &details = m_gatherer.details(process);
    details.beginningMissed = true;
    if (parsed->fsuid)
        details.uid = *parsed->fsuid;
    const bool isDenied = parsed->event == Event::Denied || parsed->event == Event::Killed;
    const int error = !isDenied ? 0 : parsed->error > 0 ? parsed->error : EACCES;
    const auto addPath = [&](const std::string &path) {
        if (path.starts_with('/'))
            m_gatherer.addPath(process, m_gatherer.path(path), operations, error, m_ns);
        else
            ++m_otherPaths; // disconnected: outside of what the process sees as its root
    };
    addPath(parsed->name);
    if (parsed->operation == "link" && parsed->target.starts_with('/'))
        addPath(parsed->target);
    if (parsed->operation == "exec" && !isDenied)
        details.executable = parsed->name;
    return kUnderstood;
}

// What tells that records are missing. Sources: kernel/audit.c, lib/ratelimit.c, rsyslog's and systemd-journald's messages.
bool AuditReader::noteLost(std::string_view line)
{
    const auto countBefore = [line](std::string_view words) -> std::optional<std::uint64_t> {
        const auto at = line.find(words);
        if (at == std::string_view::npos || at == 0)
            return std::nullopt;
        std::size_t begin = at;
        while (begin > 0 && isDigit(line[begin - 1]))
            --begin;
        std::string_view digits = line.substr(begin, at - begin);
        return takeNumber<std::uint64_t>(digits);
    };
    const auto countBehind = [line](std::string_view words) -> std::optional<std::uint64_t> {
        const auto at = line.find(words);
        if (at == std::string_view::npos)
            return std::nullopt;
        std::string_view digits = line.substr(at + words.size());
        return takeNumber<std::uint64_t>(digits);
    };
    std::uint64_t count = 0;
    if (const auto suppressed = countBefore(" callbacks suppressed"); suppressed && line.contains("audit"))
        count = *suppressed;
    else if (const auto lost = countBehind("audit_lost="); lost)
        count = *lost > m_lost ? *lost - m_lost : 0; // it counts from the start of the system
    else if (const auto missed = countBehind("Missed "); missed && line.contains("kernel messages"))
        count = *missed;
    else if (const auto journal = countBehind("Suppressed "); journal && line.contains("messages from"))
        count = *journal;
    else if (const auto daemon = countBehind("imjournal: "); daemon && line.contains("lost"))
        count = *daemon;
    else if (line.contains("audit: backlog limit exceeded") || line.contains("audit: rate limit exceeded") || line.contains("kauditd hold queue overflow")
             || line.contains("audit: kauditd retry queue overflow") || line.contains("dispatch err (pipe full) event lost"))
        count = 1;
    else
        return false;
    m_lost += count;
    return true;
}

Verdict AuditReader::takeText(std::string_view line, std::string_view serial)
{
    AuditRecord record = findRecord(line);
    if (record.stamp.empty() && !serial.empty())
        record.stamp = serial;
    switch (record.kind) {
    case AuditRecord::Kind::Seccomp: return takeSeccomp(record);
    case AuditRecord::Kind::AppArmor: return takeAppArmor(record);
    case AuditRecord::Kind::Cut: return unreadable(kCutRecord);
    case AuditRecord::Kind::Other:
        // "audit: type=1326" was no record of this kind if it has neither; but losses may be told in any.
        return passedOver(record.type == "AVC" || record.type == "1400" ? "records of other security modules" : "other audit records");
    case AuditRecord::Kind::None: break;
    }
    if (noteLost(line))
        return passedOver("notes of lost records");
    if (m_isAuditLog) {
        if (line.starts_with("----") || line.starts_with("time->") || line.empty())
            return passedOver("marks of ausearch");
        if (line.starts_with("type=") || line.starts_with("node="))
            return unreadable(kCutRecord);
        return unreadable("no audit record");
    }
    return passedOver("other log lines");
}

// An entry of journalctl -o export is complete.
Verdict AuditReader::takeEntry()
{
    const JournalEntry entry = std::exchange(m_entry, {});
    if (entry.message.empty())
        return passedOver("other log lines");
    return takeText(entry.message, entry.stamp());
}

Verdict AuditReader::take(std::string_view line)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    if (line.starts_with('{')) {
        JournalEntry entry;
        if (!entry.readJson(line))
            return unreadable("no JSON");
        if (entry.message.empty())
            return passedOver("entries without a message");
        return takeText(entry.message, entry.stamp());
    }
    if (m_entry.isExport(line)) {
        // The entry speaks when its empty line comes.
        m_entry.readExport(line);
        return passedOver("fields of the journal");
    }
    if (line.empty())
        return m_entry.message.empty() ? passedOver("empty lines") : takeEntry();
    if (!m_isAuditLog && (line.starts_with("type=") || line.starts_with("node=")))
        m_isAuditLog = findRecord(line).kind != AuditRecord::Kind::None;
    return takeText(line, {});
}

void AuditReader::finish()
{
    if (!m_entry.message.empty())
        (void)takeEntry();
    if (m_otherPaths > 0)
        m_gatherer.addWarning(std::format("paths of AppArmor records that do not begin at a root (disconnected) and are left out: {}", m_otherPaths));
}

} // namespace

std::unique_ptr<LineReader> makeAuditReader(const ReaderContext &context) { return std::make_unique<AuditReader>(context); }

} // namespace whittle::imports
