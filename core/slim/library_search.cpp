#include "slim/library_search.h"

#include <algorithm>
#include <array>
#include <set>

#include <elf.h>

namespace whittle::slim {

namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
constexpr std::uint64_t kMaxText = 16 << 20; // of ld.so.cache and the like
constexpr std::size_t kMaxLoaded = 4096;     // libraries of one program
constexpr std::string_view kCachePath = "/etc/ld.so.cache";
constexpr std::string_view kPreloadPath = "/etc/ld.so.preload";

struct Machine
{
    std::uint16_t number;
    bool is64;
    const char *triplet;
    const char *platform;
    std::array<const char *, 4> hwcaps; // folders of glibc-hwcaps, best first
};
constexpr Machine kMachines[] = {
    {EM_X86_64, true, "x86_64-linux-gnu", "x86_64", {"x86-64-v4", "x86-64-v3", "x86-64-v2", nullptr}},
    {EM_X86_64, false, "x86_64-linux-gnux32", "x86_64", {}},
    {EM_386, false, "i386-linux-gnu", "i686", {}},
    {EM_AARCH64, true, "aarch64-linux-gnu", "aarch64", {}},
    {EM_ARM, false, "arm-linux-gnueabihf", "v7l", {}},
    {EM_PPC64, true, "powerpc64le-linux-gnu", "power9", {"power10", "power9", nullptr, nullptr}},
    {EM_S390, true, "s390x-linux-gnu", "z13", {"z16", "z15", "z14", "z13"}},
    {EM_RISCV, true, "riscv64-linux-gnu", "riscv64", {}},
    {EM_LOONGARCH, true, "loongarch64-linux-gnu", "loongarch64", {}},
};

const Machine *machineOf(const Elf &elf)
{
    const auto *found = std::ranges::find_if(kMachines, [&](const Machine &machine) { return machine.number == elf.machine && machine.is64 == elf.is64; });
    return found == std::end(kMachines) ? nullptr : found;
}

std::string directoryOf(std::string_view path)
{
    const std::size_t slash = path.rfind('/');
    return slash == 0 || slash == std::string_view::npos ? "/" : std::string(path.substr(0, slash));
}

std::string below(std::string_view directory, std::string_view name)
{
    return std::string(directory) + (directory.ends_with('/') ? "" : "/") + std::string(name);
}

std::vector<std::string> split(std::string_view text, std::string_view separators)
{
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
        if (end > begin)
            words.emplace_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

void replaceToken(std::string &text, std::string_view token, const std::string &value)
{
    const std::string braced = "${" + std::string(token) + "}";
    for (std::size_t at = 0; (at = text.find('$', at)) != std::string::npos;) {
        const std::string_view rest = std::string_view(text).substr(at);
        const bool plain = rest.substr(1).starts_with(token)
                           && (rest.size() == token.size() + 1 || !std::isalnum(static_cast<unsigned char>(rest[token.size() + 1])));
        const std::size_t size = rest.starts_with(braced) ? braced.size() : plain ? token.size() + 1 : 0;
        if (size == 0) {
            ++at;
            continue;
        }
        text.replace(at, size, value);
        at += value.size();
    }
}

/// The paths that a name or directory with $ORIGIN, $LIB and $PLATFORM may stand for.
std::vector<std::string> expandTokens(std::string text, const std::string &origin, const Elf &elf)
{
    if (!text.contains('$'))
        return {text};
    const Machine *machine = machineOf(elf);
    replaceToken(text, "ORIGIN", origin);
    replaceToken(text, "PLATFORM", machine ? machine->platform : "");
    std::vector<std::string> expanded;
    // Debian's ld.so was made with another $LIB than most.
    for (const std::string &lib : {machine ? std::string("lib/") + machine->triplet : std::string("lib"), std::string(elf.is64 ? "lib64" : "lib")}) {
        std::string one = text;
        replaceToken(one, "LIB", lib);
        if (!std::ranges::contains(expanded, one))
            expanded.push_back(std::move(one));
    }
    return expanded;
}

/// Directories of a list; relative ones depend on where a program is started and are no part of this.
std::vector<std::string> directories(std::string_view list, std::string_view separators, const std::string &origin, const Elf &elf)
{
    std::vector<std::string> all;
    for (const std::string &word : split(list, separators)) {
        for (std::string &directory : expandTokens(word, origin, elf)) {
            if (directory.starts_with('/'))
                all.push_back(std::move(directory));
        }
    }
    return all;
}

/// musl never opens what it is itself.
bool isMuslItself(std::string_view name)
{
    constexpr std::string_view kReserved[] = {"libc.", "libpthread.", "librt.", "libm.", "libdl.", "libutil.", "libxnet."};
    return std::ranges::any_of(kReserved, [&](std::string_view start) { return name.starts_with(start); });
}

bool usesMusl(const Elf &elf)
{
    if (!elf.interpreter.empty())
        return elf.interpreter.contains("ld-musl");
    return std::ranges::any_of(elf.needed, [](const std::string &name) { return name == "libc.so" || name.starts_with("libc.musl-"); });
}

std::string valueOf(const std::vector<std::string> &environment, std::string_view name)
{
    std::string value;
    for (const std::string &variable : environment) {
        if (variable.size() > name.size() && variable.starts_with(name) && variable[name.size()] == '=')
            value = variable.substr(name.size() + 1);
    }
    return value;
}

} // namespace

struct LibrarySearch::Run
{
    std::vector<Loaded> loaded;
    std::set<std::string, std::less<>> names; // by which something was loaded
    std::set<std::string, std::less<>> files; // that were loaded
    LibraryClosure closure;
    std::string linker; // path of the interpreter
    bool musl = false;

    void noteRead(std::string_view path)
    {
        if (!std::ranges::contains(closure.read, path))
            closure.read.emplace_back(path);
    }
};

LibrarySearch::LibrarySearch(const FileSource &files, const std::vector<std::string> &environment)
    : m_files(files), m_libraryPath(valueOf(environment, "LD_LIBRARY_PATH")), m_preload(valueOf(environment, "LD_PRELOAD"))
{
}

Result<std::optional<std::string>> LibrarySearch::content(const std::string &path) const
{
    const auto file = m_files.file(path);
    if (!file)
        return std::nullopt;
    std::string text;
    std::array<char, 65536> buffer{};
    while (text.size() < kMaxText) {
        const auto more = m_files.read(*file, text.size(), buffer);
        if (!more)
            return std::unexpected(more.error());
        if (*more == 0)
            break;
        text.append(buffer.data(), *more);
    }
    return text;
}

Result<const Elf *> LibrarySearch::elf(std::string_view path)
{
    const auto file = m_files.file(path);
    if (!file)
        return nullptr;
    auto known = m_elves.find(*file);
    if (known == m_elves.end()) {
        auto read = readElf([&](std::uint64_t offset, std::span<char> buffer) { return m_files.read(*file, offset, buffer); });
        if (!read)
            return addContext(std::move(read).error(), *file);
        known = m_elves.emplace(*file, std::move(*read)).first;
    }
    return known->second ? &*known->second : nullptr;
}

Result<bool> LibrarySearch::fits(const std::string &path, const Elf &wanted)
{
    const auto found = elf(path);
    if (!found)
        return std::unexpected(found.error());
    return *found && (*found)->fits(wanted);
}

Result<> LibrarySearch::findGlibc(Run &run, const std::string &name, std::size_t loader, std::vector<LibraryUse> &found)
{
    const Loaded &requester = run.loaded[loader];
    const Elf &wanted = *requester.elf;
    const Machine *machine = machineOf(wanted);
    // True when one that every processor takes was found; variants are noted on the way.
    const auto search = [&](const std::vector<std::string> &all) -> Result<bool> {
        for (const std::string &directory : all) {
            for (const char *variant : machine ? machine->hwcaps : std::array<const char *, 4>{}) {
                if (!variant)
                    break;
                const std::string path = below(below(directory, "glibc-hwcaps"), std::string(variant) + "/" + name);
                const auto good = fits(path, wanted);
                if (!good)
                    return good;
                if (*good)
                    found.push_back({path, requester.path, true});
            }
            const std::string path = below(directory, name);
            const auto good = fits(path, wanted);
            if (!good)
                return good;
            if (*good) {
                found.push_back({path, requester.path, false});
                return true;
            }
        }
        return false;
    };
    const auto searchList = [&](const std::optional<std::string> &list, std::string_view separators, const Loaded &owner) -> Result<bool> {
        if (!list || list->empty())
            return false;
        return search(directories(*list, separators, directoryOf(owner.path), *owner.elf));
    };

    if (!wanted.runpath) {
        bool sawFirst = false;
        for (std::size_t i = loader; i != kNone; i = run.loaded[i].loader) {
            sawFirst = sawFirst || i == 0;
            const auto done = searchList(run.loaded[i].elf->rpath, ":", run.loaded[i]);
            if (!done || *done)
                return done ? Result<>() : std::unexpected(done.error());
        }
        if (!sawFirst) {
            const auto done = searchList(run.loaded[0].elf->rpath, ":", run.loaded[0]);
            if (!done || *done)
                return done ? Result<>() : std::unexpected(done.error());
        }
    }
    if (const auto done = searchList(m_libraryPath, ":;", run.loaded[0]); !done || *done)
        return done ? Result<>() : std::unexpected(done.error());
    if (const auto done = searchList(wanted.runpath, ":", requester); !done || *done)
        return done ? Result<>() : std::unexpected(done.error());
    if (wanted.noDefaultLibs)
        return {};

    if (!m_cache) {
        auto text = content(std::string(kCachePath));
        if (!text)
            return std::unexpected(text.error());
        m_cache = *text ? readLdSoCache(**text) : LdSoCache();
    }
    if (const auto cached = m_cache->find(name); cached != m_cache->end()) {
        bool plain = false;
        for (const std::string &path : cached->second) {
            const auto good = fits(path, wanted);
            if (!good)
                return std::unexpected(good.error());
            const bool variant = path.contains("/glibc-hwcaps/");
            if (*good && (variant || !plain)) {
                found.push_back({path, requester.path, variant});
                run.noteRead(kCachePath);
                plain = plain || !variant;
            }
        }
        if (plain)
            return {};
    }
    std::vector<std::string> defaults;
    if (machine)
        defaults = {std::string("/lib/") + machine->triplet, std::string("/usr/lib/") + machine->triplet};
    if (wanted.is64)
        defaults.insert(defaults.end(), {"/lib64", "/usr/lib64"});
    defaults.insert(defaults.end(), {"/lib", "/usr/lib"});
    if (const auto done = search(defaults); !done)
        return std::unexpected(done.error());
    return {};
}

Result<> LibrarySearch::findMusl(Run &run, const std::string &name, std::size_t loader, std::vector<LibraryUse> &found)
{
    const Loaded &requester = run.loaded[loader];
    const auto search = [&](const std::vector<std::string> &all) -> Result<bool> {
        for (const std::string &directory : all) {
            const std::string path = below(directory, name);
            const auto good = fits(path, *requester.elf);
            if (!good)
                return good;
            if (*good) {
                found.push_back({path, requester.path, false});
                return true;
            }
        }
        return false;
    };
    if (const auto done = search(directories(m_libraryPath, ":\n", directoryOf(run.loaded[0].path), *requester.elf)); !done || *done)
        return done ? Result<>() : std::unexpected(done.error());
    for (std::size_t i = loader; i != kNone; i = run.loaded[i].loader) {
        const Loaded &owner = run.loaded[i];
        // musl makes no difference between the two.
        const std::string list = owner.elf->runpath.value_or(owner.elf->rpath.value_or(""));
        const auto done = search(directories(list, ":\n", directoryOf(owner.path), *owner.elf));
        if (!done || *done)
            return done ? Result<>() : std::unexpected(done.error());
    }
    // /lib/ld-musl-x86_64.so.1 reads /etc/ld-musl-x86_64.path; where it stands elsewhere, so does its /etc.
    std::string list = "/lib:/usr/local/lib:/usr/lib";
    if (const std::size_t at = run.linker.find("/ld-musl-"); at != std::string::npos) {
        const std::string folder = directoryOf(run.linker);
        const std::string prefix = directoryOf(folder);
        const std::string file = run.linker.substr(at + 1);
        const std::string path = below(prefix, "etc/" + file.substr(0, file.find(".so")) + ".path");
        auto text = content(path);
        if (!text)
            return std::unexpected(text.error());
        if (*text) {
            list = **text;
            run.noteRead(path);
        }
    }
    if (const auto done = search(directories(list, ":\n", "/", *requester.elf)); !done)
        return std::unexpected(done.error());
    return {};
}

Result<> LibrarySearch::load(Run &run, const std::string &name, std::size_t loader)
{
    if (run.names.contains(name) || (run.musl && isMuslItself(name)))
        return {};
    const Loaded requester = run.loaded[loader];
    std::vector<LibraryUse> found;
    if (name.contains('/') || name.contains('$')) {
        for (const std::string &path : expandTokens(name, directoryOf(requester.path), *requester.elf)) {
            const auto good = path.starts_with('/') ? fits(path, *requester.elf) : Result<bool>(false);
            if (!good)
                return std::unexpected(good.error());
            if (*good) {
                found.push_back({path, requester.path, false});
                break;
            }
        }
    } else if (auto done = run.musl ? findMusl(run, name, loader, found) : findGlibc(run, name, loader, found); !done) {
        return done;
    }
    run.names.insert(name);
    if (found.empty()) {
        run.closure.missing.push_back({name, requester.path, false});
        return {};
    }
    for (LibraryUse &use : found) {
        const auto read = elf(use.path);
        if (!read)
            return std::unexpected(read.error());
        if (*read && !(*read)->soname.empty())
            run.names.insert((*read)->soname);
        const bool isNew = run.files.insert(m_files.file(use.path).value_or(use.path)).second;
        if (isNew && *read && run.loaded.size() < kMaxLoaded)
            run.loaded.push_back({use.path, *read, loader});
        run.closure.libraries.push_back(std::move(use));
    }
    return {};
}

Result<> LibrarySearch::preload(Run &run)
{
    std::vector<std::string> names = split(m_preload, " :");
    if (!run.musl) {
        auto text = content(std::string(kPreloadPath));
        if (!text)
            return std::unexpected(text.error());
        if (*text) {
            run.noteRead(kPreloadPath);
            for (const std::string &line : split(**text, "\n")) {
                for (std::string &name : split(line.substr(0, line.find('#')), " \t:"))
                    names.push_back(std::move(name));
            }
        }
    }
    for (const std::string &name : names) {
        if (auto done = load(run, name, 0); !done)
            return done;
    }
    run.closure.missing.clear(); // the linker says so and goes on
    return {};
}

Result<LibraryClosure> LibrarySearch::closure(const std::string &path, const std::string &libraryOf)
{
    const auto root = elf(path);
    if (!root)
        return std::unexpected(root.error());
    if (!*root || !(*root)->dynamic)
        return LibraryClosure();
    Run run;
    const auto program = libraryOf.empty() ? Result<const Elf *>(nullptr) : elf(libraryOf);
    if (!program)
        return std::unexpected(program.error());
    if (*program && (*program)->fits(**root))
        run.loaded.push_back({libraryOf, *program, kNone});
    run.loaded.push_back({path, *root, run.loaded.empty() ? kNone : 0});
    const std::size_t first = run.loaded.size() - 1;
    run.musl = usesMusl(*run.loaded[0].elf);
    run.linker = run.loaded[0].elf->interpreter;
    for (const Loaded &loaded : run.loaded) {
        run.files.insert(m_files.file(loaded.path).value_or(loaded.path));
        if (!loaded.elf->soname.empty())
            run.names.insert(loaded.elf->soname);
    }
    if (!run.linker.empty()) {
        // The linker is in the process before all others and is not opened again when a library names it.
        const auto linker = elf(run.linker);
        if (!linker)
            return std::unexpected(linker.error());
        if (*linker && !(*linker)->soname.empty())
            run.names.insert((*linker)->soname);
        if (auto done = preload(run); !done)
            return std::unexpected(done.error());
    }
    for (std::size_t i = first; i < run.loaded.size(); ++i) {
        const std::vector<std::string> needed = run.loaded[i].elf->needed;
        for (const std::string &name : needed) {
            if (auto done = load(run, name, i); !done)
                return std::unexpected(done.error());
        }
    }
    return std::move(run.closure);
}

} // namespace whittle::slim
