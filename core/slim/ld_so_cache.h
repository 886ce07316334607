#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// What /etc/ld.so.cache of an image says: soname → the paths of the libraries of that name, in the order of the file, which is ld.so's
/// order of preference.
using LdSoCache = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Reads the format of glibc 2.2 and newer ("glibc-ld.so.cache1.1", alone or behind the older table). Entries that point out of the text are left
/// out; a text that is no such cache gives an empty map, as ld.so would go on without it.
/// Source: glibc, sysdeps/generic/dl-cache.h.
[[nodiscard]] LdSoCache readLdSoCache(std::string_view text);

} // namespace whittle::slim
