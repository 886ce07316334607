#pragma once

namespace whittle::detail {

struct ResourceEntry
{
    const char *path;
    const char *begin;
    const char *end;
};

// Defined by the file that whittle_embed() (cmake/WhittleResources.cmake) generates.
extern const ResourceEntry kResources[];
extern const unsigned kResourceCount;

} // namespace whittle::detail
