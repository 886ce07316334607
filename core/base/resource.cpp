#include "base/resource.h"

#include "base/resource_table.h"

namespace whittle {

std::string_view resource(std::string_view path)
{
    for (unsigned i = 0; i < detail::kResourceCount; ++i) {
        const detail::ResourceEntry &entry = detail::kResources[i];
        if (path == entry.path)
            return {entry.begin, entry.end};
    }
    return {};
}

} // namespace whittle
