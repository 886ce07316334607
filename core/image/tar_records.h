#pragma once

#include "base/result.h"
#include "image/entry.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace whittle::image {

/// Keyword → value of a PAX extended header; bytes as they are.
using PaxRecords = std::map<std::string, std::string, std::less<>>;

/// Reads "LENGTH KEYWORD=VALUE\n"…; of equal keywords the last counts, but GNU.sparse.offset and GNU.sparse.numbytes are gathered in
/// GNU.sparse.map. Errors: InvalidInput without a place.
[[nodiscard]] Result<PaxRecords> readPaxRecords(std::string_view text);

/// Puts into the entry what its records say beyond its header, extended attributes (SCHILY.xattr.…, LIBARCHIVE.xattr.…) included.
/// Errors: InvalidInput naming the record.
[[nodiscard]] Result<> applyPaxRecords(const PaxRecords &records, Entry &entry);

/// Decimal digits.
[[nodiscard]] std::optional<std::uint64_t> paxNumber(std::string_view text);

/// A record as it is written.
[[nodiscard]] std::string paxRecord(std::string_view keyword, std::string_view value);
/// The record of an extended attribute. Those with '=' in their names need libarchive's form.
[[nodiscard]] std::string paxXattrRecord(std::string_view name, std::string_view value);
/// Seconds with as many decimals as it takes: "1735689600.5".
[[nodiscard]] std::string paxTime(const Time &time);

} // namespace whittle::image
