#pragma once

#include "image/file_index.h"
#include "trace/recording.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::tuning {

/// How sure it is that a capability is needed. Possible: it may have been without it. Likely: nothing else explains what was seen, but
/// not all of it was seen. Certain: the kernel let something happen that it lets nobody do without the capability.
enum class Confidence : std::uint8_t { Possible, Likely, Certain };

[[nodiscard]] std::string_view confidenceName(Confidence confidence); // "possible", "likely", "certain"

/// One thing that was seen.
struct CapabilityEvidence
{
    Confidence confidence = Confidence::Possible;
    std::string text; // "chown by nginx, to user 101"

    bool operator==(const CapabilityEvidence &) const = default;
};

/// A capability that recorded programs used, or may have used.
struct CapabilityNeed
{
    static constexpr std::size_t kMostEvidence = 8;
    std::string name;                          // "CAP_CHOWN"
    Confidence confidence = Confidence::Possible; // of the strongest evidence
    std::vector<CapabilityEvidence> evidence;  // strongest first; at most kMostEvidence
    std::size_t moreEvidence = 0;              // that is not kept

    bool operator==(const CapabilityNeed &) const = default;
};

/// Which capabilities recorded programs need, by name, from the calls that succeeded, their arguments, users, signals and files. What the
/// recorded container did not have cannot have been used, so nothing is said of it; of a program outside a container every capability may have been.
/// files: the image's, whose owners and modes tell what root reads and writes of others; without them nothing is said of files that
/// were there before. Sources: capabilities(7) and, call by call, the kernel's capable() checks.
[[nodiscard]] std::vector<CapabilityNeed> neededCapabilities(std::span<const trace::Recording> recordings, const image::FileIndex *files = nullptr);

} // namespace whittle::tuning
