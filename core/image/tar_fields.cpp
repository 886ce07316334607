#include "image/tar_fields.h"

#include <limits>

namespace whittle::image {

std::optional<std::int64_t> tarNumber(std::string_view field)
{
    if (!field.empty() && (field[0] & 0x80)) {
        const bool negative = field[0] & 0x40;
        // Two's complement, big endian, after the marking bit; what is above 63 bits must be the sign alone.
        std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
        for (std::size_t i = 0; i < field.size(); ++i) {
            auto byte = static_cast<unsigned char>(field[i]);
            if (i == 0)
                byte = negative ? byte | 0x80 : byte & 0x7f;
            const auto top = static_cast<std::uint8_t>(value >> 56);
            if (top != (negative ? 0xff : 0))
                return std::nullopt;
            value = (value << 8) | byte;
        }
        const auto number = static_cast<std::int64_t>(value);
        if ((number < 0) != negative)
            return std::nullopt;
        return number;
    }
    // Leading spaces, trailing spaces and zero bytes are padding of different writers.
    const std::size_t first = field.find_first_not_of(std::string_view(" \0", 2));
    if (first == std::string_view::npos)
        return 0;
    field.remove_prefix(first);
    field = field.substr(0, field.find_last_not_of(std::string_view(" \0", 2)) + 1);
    std::int64_t value = 0;
    for (const char c : field) {
        if (c == '\0')
            break;
        if (c < '0' || c > '7' || value > std::numeric_limits<std::int64_t>::max() >> 3)
            return std::nullopt;
        value = value * 8 + (c - '0');
    }
    return value;
}

std::uint32_t tarChecksum(const char *header, bool signedBytes)
{
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < kTarBlock; ++i) {
        const bool own = i >= kTarChecksum.offset && i < kTarChecksum.offset + kTarChecksum.size;
        const char byte = own ? ' ' : header[i];
        sum += signedBytes ? static_cast<signed char>(byte) : static_cast<unsigned char>(byte);
    }
    return static_cast<std::uint32_t>(sum);
}

} // namespace whittle::image
