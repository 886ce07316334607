#include "image/tar_writer.h"

#include "base/text.h"
#include "image/paths.h"
#include "image/tar_fields.h"
#include "image/tar_records.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <format>
#include <vector>

namespace whittle::image {

namespace {

constexpr std::uint64_t kOctalSizes = std::uint64_t{1} << 33; // from here on they do not fit

using Header = std::array<char, kTarBlock>;

char typeFlag(EntryType type)
{
    switch (type) {
    case EntryType::Regular:
        return '0';
    case EntryType::HardLink:
        return '1';
    case EntryType::SymbolicLink:
        return '2';
    case EntryType::CharacterDevice:
        return '3';
    case EntryType::BlockDevice:
        return '4';
    case EntryType::Directory:
        return '5';
    case EntryType::Fifo:
        return '6';
    }
    return '0';
}

// PAX records are UTF-8 and headers are in no charset at all: what is UTF-8 belongs into the one, other bytes into the other if they fit.
bool isPlain(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; }) || !isUtf8(text);
}

void setText(Header &header, TarField field, std::string_view text)
{
    std::memcpy(header.data() + field.offset, text.data(), std::min(text.size(), field.size));
}

// Octal digits and a zero byte. False when it does not fit.
bool setNumber(Header &header, TarField field, std::uint64_t value)
{
    const std::string digits = std::format("{:0{}o}", value, field.size - 1);
    if (digits.size() >= field.size)
        return false;
    setText(header, field, digits);
    return true;
}

void setBinary(Header &header, TarField field, std::uint64_t value)
{
    for (std::size_t i = field.size; i-- > 0; value >>= 8)
        header[field.offset + i] = static_cast<char>(value & 0xff);
    header[field.offset] = static_cast<char>(0x80);
}

void setChecksum(Header &header)
{
    // Six digits, a zero byte and a space, unlike other numbers.
    setText(header, kTarChecksum, std::format("{:06o}", tarChecksum(header.data())) + std::string("\0 ", 2));
}

// In the name field, with as many leading directories as it takes in the prefix. False when no '/' is at the right place.
bool setPath(Header &header, std::string_view path)
{
    if (!isPlain(path))
        return false;
    if (path.size() <= kTarName.size) {
        setText(header, kTarName, path);
        return true;
    }
    for (std::size_t slash = path.find('/'); slash != std::string_view::npos && slash <= kTarPrefix.size; slash = path.find('/', slash + 1)) {
        const std::string_view name = path.substr(slash + 1);
        if (slash == 0 || name.empty() || name.size() > kTarName.size)
            continue;
        setText(header, kTarPrefix, path.substr(0, slash));
        setText(header, kTarName, name);
        return true;
    }
    return false;
}

// What stands in the header of an entry whose name is in a PAX record: readers that do not know PAX see this.
std::string plainName(std::string_view path, std::size_t size)
{
    std::string name;
    for (const char c : path.substr(0, size))
        name += static_cast<unsigned char>(c) < 0x80 ? c : '_';
    return name;
}

} // namespace

Result<std::string> tarHeader(const Entry &entry, const TarForm &form)
{
    Header header = {};
    std::vector<std::string> records;
    const auto record = [&](std::string_view keyword, std::string_view value) { records.push_back(paxRecord(keyword, value)); };

    std::string path = entry.path.empty() ? "." : entry.path;
    if (entry.type == EntryType::Directory)
        path += '/';
    if (form.sparseSize) {
        record("GNU.sparse.major", "1");
        record("GNU.sparse.minor", "0");
        record("GNU.sparse.name", path);
        record("GNU.sparse.realsize", std::to_string(entry.size));
        setText(header, kTarName, plainName("GNUSparseFile.0/" + std::string(baseName(path)), kTarName.size));
    } else if (!setPath(header, path)) {
        record("path", path);
        setText(header, kTarName, plainName(path, kTarName.size));
    }
    if (entry.linkTarget.size() <= kTarLink.size && isPlain(entry.linkTarget)) {
        setText(header, kTarLink, entry.linkTarget);
    } else {
        record("linkpath", entry.linkTarget);
        setText(header, kTarLink, plainName(entry.linkTarget, kTarLink.size));
    }
    if (!setNumber(header, kTarMode, entry.mode))
        return fail(ErrorCode::InvalidInput, std::format("{}: mode {:o} is none", inQuotes(entry.path), entry.mode));
    if (!setNumber(header, kTarUid, entry.uid)) {
        record("uid", std::to_string(entry.uid));
        setNumber(header, kTarUid, 0);
    }
    if (!setNumber(header, kTarGid, entry.gid)) {
        record("gid", std::to_string(entry.gid));
        setNumber(header, kTarGid, 0);
    }
    const std::uint64_t size = entry.type == EntryType::Regular ? form.sparseSize.value_or(entry.size) : 0;
    if (!setNumber(header, kTarSize, size) && form.binarySize) {
        setBinary(header, kTarSize, size);
    } else if (size >= kOctalSizes) {
        record("size", std::to_string(size));
        setNumber(header, kTarSize, 0);
    }
    if (entry.modified.nanoseconds != 0 || entry.modified.seconds < 0 || !setNumber(header, kTarTime, static_cast<std::uint64_t>(entry.modified.seconds))) {
        record("mtime", paxTime(entry.modified));
        // 0 when it does not fit
        if (entry.modified.seconds < 0 || !setNumber(header, kTarTime, static_cast<std::uint64_t>(entry.modified.seconds)))
            setNumber(header, kTarTime, 0);
    }
    header[kTarType.offset] = typeFlag(entry.type);
    setText(header, kTarMagic, std::string_view("ustar\0" "00", 8));
    for (const auto &[keyword, field, name] : {std::tuple{"uname", kTarUser, &entry.user}, {"gname", kTarGroup, &entry.group}}) {
        if (name->size() < field.size && isPlain(*name))
            setText(header, field, *name);
        else
            record(keyword, *name);
    }
    const bool device = entry.type == EntryType::CharacterDevice || entry.type == EntryType::BlockDevice;
    if (!setNumber(header, kTarMajor, device ? entry.deviceMajor : 0) || !setNumber(header, kTarMinor, device ? entry.deviceMinor : 0))
        return fail(ErrorCode::InvalidInput, std::format("{}: device {}:{} is beyond what a tar can say", inQuotes(entry.path), entry.deviceMajor, entry.deviceMinor));
    for (const auto &[name, value] : entry.xattrs)
        records.push_back(paxXattrRecord(name, value));
    setChecksum(header);

    std::string text;
    if (!records.empty()) {
        std::string body;
        // By keyword, whatever its length: the same entry always has the same bytes.
        std::ranges::sort(records, {}, [](const std::string &line) { return std::string_view(line).substr(line.find(' ') + 1); });
        for (const std::string &line : records)
            body += line;
        Header extended = {};
        setText(extended, kTarName, plainName("PaxHeaders/" + std::string(baseName(entry.path)), kTarName.size));
        setNumber(extended, kTarMode, 0644);
        setNumber(extended, kTarUid, 0);
        setNumber(extended, kTarGid, 0);
        if (!setNumber(extended, kTarSize, body.size()))
            return fail(ErrorCode::InvalidInput, std::format("{}: its attributes are too large for a tar", inQuotes(entry.path)));
        setNumber(extended, kTarTime, 0);
        extended[kTarType.offset] = 'x';
        setText(extended, kTarMagic, std::string_view("ustar\0" "00", 8));
        setChecksum(extended);
        text.assign(extended.data(), extended.size());
        text += body + tarPadding(body.size());
    }
    text.append(header.data(), header.size());
    return text;
}

std::string tarSparseMap(const std::vector<Segment> &segments, std::uint64_t size)
{
    // A hole at the end is a segment without bytes there.
    const bool endsInHole = segments.empty() || segments.back().offset + segments.back().size < size;
    std::string map = std::format("{}\n", segments.size() + (endsInHole ? 1 : 0));
    for (const Segment &segment : segments)
        map += std::format("{}\n{}\n", segment.offset, segment.size);
    if (endsInHole)
        map += std::format("{}\n0\n", size);
    return map + tarPadding(map.size());
}

std::string tarPadding(std::uint64_t size)
{
    return std::string(static_cast<std::size_t>((kTarBlock - size % kTarBlock) % kTarBlock), '\0');
}

std::string tarEnd()
{
    return std::string(2 * kTarBlock, '\0');
}

} // namespace whittle::image
