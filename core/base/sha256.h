#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace whittle {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256
{
public:
    void add(std::string_view bytes);
    /// 64 lower-case hexadecimal digits. The object is done with.
    [[nodiscard]] std::string hex();

private:
    void addBlock(const unsigned char *block);

    std::array<std::uint32_t, 8> m_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<unsigned char, 64> m_block{};
    std::size_t m_used = 0; // of m_block
    std::uint64_t m_total = 0; // bytes
};

/// "sha256:" and the digits, as images and recordings write digests.
[[nodiscard]] std::string sha256Digest(std::string_view bytes);

} // namespace whittle
