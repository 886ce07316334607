#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <random>
#include <string_view>
#include <vector>

// Tables for the innermost loop of the readers: no node, no allocation per entry, and a seed of this process, because what is put in is
// chosen by somebody else.
namespace whittle::imports {

namespace detail {

inline std::uint64_t mix(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

inline std::uint64_t drawSeed()
{
    std::random_device device;
    return (std::uint64_t{device()} << 32 | device()) | 1;
}
inline const std::uint64_t kSeed = drawSeed();
inline const std::uint64_t kSecondSeed = drawSeed();

} // namespace detail

[[nodiscard]] inline std::uint64_t hashOf(std::uint64_t value)
{
    return detail::mix(value ^ detail::kSeed, 0x9E3779B97F4A7C15);
}

[[nodiscard]] inline std::uint64_t hashOf(std::string_view text)
{
    std::uint64_t hash = detail::kSeed;
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left >= 16; left -= 16, at += 16) {
        std::array<std::uint64_t, 2> words{};
        std::memcpy(words.data(), at, 16);
        hash = detail::mix(hash ^ words[0], detail::kSecondSeed ^ words[1]);
    }
    for (; left >= 8; left -= 8, at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, 8);
        hash = detail::mix(hash ^ word, 0x9E3779B97F4A7C15);
    }
    // The last bytes, some of them once more; the length tells such texts apart.
    std::uint64_t word = 0;
    if (left > 0) {
        if (text.size() >= 8) {
            std::memcpy(&word, at + left - 8, 8);
        } else if (left >= 4) {
            std::uint32_t low = 0;
            std::uint32_t high = 0;
            std::memcpy(&low, at, 4);
            std::memcpy(&high, at + left - 4, 4);
            word = std::uint64_t{high} << 32 | low;
        } else {
            word = std::uint64_t{static_cast<unsigned char>(at[0])} << 16 | std::uint64_t{static_cast<unsigned char>(at[left / 2])} << 8
                | static_cast<unsigned char>(at[left - 1]);
        }
    }
    return detail::mix(hash ^ word, 0xD6E8FEB86659FD93 ^ text.size() * 0x9E3779B97F4A7C15);
}

/// 64-bit keys to 32-bit places. The key ~0 is not used.
class FlatMap
{
public:
    static constexpr std::uint32_t kNone = ~std::uint32_t{0};

    [[nodiscard]] std::uint32_t find(std::uint64_t key) const
    {
        if (m_slots.empty())
            return kNone;
        for (std::size_t at = hashOf(key) & m_mask;; at = (at + 1) & m_mask) {
            if (m_slots[at].key == key)
                return m_slots[at].value;
            if (m_slots[at].key == kEmpty)
                return kNone;
        }
    }

    /// Brings the key's place near: find() comes soon.
    void prefetch(std::uint64_t key) const
    {
        if (!m_slots.empty())
            __builtin_prefetch(&m_slots[hashOf(key) & m_mask]);
    }

    /// The place of the key's value, which is kNone when the key is new. Good until the next call.
    [[nodiscard]] std::uint32_t &operator[](std::uint64_t key)
    {
        if ((m_size + 1) * 2 > m_slots.size())
            grow();
        std::size_t at = hashOf(key) & m_mask;
        while (m_slots[at].key != key && m_slots[at].key != kEmpty)
            at = (at + 1) & m_mask;
        if (m_slots[at].key == kEmpty) {
            m_slots[at].key = key;
            ++m_size;
        }
        return m_slots[at].value;
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    void clear()
    {
        m_slots.clear();
        m_size = 0;
    }

private:
    static constexpr std::uint64_t kEmpty = ~std::uint64_t{0};
    struct Slot
    {
        std::uint64_t key = kEmpty;
        std::uint32_t value = kNone;
    };

    void grow()
    {
        std::vector<Slot> old(m_slots.empty() ? 64 : m_slots.size() * 2);
        old.swap(m_slots);
        m_mask = m_slots.size() - 1;
        for (const Slot &slot : old) {
            if (slot.key == kEmpty)
                continue;
            std::size_t at = hashOf(slot.key) & m_mask;
            while (m_slots[at].key != kEmpty)
                at = (at + 1) & m_mask;
            m_slots[at] = slot;
        }
    }

    std::vector<Slot> m_slots;
    std::size_t m_mask = 0;
    std::size_t m_size = 0;
};

} // namespace whittle::imports
