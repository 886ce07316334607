#pragma once

#include "imports/flat_map.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace whittle::imports {

/// Tells records that came already by another way: the kernel's log, auditd and the journal each keep one. With a serial number it is the
/// same record when both are equal; records without one are paired with records that have one, as often as there are such.
class AuditSeen
{
public:
    /// Notes the record. True: it was counted before.
    [[nodiscard]] bool isRepeated(std::optional<std::uint64_t> serial, std::string_view fields)
    {
        constexpr std::size_t kMax = 2'000'000;
        if (m_serials.size() > kMax || m_counts.size() > kMax) {
            m_serials.clear();
            m_pairs.clear();
            m_counts.clear();
        }
        // What auditd adds says nothing new.
        fields = fields.substr(0, fields.find('\x1d'));
        while (!fields.empty() && fields.back() == ' ')
            fields.remove_suffix(1);
        const std::uint64_t content = hashOf(fields);
        if (serial) {
            std::uint32_t &place = m_serials[content ^ hashOf(*serial)];
            if (place != FlatMap::kNone)
                return true;
            place = 0;
        }
        std::uint32_t &pair = m_pairs[content];
        if (pair == FlatMap::kNone) {
            pair = static_cast<std::uint32_t>(m_counts.size());
            m_counts.push_back({});
        }
        Counts &counts = m_counts[pair];
        if (serial)
            return ++counts.stamped <= counts.plain;
        return ++counts.plain <= counts.stamped;
    }

private:
    struct Counts
    {
        std::uint32_t stamped = 0;
        std::uint32_t plain = 0;
    };
    FlatMap m_serials;
    FlatMap m_pairs; // contents → m_counts
    std::vector<Counts> m_counts;
};

} // namespace whittle::imports
