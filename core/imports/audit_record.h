#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace whittle::imports {

/// An audit record found in a line of audit.log, dmesg, syslog or the journal, or of ausearch with or without -i.
/// Sources: linux/audit.h, kernel/auditsc.c (audit_seccomp), security/apparmor/audit.c, auditd(8), ausearch(8).
struct AuditRecord
{
    enum class Kind { None, Seccomp, AppArmor, Other, Cut };
    Kind kind = Kind::None;       // Cut: a record of the first two, but its end or middle is missing
    std::string_view type;        // "1326", "SECCOMP", "AVC" …
    std::string_view stamp;       // "1705307237.424:9332888"; empty: the record has none
    std::string_view fields;      // what stands behind it, without the tail that auditd adds (ENRICHED)
};

/// Finds the record in a line, whatever stands in front of it.
[[nodiscard]] AuditRecord findRecord(std::string_view line);

/// Nanoseconds of a stamp; also of "11/26/2026 02:36:19.123:45", as ausearch -i writes it. Empty where it is neither.
[[nodiscard]] std::optional<std::int64_t> stampNs(std::string_view stamp);
/// What stands behind the last colon of a stamp.
[[nodiscard]] std::optional<std::uint64_t> stampSerial(std::string_view stamp);

/// One "name=value" of a record.
struct AuditField
{
    std::string_view name;
    std::string_view value;
    bool isQuoted = false;

    /// The kernel writes texts in quotes, or in hexadecimal where they hold odd bytes.
    [[nodiscard]] std::string text() const;
};

/// Takes the next field off the front; empty at the end. Words that are no fields ("(enforce)" behind a label) are passed over.
[[nodiscard]] std::optional<AuditField> takeField(std::string_view &fields);

/// type=1326. Members that were not there keep their values.
struct SeccompRecord
{
    std::int64_t pid = -1;
    std::optional<std::uint32_t> uid;
    std::string comm;
    std::string executable;
    std::optional<std::uint32_t> arch;   // AUDIT_ARCH_*
    std::string archName;                // ausearch -i
    std::optional<std::uint64_t> number; // with the x32 bit
    std::string name;                    // ausearch -i
    int signal = 0;
    std::optional<std::uint32_t> code;   // SECCOMP_RET_*
};
/// Empty: it holds no syscall, or no process.
[[nodiscard]] std::optional<SeccompRecord> parseSeccomp(std::string_view fields);

/// type=1400 and 1501 … 1507, with the members of libapparmor's aa_log_record.
struct AppArmorRecord
{
    enum class Event { Audit, Allowed, Denied, Hint, Status, Error, Killed };
    Event event = Event::Status;
    std::string operation;
    std::string requested; // mask: "r", "wc::", "send"
    std::string denied;
    std::optional<std::uint32_t> fsuid;
    std::optional<std::uint32_t> ouid;
    std::string profile;
    std::string peer;
    std::string name;      // path, capability …
    std::string target;    // second name
    std::string comm;
    std::int64_t pid = -1;
    std::int64_t parent = -1;
    std::string info;
    int error = 0;         // errno, positive
    std::string objectClass;
    std::string family;
    std::string socketType;
};
/// Empty: it is no record of AppArmor (SELinux shares the type), or one without its event.
[[nodiscard]] std::optional<AppArmorRecord> parseAppArmor(const AuditRecord &record);

} // namespace whittle::imports
