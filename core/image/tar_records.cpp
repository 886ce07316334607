#include "image/tar_records.h"

#include "image/paths.h"

#include <algorithm>
#include <charconv>
#include <format>
#include <limits>

namespace whittle::image {

namespace {

constexpr std::string_view kSchilyXattr = "SCHILY.xattr.";
constexpr std::string_view kLibarchiveXattr = "LIBARCHIVE.xattr.";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Without '=' at the end, as libarchive writes it; with it is fine, too.
std::optional<std::string> fromBase64(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : text) {
        const std::size_t value = kBase64.find(c);
        if (value == std::string_view::npos)
            return std::nullopt;
        bits = (bits << 6) | static_cast<std::uint32_t>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>((bits >> count) & 0xff);
        }
    }
    return bytes;
}

std::string toBase64(std::string_view bytes)
{
    std::string text;
    std::uint32_t bits = 0;
    int count = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        count += 8;
        while (count >= 6) {
            count -= 6;
            text += kBase64[(bits >> count) & 63];
        }
    }
    if (count > 0)
        text += kBase64[(bits << (6 - count)) & 63];
    return text;
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = static_cast<char>(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::string fromPercents(std::string_view text)
{
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
            bytes += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

std::string toPercents(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte >= 0x7f || c == '%' || c == '=')
            text += std::format("%{:02X}", byte);
        else
            text += c;
    }
    return text;
}

std::optional<Time> parseTime(std::string_view text)
{
    const std::size_t dot = text.find('.');
    const std::string_view whole = text.substr(0, dot);
    Time time;
    const auto end = std::from_chars(whole.data(), whole.data() + whole.size(), time.seconds);
    if (end.ec != std::errc() || end.ptr != whole.data() + whole.size())
        return std::nullopt;
    if (dot == std::string_view::npos)
        return time;
    std::uint32_t unit = 100'000'000;
    for (const char c : text.substr(dot + 1)) {
        if (c < '0' || c > '9')
            return std::nullopt;
        time.nanoseconds += static_cast<std::uint32_t>(c - '0') * unit;
        unit /= 10;
    }
    // -1.25 is three quarters after -2.
    if (whole.starts_with('-') && time.nanoseconds > 0) {
        if (time.seconds == std::numeric_limits<std::int64_t>::min())
            return std::nullopt;
        time.seconds -= 1;
        time.nanoseconds = 1'000'000'000 - time.nanoseconds;
    }
    return time;
}

} // namespace

std::optional<std::uint64_t> paxNumber(std::string_view text)
{
    std::uint64_t number = 0;
    const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size())
        return std::nullopt;
    return number;
}

Result<PaxRecords> readPaxRecords(std::string_view text)
{
    PaxRecords records;
    std::string sparse;
    while (!text.empty()) {
        const std::size_t space = text.find(' ');
        const auto length = space < 20 ? paxNumber(text.substr(0, space)) : std::nullopt;
        if (!length || *length > text.size() || *length < space + 3 || text[static_cast<std::size_t>(*length) - 1] != '\n')
            return fail(ErrorCode::InvalidInput, "a PAX record whose length is wrong");
        const std::string_view record = text.substr(space + 1, static_cast<std::size_t>(*length) - space - 2);
        const std::size_t equals = record.find('=');
        if (equals == 0 || equals == std::string_view::npos)
            return fail(ErrorCode::InvalidInput, "a PAX record without a keyword");
        text.remove_prefix(static_cast<std::size_t>(*length));
        const std::string_view keyword = record.substr(0, equals);
        const std::string_view value = record.substr(equals + 1);
        if (keyword == "GNU.sparse.offset" || keyword == "GNU.sparse.numbytes")
            sparse.append(sparse.empty() ? "" : ",").append(value);
        else
            records.insert_or_assign(std::string(keyword), std::string(value));
    }
    if (!sparse.empty())
        records.insert_or_assign("GNU.sparse.map", std::move(sparse));
    return records;
}

Result<> applyPaxRecords(const PaxRecords &records, Entry &entry)
{
    for (const auto &[keyword, value] : records) {
        const auto wrong = [&] { return fail(ErrorCode::InvalidInput, std::format("PAX record {} has the value {}", keyword.substr(0, 100), inQuotes(value))); };
        if (keyword.starts_with(kSchilyXattr)) {
            entry.xattrs.insert_or_assign(keyword.substr(kSchilyXattr.size()), value);
        } else if (keyword.starts_with(kLibarchiveXattr)) {
            auto bytes = fromBase64(value);
            if (!bytes)
                return wrong();
            // Written beside SCHILY's form, which has precedence as engines know only that.
            entry.xattrs.try_emplace(fromPercents(std::string_view(keyword).substr(kLibarchiveXattr.size())), *std::move(bytes));
        } else if (value.empty()) {
            continue; // takes back what a global header said
        } else if (keyword == "path") {
            entry.path = value;
        } else if (keyword == "linkpath") {
            entry.linkTarget = value;
        } else if (keyword == "uname") {
            entry.user = value;
        } else if (keyword == "gname") {
            entry.group = value;
        } else if (keyword == "mtime") {
            const auto time = parseTime(value);
            if (!time)
                return wrong();
            entry.modified = *time;
        } else if (keyword == "size" || keyword == "uid" || keyword == "gid") {
            const auto number = paxNumber(value);
            if (!number)
                return wrong();
            (keyword == "size" ? entry.size : keyword == "uid" ? entry.uid : entry.gid) = *number;
        }
    }
    return {};
}

std::string paxRecord(std::string_view keyword, std::string_view value)
{
    // The length counts its own digits.
    std::size_t length = keyword.size() + value.size() + 3;
    while (std::to_string(length).size() + keyword.size() + value.size() + 3 != length)
        length = std::to_string(length).size() + keyword.size() + value.size() + 3;
    std::string record = std::format("{} {}=", length, keyword);
    record.append(value).append("\n");
    return record;
}

std::string paxXattrRecord(std::string_view name, std::string_view value)
{
    if (name.find('=') != std::string_view::npos)
        return paxRecord(std::string(kLibarchiveXattr) + toPercents(name), toBase64(value));
    return paxRecord(std::string(kSchilyXattr) + std::string(name), value);
}

std::string paxTime(const Time &time)
{
    std::int64_t seconds = time.seconds;
    std::uint32_t nanoseconds = time.nanoseconds;
    if (nanoseconds == 0)
        return std::to_string(seconds);
    const bool negative = seconds < 0;
    if (negative) {
        seconds += 1;
        nanoseconds = 1'000'000'000 - nanoseconds;
    }
    std::string text = std::format("{}{}.{:09}", negative && seconds == 0 ? "-" : "", seconds, nanoseconds);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

} // namespace whittle::image
