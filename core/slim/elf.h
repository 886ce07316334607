#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace whittle::slim {

/// What of an ELF file decides which other files it needs.
struct Elf
{
    bool is64 = true;
    bool bigEndian = false;
    std::uint16_t machine = 0; // EM_*
    std::string interpreter;   // PT_INTERP as written; empty: static, or a library
    std::string soname;
    std::vector<std::string> needed; // in order
    std::optional<std::string> rpath;   // DT_RPATH as written; nothing when there is a RUNPATH, which makes ld.so ignore it
    std::optional<std::string> runpath;
    bool dynamic = false;         // has a dynamic section
    bool noDefaultLibs = false;   // linked with -z nodefaultlib

    /// Whether ld.so would load the one into a process of the other.
    [[nodiscard]] bool fits(const Elf &other) const { return is64 == other.is64 && bigEndian == other.bigEndian && machine == other.machine; }
    bool operator==(const Elf &) const = default;
};

/// Bytes of a file from an offset on, as many as there are; 0 at its end.
using ReadAtFn = std::function<Result<std::size_t>(std::uint64_t offset, std::span<char> buffer)>;

/// Reads the program headers and the dynamic section, as ld.so does; section headers play no part. Only those ranges are read, so the size of
/// the file does not matter. nullopt: not an ELF file, or one that the kernel would not execute either (object files, cores, a damaged
/// header). What of a damaged file can be read is given. Errors: those of read.
[[nodiscard]] Result<std::optional<Elf>> readElf(const ReadAtFn &read);

} // namespace whittle::slim
