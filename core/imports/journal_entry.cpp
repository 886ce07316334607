#include "imports/journal_entry.h"

#include "imports/scan.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace whittle::imports {

namespace {

using Json = nlohmann::json;

// Fields that journald sets itself begin with an underscore; these are what programs and its own messages have in front of them.
constexpr std::array<std::string_view, 8> kPlainFields = {"MESSAGE", "PRIORITY", "SYSLOG_FACILITY", "SYSLOG_IDENTIFIER", "SYSLOG_PID", "SYSLOG_TIMESTAMP", "SYSLOG_RAW", "AUDIT_FIELD"};

// What loggers call the line that they carry.
constexpr std::array kMessages = {"MESSAGE", "message", "log", "msg", "line", "text", "in"};

// Messages that are no UTF-8 come as an array of bytes.
std::string textOf(const Json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    std::string text;
    if (!value.is_array())
        return text;
    for (const Json &byte : value) {
        if (byte.is_string()) // the field was there several times
            return byte.get<std::string>();
        if (!byte.is_number_integer())
            return {};
        text.push_back(static_cast<char>(static_cast<unsigned char>(byte.get<std::int64_t>())));
    }
    return text;
}

} // namespace

std::string JournalEntry::stamp() const
{
    if (auditId.empty() || realtime.size() < 7)
        return {};
    std::string text = realtime.substr(0, realtime.size() - 6);
    return text.append(".").append(realtime.substr(realtime.size() - 6, 3)).append(":").append(auditId);
}

bool JournalEntry::readJson(std::string_view line)
{
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object())
        return false;
    for (const char *name : kMessages) {
        if (const auto found = json.find(name); found != json.end()) {
            message = textOf(*found);
            break;
        }
    }
    const auto text = [&json](const char *name) {
        const auto found = json.find(name);
        return found != json.end() ? textOf(*found) : std::string();
    };
    auditId = text("_AUDIT_ID");
    realtime = text("_SOURCE_REALTIME_TIMESTAMP");
    if (realtime.empty())
        realtime = text("__REALTIME_TIMESTAMP");
    // The audit transport has the type apart when somebody cut the message short.
    if (text("_AUDIT_TYPE") == "1326" && !message.starts_with("SECCOMP") && !message.contains("type="))
        message.insert(0, "SECCOMP ");
    return true;
}

bool JournalEntry::isExport(std::string_view line)
{
    const auto equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return false;
    const std::string_view name = line.substr(0, equals);
    const bool isField = std::ranges::all_of(name, [](char c) { return (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_'; });
    return isField && (name.front() == '_' || std::ranges::any_of(kPlainFields, [name](std::string_view known) { return name.starts_with(known); }));
}

void JournalEntry::readExport(std::string_view line)
{
    const std::string_view name = takeUntil(line, '=');
    if (name == "__CURSOR")
        *this = {}; // the next entry, even where the empty line is missing
    else if (name == "MESSAGE")
        message = line;
    else if (name == "_AUDIT_ID")
        auditId = line;
    else if (name == "_SOURCE_REALTIME_TIMESTAMP" || (name == "__REALTIME_TIMESTAMP" && realtime.empty()))
        realtime = line;
}

} // namespace whittle::imports
