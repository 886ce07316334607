#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace whittle::test {

/// What a made ELF file says.
struct ElfRequest
{
    bool is64 = true;
    bool bigEndian = false;
    std::uint16_t type = 3;     // ET_DYN
    std::uint16_t machine = 62; // EM_X86_64
    std::optional<std::string> interpreter;
    std::string soname;
    std::vector<std::string> needed;
    std::optional<std::string> rpath;
    std::optional<std::string> runpath;
    bool noDefaultLibs = false;
    bool dynamic = true;
};

/// A file that has what the dynamic linker reads before it maps anything, and no code.
[[nodiscard]] std::string makeElf(const ElfRequest &request);

} // namespace whittle::test
