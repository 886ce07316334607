#pragma once

#include "base/result.h"
#include "slim/elf.h"
#include "slim/ld_so_cache.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace whittle::slim {

/// The files that a search looks at: those of an image, or of this machine in a test.
class FileSource
{
public:
    virtual ~FileSource() = default;
    /// The file that an absolute path leads to through symbolic links, when it is a regular one; its name is the same for all its links.
    [[nodiscard]] virtual std::optional<std::string> file(std::string_view path) const = 0;
    [[nodiscard]] virtual Result<std::size_t> read(std::string_view file, std::uint64_t offset, std::span<char> buffer) const = 0;
};

/// A file that the dynamic linker opens for another.
struct LibraryUse
{
    std::string path;     // absolute, the name that the linker opens, before symbolic links
    std::string neededBy; // absolute path of the ELF file that names it
    bool optional = false; // a variant for some processors beside one that every processor takes

    bool operator==(const LibraryUse &) const = default;
};

struct LibraryClosure
{
    std::vector<LibraryUse> libraries; // in the order in which the linker meets them
    std::vector<LibraryUse> missing;   // path: the name that was not found
    std::vector<std::string> read;     // absolute paths of configuration that the search used: /etc/ld.so.cache

    bool operator==(const LibraryClosure &) const = default;
};

/// Finds what the dynamic linker of an image would load for a file, without running it: for glibc RPATH (of the file and of those that
/// loaded it), LD_LIBRARY_PATH, RUNPATH, ld.so.cache and the default directories, each with its glibc-hwcaps; for musl LD_LIBRARY_PATH, the
/// RPATHs of all that loaded it and the path file; $ORIGIN, $LIB and $PLATFORM. Libraries for another machine are passed over.
/// Which of two linkers it is the interpreter's name says.
/// Source: ld.so(8); glibc elf/dl-load.c; musl ldso/dynlink.c.
class LibrarySearch
{
public:
    /// environment: of the image, "NAME=value". files outlives the search.
    LibrarySearch(const FileSource &files, const std::vector<std::string> &environment);

    /// The ELF headers of a file, read once; nullptr when it is none. path: absolute.
    [[nodiscard]] Result<const Elf *> elf(std::string_view path);
    /// All that the file needs, and what they need. libraryOf: the program that loads it where the file is a library; empty: none is known.
    /// Errors: Io of the source.
    [[nodiscard]] Result<LibraryClosure> closure(const std::string &path, const std::string &libraryOf = {});

private:
    struct Loaded
    {
        std::string path;
        const Elf *elf = nullptr;
        std::size_t loader = static_cast<std::size_t>(-1); // index into those loaded before
    };
    struct Run;

    [[nodiscard]] Result<bool> fits(const std::string &path, const Elf &wanted);
    [[nodiscard]] Result<> findGlibc(Run &run, const std::string &name, std::size_t loader, std::vector<LibraryUse> &found);
    [[nodiscard]] Result<> findMusl(Run &run, const std::string &name, std::size_t loader, std::vector<LibraryUse> &found);
    [[nodiscard]] Result<> load(Run &run, const std::string &name, std::size_t loader);
    [[nodiscard]] Result<> preload(Run &run);
    [[nodiscard]] Result<std::optional<std::string>> content(const std::string &path) const;

    const FileSource &m_files;
    std::string m_libraryPath; // LD_LIBRARY_PATH
    std::string m_preload;     // LD_PRELOAD
    std::optional<LdSoCache> m_cache;
    std::map<std::string, std::optional<Elf>, std::less<>> m_elves; // by file
};

} // namespace whittle::slim
