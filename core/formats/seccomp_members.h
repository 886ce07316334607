#pragma once

#include "formats/json_tree.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

// The names that seccomp profiles use, in the order in which Whittle writes them. Shared by reader and writer.
namespace whittle::formats::member {

inline constexpr std::array<std::string_view, 9> kProfile = {
    "defaultAction", "defaultErrnoRet", "defaultErrno", "architectures", "archMap", "flags", "listenerPath", "listenerMetadata", "syscalls",
};
inline constexpr std::array<std::string_view, 9> kRule = {
    "name", "names", "action", "errnoRet", "errno", "args", "comment", "includes", "excludes",
};
inline constexpr std::array<std::string_view, 4> kArgument = {"index", "value", "valueTwo", "op"};
inline constexpr std::array<std::string_view, 3> kConditions = {"caps", "arches", "minKernel"};
inline constexpr std::array<std::string_view, 2> kArchitectureMap = {"architecture", "subArchitectures"};

/// A name as Go's encoding/json compares it: without regard to case, and two letters outside ASCII fold to s and k.
[[nodiscard]] inline std::string fold(std::string_view name)
{
    std::string folded;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (name.substr(i).starts_with("\u017F")) {
            folded += 's';
            i += 1;
        } else if (name.substr(i).starts_with("\u212A")) {
            folded += 'k';
            i += 2;
        } else {
            folded += static_cast<char>(std::tolower(static_cast<unsigned char>(name[i])));
        }
    }
    return folded;
}

/// The name of the list that Go takes this one for; empty where it is none of them.
template <std::size_t N>
[[nodiscard]] std::string_view known(const std::array<std::string_view, N> &names, std::string_view name)
{
    const std::string folded = fold(name);
    const auto at = std::ranges::find_if(names, [&folded](std::string_view one) { return fold(one) == folded; });
    return at == names.end() ? std::string_view() : *at;
}

/// The member that Go would take for name; nullptr where the object has none.
template <class Object>
[[nodiscard]] auto findFolded(Object &object, std::string_view name) -> decltype(&object.members.front().value)
{
    const std::string folded = fold(name);
    const auto at = std::find_if(object.members.rbegin(), object.members.rend(), [&folded](const JsonMember &one) { return fold(one.name) == folded; });
    return at == object.members.rend() ? nullptr : &at->value;
}

} // namespace whittle::formats::member
