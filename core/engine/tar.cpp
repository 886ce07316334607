#include "engine/tar.h"

#include <cassert>
#include <cstring>
#include <format>

namespace whittle::engine {

namespace {

constexpr std::size_t kBlock = 512;

struct Header
{
    char name[100];
    char mode[8];
    char uid[8];
    char gid[8];
    char size[12];
    char mtime[12];
    char checksum[8];
    char type;
    char link[100];
    char magic[6];
    char version[2];
    char rest[kBlock - 265];
};
static_assert(sizeof(Header) == kBlock);

// Octal digits with a zero byte behind them fill a field.
template <std::size_t Size>
void setNumber(char (&field)[Size], std::size_t value)
{
    const std::string digits = std::format("{:0{}o}", value, Size - 1);
    assert(digits.size() == Size - 1);
    std::memcpy(field, digits.c_str(), Size);
}

} // namespace

std::string tarOfFile(std::string_view name, unsigned mode, std::string_view content)
{
    Header header = {};
    assert(name.size() <= sizeof header.name);
    std::memcpy(header.name, name.data(), name.size());
    setNumber(header.mode, mode);
    setNumber(header.uid, 0);
    setNumber(header.gid, 0);
    setNumber(header.size, content.size());
    setNumber(header.mtime, 0);
    header.type = '0';
    std::memcpy(header.magic, "ustar", 6);
    std::memcpy(header.version, "00", 2);
    // Summed up with spaces in its own place.
    std::memset(header.checksum, ' ', sizeof header.checksum);
    unsigned sum = 0;
    for (std::size_t i = 0; i < sizeof header; ++i)
        sum += reinterpret_cast<const unsigned char *>(&header)[i];
    std::memcpy(header.checksum, std::format("{:06o}", sum).c_str(), 7);

    std::string tar(reinterpret_cast<const char *>(&header), sizeof header);
    tar += content;
    tar.resize((tar.size() + kBlock - 1) / kBlock * kBlock);
    tar.append(2 * kBlock, '\0'); // the end
    return tar;
}

} // namespace whittle::engine
