#pragma once

#include "profile/filter.h"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace whittle::profile {

/// The arguments of a call as far as they are known.
using PartlyKnown = std::array<std::optional<std::uint64_t>, 6>;

/// Every answer that a filter can give to a call of which not all arguments are known.
struct Possible
{
    std::vector<Decision> decisions;  // each once; one: what is not known makes no difference
    std::array<bool, 6> looksAt = {}; // the unknown arguments that an answer depends on

    [[nodiscard]] bool mayExecute() const;
    [[nodiscard]] bool mayRefuse() const;
};

/// Executes the filter; where it compares what is not known it goes both ways, and remembers on each what the comparison said. Never leaves
/// out an answer that some values give; names one that none gives only where a filter computes with arguments beyond masks.
[[nodiscard]] Possible possibleDecisions(const Filter &filter, Abi abi, int number, const PartlyKnown &arguments);

} // namespace whittle::profile
