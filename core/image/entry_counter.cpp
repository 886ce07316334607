#include "image/entry_counter.h"

#include "image/tar_fields.h"
#include "image/tar_records.h"

#include <algorithm>
#include <format>

namespace whittle::image {

namespace {

// Larger PAX headers are for TarReader, which has its own limit.
constexpr std::uint64_t kMaxExtension = 1 << 20;
constexpr std::size_t kSparseMoreInMap = 504; // of a block that only holds more of an old sparse map

} // namespace

Result<> EntryCounter::add(std::string_view piece)
{
    while (!piece.empty() && !m_ended) {
        if (m_skip > 0) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(m_skip, piece.size()));
            if (m_isExtension)
                m_extension.append(piece.substr(0, size));
            piece.remove_prefix(size);
            m_skip -= size;
            if (m_skip == 0 && m_isExtension)
                readExtension();
            continue;
        }
        const std::size_t size = std::min<std::size_t>(kTarBlock - m_header.size(), piece.size());
        m_header.append(piece.substr(0, size));
        piece.remove_prefix(size);
        if (m_header.size() < kTarBlock)
            continue;
        if (auto read = readHeader(); !read)
            return read;
        m_header.clear();
    }
    return {};
}

void EntryCounter::skip(std::uint64_t size)
{
    // No real size; adding up what follows must not overflow.
    if (size > std::uint64_t{1} << 62)
        m_ended = true;
    else
        m_skip = paddedTarSize(size);
}

Result<> EntryCounter::readHeader()
{
    const char *header = m_header.data();
    if (m_isSparseMap) {
        m_isSparseMap = header[kSparseMoreInMap] != 0;
        if (!m_isSparseMap)
            skip(m_sparseSize);
        return {};
    }
    const auto sum = tarNumber(kTarChecksum.raw(header));
    const auto size = tarNumber(kTarSize.raw(header));
    if (m_header.find_first_not_of('\0') == std::string::npos || !sum || !size || *size < 0
        || (*sum != tarChecksum(header) && *sum != static_cast<std::int32_t>(tarChecksum(header, true)))) {
        m_ended = true;
        return {};
    }
    // Extended headers are no entries, but more than some for each are as bad.
    constexpr std::uint64_t kHeadersEach = 4;
    if (++m_headers / kHeadersEach > m_limit)
        return fail(ErrorCode::InvalidInput, std::format("more than {} headers", m_limit * kHeadersEach));
    const auto length = static_cast<std::uint64_t>(*size);
    switch (header[kTarType.offset]) {
    case 'x':
    case 'X':
        m_extensionSize = length;
        m_extension.clear();
        m_isExtension = length > 0 && length <= kMaxExtension;
        m_ended = length > kMaxExtension;
        skip(length);
        return {};
    case 'g':
    case 'L':
    case 'K':
    case 'V': skip(length); return {};
    default: break;
    }
    if (++m_count > m_limit)
        return fail(ErrorCode::InvalidInput, std::format("more than {} entries", m_limit));
    const std::uint64_t content = m_hasNextSize ? m_nextSize : length;
    m_hasNextSize = false;
    switch (header[kTarType.offset]) {
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6': break; // nothing but a header, whatever their size says
    case 'S':
        m_sparseSize = content;
        m_isSparseMap = header[kTarSparseMore.offset] != 0;
        if (!m_isSparseMap)
            skip(content);
        break;
    default: skip(content); break;
    }
    return {};
}

void EntryCounter::readExtension()
{
    m_isExtension = false;
    m_extension.resize(std::min<std::size_t>(m_extension.size(), static_cast<std::size_t>(m_extensionSize)));
    const auto records = readPaxRecords(m_extension);
    m_extension.clear();
    if (!records) {
        m_ended = true;
        return;
    }
    const auto size = records->find("size");
    if (size == records->end())
        return;
    const auto value = paxNumber(size->second);
    m_ended = !value;
    m_nextSize = value.value_or(0);
    m_hasNextSize = true;
}

} // namespace whittle::image
