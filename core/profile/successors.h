#pragma once

#include <span>
#include <string_view>

namespace whittle::profile {

/// A syscall that C libraries make in place of an older one: a profile written for the old one alone breaks with the next library.
/// Source: glibc's NEWS and sources; musl.
struct Successor
{
    std::string_view old;
    std::string_view now;
    std::string_view since; // "glibc 2.26"
};

[[nodiscard]] std::span<const Successor> successors();

} // namespace whittle::profile
