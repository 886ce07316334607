#include "slim/elf.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <utility>

#include <elf.h>
#include <libelf.h>

namespace whittle::slim {

namespace {

constexpr std::size_t kMaxHeaders = 4096;            // program headers; the kernel takes no more than a page of them, ld.so has no limit
constexpr std::size_t kMaxDynamic = std::size_t{1} << 20; // bytes of the dynamic section
constexpr std::size_t kMaxNeeded = 2048;
constexpr std::size_t kMaxString = 4096;             // as for a path; rpaths may be longer
constexpr std::size_t kMaxPathList = 64 * 1024;

struct Elf32
{
    using Header = Elf32_Ehdr;
    using Segment = Elf32_Phdr;
    using Dynamic = Elf32_Dyn;
    static Elf_Data *toMemory(Elf_Data *to, const Elf_Data *from, unsigned encoding) { return elf32_xlatetom(to, from, encoding); }
};

struct Elf64
{
    using Header = Elf64_Ehdr;
    using Segment = Elf64_Phdr;
    using Dynamic = Elf64_Dyn;
    static Elf_Data *toMemory(Elf_Data *to, const Elf_Data *from, unsigned encoding) { return elf64_xlatetom(to, from, encoding); }
};

Result<std::string> readRange(const ReadAtFn &read, std::uint64_t offset, std::uint64_t size)
{
    std::string bytes(size, '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const auto more = read(offset + have, std::span(bytes).subspan(have));
        if (!more)
            return std::unexpected(more.error());
        if (*more == 0)
            break;
        have += *more;
    }
    bytes.resize(have);
    return bytes;
}

/// Structures of the file in this machine's byte order.
template <class Kind, class T>
std::vector<T> translate(std::string bytes, Elf_Type type, unsigned encoding)
{
    std::vector<T> values(bytes.size() / sizeof(T));
    if (values.empty())
        return values;
    Elf_Data from{};
    from.d_buf = bytes.data();
    from.d_type = type;
    from.d_version = EV_CURRENT;
    from.d_size = values.size() * sizeof(T);
    Elf_Data to = from;
    to.d_buf = values.data();
    if (!Kind::toMemory(&to, &from, encoding))
        values.clear();
    return values;
}

template <class Kind>
class Reader
{
public:
    Reader(const ReadAtFn &read, unsigned encoding) : m_read(read), m_encoding(encoding) {}

    Result<std::optional<Elf>> run()
    {
        elf_version(EV_CURRENT); // libelf translates nothing before it was asked this
        const auto headers = structures<typename Kind::Header>(0, 1, ELF_T_EHDR);
        if (!headers)
            return std::unexpected(headers.error());
        if (headers->empty())
            return std::nullopt;
        const auto &header = headers->front();
        if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
            return std::nullopt;
        m_elf.is64 = std::is_same_v<Kind, Elf64>;
        m_elf.bigEndian = m_encoding == ELFDATA2MSB;
        m_elf.machine = header.e_machine;
        if (header.e_phentsize == sizeof(typename Kind::Segment)) {
            auto segments = structures<typename Kind::Segment>(header.e_phoff, std::min<std::size_t>(header.e_phnum, kMaxHeaders), ELF_T_PHDR);
            if (!segments)
                return std::unexpected(segments.error());
            m_segments = std::move(*segments);
        }
        for (const auto &segment : m_segments) {
            Result<> done;
            if (segment.p_type == PT_INTERP)
                done = readInterpreter(segment);
            else if (segment.p_type == PT_DYNAMIC)
                done = readDynamic(segment);
            if (!done)
                return std::unexpected(done.error());
        }
        return m_elf;
    }

private:
    template <class T>
    Result<std::vector<T>> structures(std::uint64_t offset, std::size_t count, Elf_Type type)
    {
        auto bytes = readRange(m_read, offset, count * sizeof(T));
        if (!bytes)
            return std::unexpected(bytes.error());
        return translate<Kind, T>(std::move(*bytes), type, m_encoding);
    }

    Result<> readInterpreter(const typename Kind::Segment &segment)
    {
        auto bytes = readRange(m_read, segment.p_offset, std::min<std::uint64_t>(segment.p_filesz, kMaxString));
        if (!bytes)
            return std::unexpected(bytes.error());
        m_elf.interpreter = bytes->c_str(); // up to the first NUL
        return {};
    }

    Result<> readDynamic(const typename Kind::Segment &segment)
    {
        m_elf.dynamic = true;
        const std::uint64_t size = std::min<std::uint64_t>(segment.p_filesz, kMaxDynamic);
        const auto entries = structures<typename Kind::Dynamic>(segment.p_offset, size / sizeof(typename Kind::Dynamic), ELF_T_DYN);
        if (!entries)
            return std::unexpected(entries.error());
        const auto end = std::ranges::find(*entries, DT_NULL, [](const auto &entry) { return static_cast<std::int64_t>(entry.d_tag); });
        const std::span used(entries->begin(), end);
        for (const auto &entry : used) {
            if (entry.d_tag == DT_STRTAB)
                m_strings = fileOffset(entry.d_un.d_ptr);
            else if (entry.d_tag == DT_STRSZ)
                m_stringsSize = entry.d_un.d_val;
        }
        for (const auto &entry : used) {
            Result<> done;
            const std::uint64_t value = entry.d_un.d_val;
            switch (entry.d_tag) {
            case DT_NEEDED:
                if (m_elf.needed.size() < kMaxNeeded)
                    done = readString(value, kMaxString, m_elf.needed.emplace_back());
                break;
            case DT_SONAME: done = readString(value, kMaxString, m_elf.soname); break;
            case DT_RPATH: done = readString(value, kMaxPathList, m_elf.rpath.emplace()); break;
            case DT_RUNPATH: done = readString(value, kMaxPathList, m_elf.runpath.emplace()); break;
            case DT_FLAGS_1: m_elf.noDefaultLibs = (value & DF_1_NODEFLIB) != 0; break;
            default: break;
            }
            if (!done)
                return done;
        }
        std::erase(m_elf.needed, std::string());
        if (m_elf.runpath)
            m_elf.rpath.reset();
        return {};
    }

    std::optional<std::uint64_t> fileOffset(std::uint64_t address) const
    {
        for (const auto &segment : m_segments) {
            if (segment.p_type == PT_LOAD && address >= segment.p_vaddr && address - segment.p_vaddr < segment.p_filesz)
                return segment.p_offset + (address - segment.p_vaddr);
        }
        return std::nullopt;
    }

    Result<> readString(std::uint64_t at, std::size_t limit, std::string &text)
    {
        if (!m_strings || at >= m_stringsSize)
            return {};
        // Most names are short: small pieces, until the end of the string.
        constexpr std::size_t kPiece = 128;
        const std::uint64_t most = std::min<std::uint64_t>(limit, m_stringsSize - at);
        while (text.size() < most) {
            auto piece = readRange(m_read, *m_strings + at + text.size(), std::min<std::uint64_t>(kPiece, most - text.size()));
            if (!piece)
                return std::unexpected(piece.error());
            const std::size_t end = piece->find('\0');
            text.append(*piece, 0, end);
            if (end != std::string::npos || piece->empty())
                break;
        }
        return {};
    }

    const ReadAtFn &m_read;
    unsigned m_encoding;
    Elf m_elf;
    std::vector<typename Kind::Segment> m_segments;
    std::optional<std::uint64_t> m_strings; // of the string table, in the file
    std::uint64_t m_stringsSize = 0;
};

} // namespace

Result<std::optional<Elf>> readElf(const ReadAtFn &read)
{
    const auto ident = readRange(read, 0, EI_NIDENT);
    if (!ident)
        return std::unexpected(ident.error());
    if (ident->size() < EI_NIDENT || !ident->starts_with(ELFMAG))
        return std::nullopt;
    const auto at = [&](std::size_t index) { return static_cast<unsigned char>((*ident)[index]); };
    const unsigned encoding = at(EI_DATA);
    if (encoding != ELFDATA2LSB && encoding != ELFDATA2MSB)
        return std::nullopt;
    if (at(EI_CLASS) == ELFCLASS64)
        return Reader<Elf64>(read, encoding).run();
    if (at(EI_CLASS) == ELFCLASS32)
        return Reader<Elf32>(read, encoding).run();
    return std::nullopt;
}

} // namespace whittle::slim
