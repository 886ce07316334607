#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace whittle::image {

inline constexpr std::uint64_t kTarBlock = 512;

/// With the zeros behind it that fill its last block.
[[nodiscard]] constexpr std::uint64_t paddedTarSize(std::uint64_t size)
{
    return (size + kTarBlock - 1) / kTarBlock * kTarBlock;
}

/// A field of a tar header (POSIX.1-2024, pax, "ustar Interchange Format"; GNU tar's base-256 numbers).
struct TarField
{
    std::size_t offset = 0;
    std::size_t size = 0;

    [[nodiscard]] std::string_view raw(const char *header) const { return {header + offset, size}; }
    /// Up to the first zero byte.
    [[nodiscard]] std::string_view text(const char *header) const { return raw(header).substr(0, raw(header).find('\0')); }
};

inline constexpr TarField kTarName{0, 100};
inline constexpr TarField kTarMode{100, 8};
inline constexpr TarField kTarUid{108, 8};
inline constexpr TarField kTarGid{116, 8};
inline constexpr TarField kTarSize{124, 12};
inline constexpr TarField kTarTime{136, 12};
inline constexpr TarField kTarChecksum{148, 8};
inline constexpr TarField kTarType{156, 1};
inline constexpr TarField kTarLink{157, 100};
inline constexpr TarField kTarMagic{257, 8}; // with the version
inline constexpr TarField kTarUser{265, 32};
inline constexpr TarField kTarGroup{297, 32};
inline constexpr TarField kTarMajor{329, 8};
inline constexpr TarField kTarMinor{337, 8};
inline constexpr TarField kTarPrefix{345, 155};
// GNU's old sparse files
inline constexpr TarField kTarSparseMap{386, 96};
inline constexpr TarField kTarSparseMore{482, 1};
inline constexpr TarField kTarRealSize{483, 12};

/// Octal digits, or base-256 when the first bit is set. Nothing when it is neither or does not fit.
[[nodiscard]] std::optional<std::int64_t> tarNumber(std::string_view field);
/// Sum of the header's bytes with spaces for its checksum.
[[nodiscard]] std::uint32_t tarChecksum(const char *header, bool signedBytes = false);

} // namespace whittle::image
