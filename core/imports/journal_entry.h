#pragma once

#include <string>
#include <string_view>

namespace whittle::imports {

/// What matters of an entry of the journal, from journalctl -o json or -o export, or of a log line that somebody put into JSON.
struct JournalEntry
{
    std::string message;
    std::string auditId;   // _AUDIT_ID
    std::string realtime;  // microseconds

    /// "1705307237.424:9332888", as the kernel stamps records; empty where the entry names no record.
    [[nodiscard]] std::string stamp() const;
    /// False: it is no JSON object.
    [[nodiscard]] bool readJson(std::string_view line);

    /// Whether the line is a field of the export format, "NAME=value".
    [[nodiscard]] static bool isExport(std::string_view line);
    void readExport(std::string_view line);
};

} // namespace whittle::imports
