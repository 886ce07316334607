#include "image/tar_reader.h"

#include "image/paths.h"
#include "image/tar_fields.h"
#include "image/tar_records.h"
#include "image/tar_sparse.h"

#include <algorithm>
#include <cstring>
#include <format>
#include <limits>

namespace whittle::image {

namespace {

constexpr std::uint64_t kMaxSize = std::uint64_t{1} << 62;

std::uint64_t padded(std::uint64_t size)
{
    return (size + kTarBlock - 1) / kTarBlock * kTarBlock;
}

bool isZero(const char (&block)[kTarBlock])
{
    return std::ranges::all_of(block, [](char c) { return c == '\0'; });
}

std::optional<EntryType> typeOf(char flag)
{
    switch (flag) {
    case '\0':
    case '0':
    case '7': // contiguous
    case 'S': // GNU's old sparse file
        return EntryType::Regular;
    case '1':
        return EntryType::HardLink;
    case '2':
        return EntryType::SymbolicLink;
    case '3':
        return EntryType::CharacterDevice;
    case '4':
        return EntryType::BlockDevice;
    case '5':
    case 'D': // GNU's directory with the names of what was in it
        return EntryType::Directory;
    case '6':
        return EntryType::Fifo;
    default:
        return std::nullopt;
    }
}

// What has no content whatever its size says: engines (Go) do the same.
bool isHeaderOnly(EntryType type)
{
    return type != EntryType::Regular;
}

} // namespace

struct TarReader::Extended
{
    PaxRecords pax;
    std::optional<std::string> longName;
    std::optional<std::string> longLink;
};

std::unexpected<Error> TarReader::bad(std::string_view what, ErrorCode code) const
{
    if (m_lastPath.empty())
        return fail(code, std::format("tar header at byte {}: {}", m_headerAt, what));
    return fail(code, std::format("tar header at byte {} (after {}): {}", m_headerAt, inQuotes(m_lastPath), what));
}

// At most a block, less at the end. Headers of small files stand close together.
Result<std::size_t> TarReader::readBlock(std::uint64_t position, Header &block)
{
    constexpr std::size_t kWindow = 32 * kTarBlock;
    if (position < m_windowAt || position + kTarBlock > m_windowAt + m_window.size()) {
        m_window.resize(kWindow);
        const auto count = m_tar.readAt(position, m_window);
        if (!count)
            return std::unexpected(count.error());
        m_window.resize(*count);
        m_windowAt = position;
    }
    const std::size_t count = std::min<std::size_t>(kTarBlock, m_window.size() - static_cast<std::size_t>(position - m_windowAt));
    std::memcpy(block, m_window.data() + (position - m_windowAt), count);
    return count;
}

// False at the end of the tar.
Result<bool> TarReader::readHeader(Header &header)
{
    const auto count = readBlock(m_position, header);
    if (!count)
        return std::unexpected(count.error());
    if (*count == 0)
        return false; // engines do not ask for the two blocks of zeros
    if (*count < kTarBlock)
        return bad("the tar is cut in the middle");
    m_position += kTarBlock;
    if (!isZero(header))
        return true;
    const auto second = readBlock(m_position, header);
    if (!second)
        return std::unexpected(second.error());
    if (*second == kTarBlock && !isZero(header))
        return bad("data after half an end mark");
    return false;
}

Result<std::string> TarReader::readExtension(std::uint64_t size, const char *what)
{
    if (size > m_metadataLimit)
        return bad(std::format("{} of {} bytes; {} are allowed", what, size, m_metadataLimit));
    if (padded(size) > m_tar.size() - m_position)
        return bad(std::format("{} is cut in the middle", what));
    std::string text(static_cast<std::size_t>(size), '\0');
    if (auto done = m_tar.fill(m_position, text); !done)
        return std::unexpected(done.error());
    m_position += padded(size);
    return text;
}

Result<std::optional<TarMember>> TarReader::next()
{
    Extended extended;
    m_headerAt = m_position;
    std::uint64_t metadata = 0;
    for (;;) {
        Header header;
        const auto more = readHeader(header);
        if (!more)
            return std::unexpected(more.error());
        if (!*more) {
            if (metadata > 0)
                return bad("an extended header without its entry");
            return std::nullopt;
        }
        const auto sum = tarNumber(kTarChecksum.raw(header));
        if (!sum || (*sum != tarChecksum(header) && *sum != static_cast<std::int32_t>(tarChecksum(header, true))))
            return bad("wrong checksum; this is no tar, or it is damaged");
        const char flag = header[kTarType.offset];
        if (!std::strchr("xXgLKV", flag) || flag == '\0') {
            auto member = makeMember(header, extended);
            if (!member)
                return std::unexpected(member.error());
            m_lastPath = member->entry.path.substr(0, kMaxPath);
            return std::optional(*std::move(member));
        }
        const auto size = tarNumber(kTarSize.raw(header));
        if (!size || *size < 0)
            return bad("a size that is none");
        // One entry may have several of them; the limit is for their sum.
        metadata += static_cast<std::uint64_t>(*size) + 1;
        if (metadata > m_metadataLimit)
            return bad(std::format("more than {} bytes of extended headers", m_metadataLimit));
        auto text = readExtension(static_cast<std::uint64_t>(*size), "an extended header");
        if (!text)
            return std::unexpected(text.error());
        if (flag == 'x' || flag == 'X') {
            auto records = readPaxRecords(*text);
            if (!records)
                return bad(records.error().message);
            extended.pax = *std::move(records);
        } else if (flag == 'L' || flag == 'K') {
            (flag == 'L' ? extended.longName : extended.longLink) = text->substr(0, text->find('\0'));
        }
        // Global headers and volume names mean nothing to engines.
    }
}

Result<TarMember> TarReader::makeMember(const Header &header, const Extended &extended)
{
    TarMember member;
    Entry &entry = member.entry;
    const bool ustar = kTarMagic.raw(header).starts_with(std::string_view("ustar\0", 6));
    const bool gnu = kTarMagic.raw(header) == std::string_view("ustar  \0", 8);

    entry.path = kTarName.text(header);
    if (const std::string_view prefix = kTarPrefix.text(header); ustar && !prefix.empty())
        entry.path = std::string(prefix) + '/' + entry.path;
    entry.linkTarget = kTarLink.text(header);
    if (extended.longName)
        entry.path = *extended.longName;
    if (extended.longLink)
        entry.linkTarget = *extended.longLink;
    if (ustar || gnu) {
        entry.user = kTarUser.text(header);
        entry.group = kTarGroup.text(header);
    }
    if (const auto path = extended.pax.find("path"); path != extended.pax.end() && !path->second.empty())
        entry.path = path->second; // now, for messages

    const char flag = header[kTarType.offset];
    const auto type = typeOf(flag);
    if (!type)
        return bad(std::format("{}: entries of type {} cannot be in an image", inQuotes(entry.path), inQuotes({&flag, 1})), ErrorCode::Unsupported);
    entry.type = *type;
    // Before POSIX a directory was a file with a slash behind its name.
    if (flag == '\0' && entry.path.ends_with('/'))
        entry.type = EntryType::Directory;

    const auto mode = tarNumber(kTarMode.raw(header));
    const auto uid = tarNumber(kTarUid.raw(header));
    const auto gid = tarNumber(kTarGid.raw(header));
    const auto size = tarNumber(kTarSize.raw(header));
    const auto time = tarNumber(kTarTime.raw(header));
    if (!mode || !uid || !gid || !size || !time)
        return bad(std::format("{}: a field that is no number", inQuotes(entry.path)));
    entry.mode = static_cast<std::uint32_t>(*mode) & 07777;
    entry.uid = static_cast<std::uint64_t>(*uid);
    entry.gid = static_cast<std::uint64_t>(*gid);
    entry.modified.seconds = *time;
    entry.size = static_cast<std::uint64_t>(*size); // negative ones are caught below
    const bool device = entry.type == EntryType::CharacterDevice || entry.type == EntryType::BlockDevice;
    if (device) {
        const auto major = tarNumber(kTarMajor.raw(header));
        const auto minor = tarNumber(kTarMinor.raw(header));
        constexpr std::int64_t kMaxNumber = std::numeric_limits<std::int32_t>::max();
        if (!major || !minor || *major < 0 || *minor < 0 || *major > kMaxNumber || *minor > kMaxNumber)
            return bad(std::format("{}: a device number that is none", inQuotes(entry.path)));
        entry.deviceMajor = static_cast<std::uint32_t>(*major);
        entry.deviceMinor = static_cast<std::uint32_t>(*minor);
    }
    if (auto done = applyPaxRecords(extended.pax, entry); !done)
        return bad(std::format("{}: {}", inQuotes(entry.path), done.error().message));
    constexpr std::uint64_t kMaxId = std::numeric_limits<std::uint32_t>::max() - 1;
    if (entry.uid > kMaxId || entry.gid > kMaxId)
        return bad(std::format("{}: an owner that Linux cannot have", inQuotes(entry.path)));
    if (entry.type != EntryType::SymbolicLink && entry.type != EntryType::HardLink)
        entry.linkTarget.clear();
    if (isHeaderOnly(entry.type) && flag != 'D')
        entry.size = 0;
    if (entry.size > kMaxSize)
        return bad(std::format("{}: a size that no file can have", inQuotes(entry.path)));

    member.storedSize = entry.size;
    const auto inMember = [&](const Error &error) { return bad(std::format("{}: {}", inQuotes(entry.path), error.message), error.code); };
    if (flag == 'S') {
        if (auto done = readGnuSparse(m_tar, header, m_position, member); !done)
            return inMember(done.error());
    }
    if (member.storedSize > m_tar.size() - m_position)
        return bad(std::format("{}: the tar ends in its content", inQuotes(entry.path)));
    member.content = m_position;
    m_position = std::min(m_position + padded(member.storedSize), m_tar.size());
    if (entry.type == EntryType::Regular && flag != 'S') {
        if (auto done = readPaxSparse(m_tar, extended.pax, m_metadataLimit, member); !done)
            return inMember(done.error());
    }
    if (member.sparse) {
        if (auto done = checkSparse(member); !done)
            return inMember(done.error());
    }
    if (entry.type != EntryType::Regular)
        entry.size = 0;
    return member;
}

} // namespace whittle::image
