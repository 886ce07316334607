#include "imports/audit_record.h"

#include "imports/scan.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace whittle::imports {

namespace {

constexpr char kEnrichedSeparator = '\x1d';

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }

AuditRecord::Kind kindOf(std::string_view type, std::string_view fields)
{
    if (type == "1326" || type == "SECCOMP" || type == "UNKNOWN[1326]")
        return AuditRecord::Kind::Seccomp;
    std::string_view number = type;
    if (take(number, "UNKNOWN["))
        number = number.substr(0, number.find(']'));
    const bool isAppArmorType = type == "AVC" || number == "1400" || type.starts_with("APPARMOR") || (number.size() == 4 && number >= "1500" && number <= "1507");
    if (!isAppArmorType)
        return AuditRecord::Kind::Other;
    return fields.contains("apparmor=") || fields.contains("operation=") ? AuditRecord::Kind::AppArmor : AuditRecord::Kind::Other;
}

// "audit(1705307237.424:9332888): " off the front. ausearch -i has a space in front of the colon.
bool takeStamp(std::string_view &text, std::string_view &stamp)
{
    constexpr std::size_t kLongest = 64;
    if (!take(text, "audit("))
        return false;
    const auto end = text.substr(0, kLongest).find(')');
    if (end == std::string_view::npos)
        return false;
    stamp = text.substr(0, end);
    text.remove_prefix(end + 1);
    skipSpaces(text);
    if (!take(text, ":"))
        return false;
    skipSpaces(text);
    return stampSerial(stamp).has_value() && stampNs(stamp).has_value();
}

// "SECCOMP auid=0 …", as the journal writes what it took from the kernel itself.
AuditRecord journalRecord(std::string_view text)
{
    AuditRecord record;
    std::string_view rest = text;
    const std::string_view type = takeWord(rest);
    if ((type != "SECCOMP" && type != "AVC" && !type.starts_with("UNKNOWN[")) || !rest.contains('='))
        return record;
    skipSpaces(rest);
    record.type = type;
    record.fields = rest;
    record.kind = kindOf(type, rest);
    return record;
}

// Where "type=" stands as a word of its own.
std::size_t findType(std::string_view line)
{
    for (auto at = line.find("type="); at != std::string_view::npos; at = line.find("type=", at + 1)) {
        if (at == 0 || !isNameCharacter(line[at - 1]))
            return at;
    }
    return std::string_view::npos;
}

std::optional<std::uint32_t> codeOf(std::string_view text)
{
    if (take(text, "0x"))
        return takeNumber<std::uint32_t>(text, 16);
    // As auparse names them (seccomptab.h).
    struct Named
    {
        std::string_view name;
        std::uint32_t code;
    };
    static constexpr std::array kNamed = {Named{"kill-process", 0x80000000}, Named{"kill-thread", 0}, Named{"kill", 0},           Named{"trap", 0x30000},
                                          Named{"errno", 0x50000},           Named{"user-notif", 0x7fc00000}, Named{"trace", 0x7ff00000}, Named{"log", 0x7ffc0000},
                                          Named{"allow", 0x7fff0000}};
    for (const Named &named : kNamed) {
        if (!take(text, named.name))
            continue;
        std::uint32_t code = named.code;
        if (take(text, "("))
            code |= takeNumber<std::uint16_t>(text).value_or(0);
        return code;
    }
    return std::nullopt;
}

bool isName(std::string_view text)
{
    return !text.empty() && !isDigit(text.front()) && std::ranges::all_of(text, isNameCharacter);
}

} // namespace

AuditRecord findRecord(std::string_view line)
{
    AuditRecord record;
    trimEnd(line);
    if (const auto at = findType(line); at != std::string_view::npos) {
        std::string_view rest = line.substr(at + 5);
        record.type = takeWord(rest);
        skipSpaces(rest);
        (void)take(rest, "msg=");
        const bool hasStamp = takeStamp(rest, record.stamp);
        record.fields = rest;
        record.kind = kindOf(record.type, rest);
        if (!hasStamp)
            record.kind = record.kind == AuditRecord::Kind::Seccomp || record.kind == AuditRecord::Kind::AppArmor ? AuditRecord::Kind::Cut : AuditRecord::Kind::None;
        return record;
    }
    // "audit[5231]: SECCOMP …", "audit: SECCOMP …", or the message alone.
    if (const auto at = line.find("audit"); at != std::string_view::npos) {
        std::string_view rest = line.substr(at + 5);
        if (take(rest, "[")) {
            (void)takeNumber<std::int64_t>(rest);
            if (!take(rest, "]"))
                return record;
        }
        if (take(rest, ": "))
            return journalRecord(rest);
    }
    return journalRecord(line);
}

std::optional<std::int64_t> stampNs(std::string_view stamp)
{
    const auto colon = stamp.rfind(':');
    std::string_view time = stamp.substr(0, colon);
    if (const auto slash = time.find('/'); slash != std::string_view::npos) {
        const auto space = time.find(' ');
        if (space == std::string_view::npos)
            return std::nullopt;
        time.remove_prefix(space + 1); // times of one log are compared, and it has a date only in the reader's own form
    }
    const auto ns = takeTime(time);
    return ns && time.empty() ? ns : std::nullopt;
}

std::optional<std::uint64_t> stampSerial(std::string_view stamp)
{
    const auto colon = stamp.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    stamp.remove_prefix(colon + 1);
    const auto serial = takeNumber<std::uint64_t>(stamp);
    return serial && stamp.empty() ? serial : std::nullopt;
}

std::string AuditField::text() const
{
    if (!isQuoted) {
        if (auto bytes = fromHex(value)) {
            // A path of several words ends in zero bytes.
            if (const auto end = bytes->find('\0'); end != std::string::npos)
                bytes->resize(end);
            return *std::move(bytes);
        }
    }
    return std::string(value);
}

std::optional<AuditField> takeField(std::string_view &fields)
{
    for (;;) {
        skipSpaces(fields);
        if (fields.empty() || fields.front() == kEnrichedSeparator)
            return std::nullopt;
        std::size_t size = 0;
        while (size < fields.size() && (isNameCharacter(fields[size]) || fields[size] == '-'))
            ++size;
        if (size == 0 || size >= fields.size() || fields[size] != '=') {
            // No field: a word of the value before.
            const std::string_view word = takeWord(fields);
            if (word.contains(kEnrichedSeparator) || word.empty())
                return std::nullopt;
            continue;
        }
        AuditField field{fields.substr(0, size), {}, false};
        // auditd's tail repeats the names in capitals.
        if (isUpper(field.name.front()))
            return std::nullopt;
        fields.remove_prefix(size + 1);
        if (!fields.empty() && fields.front() == '"') {
            const auto end = fields.find('"', 1);
            if (end == std::string_view::npos)
                return std::nullopt; // the line is cut
            field.isQuoted = true;
            field.value = fields.substr(1, end - 1);
            fields.remove_prefix(end + 1);
            return field;
        }
        field.value = takeWord(fields);
        if (const auto end = field.value.find(kEnrichedSeparator); end != std::string_view::npos) {
            field.value = field.value.substr(0, end);
            fields = {};
        } else if (field.value.contains('=')) {
            // The tail may be glued to the last value.
            for (const std::string_view tail : {"AUID=", "FSUID=", "OUID=", "UID=", "ARCH=", "SYSCALL="}) {
                if (const auto glued = field.value.find(tail); glued != std::string_view::npos && glued > 0) {
                    field.value = field.value.substr(0, glued);
                    fields = {};
                    break;
                }
            }
        }
        return field;
    }
}

std::optional<SeccompRecord> parseSeccomp(std::string_view fields)
{
    SeccompRecord record;
    bool hasProcess = false;
    while (const auto field = takeField(fields)) {
        std::string_view value = field->value;
        if (field->name == "pid") {
            const auto pid = takeNumber<std::int64_t>(value);
            hasProcess = pid.has_value();
            record.pid = pid.value_or(-1);
        } else if (field->name == "uid") {
            record.uid = takeNumber<std::uint32_t>(value);
        } else if (field->name == "comm") {
            record.comm = field->text();
        } else if (field->name == "exe") {
            record.executable = field->text();
        } else if (field->name == "arch") {
            std::string_view hex = value;
            const auto arch = takeNumber<std::uint32_t>(hex, 16);
            if (arch && hex.empty() && value.size() == 8)
                record.arch = arch;
            else
                record.archName = value;
        } else if (field->name == "syscall") {
            const auto number = takeNumber<std::uint64_t>(value);
            if (number && value.empty())
                record.number = number;
            else if (const auto bracket = field->value.find('('); bracket != std::string_view::npos) {
                std::string_view digits = field->value.substr(bracket + 1);
                record.number = takeNumber<std::uint64_t>(digits);
            } else if (isName(field->value)) {
                record.name = field->value;
            }
        } else if (field->name == "sig") {
            record.signal = takeNumber<int>(value).value_or(0);
        } else if (field->name == "code") {
            record.code = codeOf(value);
        }
    }
    if (!hasProcess || (!record.number && record.name.empty()))
        return std::nullopt;
    return record;
}

std::optional<AppArmorRecord> parseAppArmor(const AuditRecord &audit)
{
    AppArmorRecord record;
    bool hasEvent = false;
    // Kernels before 2.6.36 told the event by the type.
    std::string_view type = audit.type;
    if (take(type, "UNKNOWN["))
        type = type.substr(0, type.find(']'));
    static constexpr std::array kOldEvents = {AppArmorRecord::Event::Audit, AppArmorRecord::Event::Allowed, AppArmorRecord::Event::Denied,
                                              AppArmorRecord::Event::Hint,  AppArmorRecord::Event::Status,  AppArmorRecord::Event::Error};
    if (const auto number = takeNumber<unsigned>(type); number && *number >= 1501 && *number < 1501 + kOldEvents.size()) {
        record.event = kOldEvents[*number - 1501];
        hasEvent = true;
    }
    struct Named
    {
        std::string_view name;
        AppArmorRecord::Event event;
    };
    static constexpr std::array kEvents = {Named{"AUDIT", AppArmorRecord::Event::Audit},   Named{"ALLOWED", AppArmorRecord::Event::Allowed},
                                           Named{"DENIED", AppArmorRecord::Event::Denied}, Named{"HINT", AppArmorRecord::Event::Hint},
                                           Named{"STATUS", AppArmorRecord::Event::Status}, Named{"ERROR", AppArmorRecord::Event::Error},
                                           Named{"KILLED", AppArmorRecord::Event::Killed}};
    const auto takeEvent = [&](std::string_view name) {
        const auto event = std::ranges::find(kEvents, name, &Named::name);
        hasEvent = event != kEvents.end();
        if (hasEvent)
            record.event = event->event;
    };
    if (std::string_view word = audit.type; take(word, "APPARMOR_"))
        takeEvent(word);
    std::string_view fields = audit.fields;
    const auto number32 = [](std::string_view value) { return takeNumber<std::uint32_t>(value); };
    while (const auto field = takeField(fields)) {
        const std::string_view name = field->name;
        std::string_view value = field->value;
        if (name == "apparmor") {
            takeEvent(value);
        } else if (name == "operation") {
            record.operation = value;
        } else if (name == "requested_mask" || name == "requested") {
            record.requested = value;
        } else if (name == "denied_mask" || name == "denied") {
            record.denied = value;
        } else if (name == "fsuid") {
            record.fsuid = number32(value);
        } else if (name == "ouid") {
            record.ouid = number32(value);
        } else if (name == "profile" || name == "label") {
            record.profile = field->text();
        } else if (name == "peer") {
            record.peer = field->text();
        } else if (name == "name" || name == "capname") {
            record.name = field->text();
        } else if (name == "target" || name == "name2") {
            record.target = field->text();
        } else if (name == "comm") {
            record.comm = field->text();
        } else if (name == "pid") {
            record.pid = takeNumber<std::int64_t>(value).value_or(-1);
        } else if (name == "parent") {
            record.parent = takeNumber<std::int64_t>(value).value_or(-1);
        } else if (name == "info") {
            record.info = value;
        } else if (name == "error") {
            const int error = takeNumber<int>(value).value_or(0);
            record.error = error < 0 && error > -4096 ? -error : error;
        } else if (name == "class") {
            record.objectClass = value;
        } else if (name == "family") {
            record.family = value;
        } else if (name == "sock_type") {
            record.socketType = value;
        }
    }
    if (!hasEvent)
        return std::nullopt;
    return record;
}

} // namespace whittle::imports
