#include "support/make_elf.h"

#include <elf.h>

namespace whittle::test {

namespace {

/// Integers in the byte order of the file.
class Bytes
{
public:
    Bytes(bool is64, bool bigEndian) : m_is64(is64), m_bigEndian(bigEndian) {}

    void number(std::uint64_t value, unsigned size)
    {
        for (unsigned i = 0; i < size; ++i)
            m_bytes += static_cast<char>(value >> (8 * (m_bigEndian ? size - 1 - i : i)));
    }
    void half(std::uint64_t value) { number(value, 2); }
    void word(std::uint64_t value) { number(value, 4); }
    void native(std::uint64_t value) { number(value, m_is64 ? 8 : 4); }
    void raw(const std::string &bytes) { m_bytes += bytes; }
    [[nodiscard]] const std::string &text() const { return m_bytes; }

private:
    bool m_is64;
    bool m_bigEndian;
    std::string m_bytes;
};

} // namespace

std::string makeElf(const ElfRequest &request)
{
    constexpr std::uint64_t kBase = 0x10000; // address of the file's first byte
    std::string strings(1, '\0');
    const auto addString = [&](const std::string &text) {
        const std::size_t at = strings.size();
        strings += text + '\0';
        return at;
    };
    std::vector<std::pair<std::uint64_t, std::uint64_t>> entries;
    for (const std::string &name : request.needed)
        entries.emplace_back(DT_NEEDED, addString(name));
    if (!request.soname.empty())
        entries.emplace_back(DT_SONAME, addString(request.soname));
    if (request.rpath)
        entries.emplace_back(DT_RPATH, addString(*request.rpath));
    if (request.runpath)
        entries.emplace_back(DT_RUNPATH, addString(*request.runpath));
    if (request.noDefaultLibs)
        entries.emplace_back(DT_FLAGS_1, DF_1_NODEFLIB);

    const std::uint64_t headerSize = request.is64 ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr);
    const std::uint64_t segmentSize = request.is64 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
    const std::uint64_t entrySize = request.is64 ? sizeof(Elf64_Dyn) : sizeof(Elf32_Dyn);
    const std::uint64_t segments = 1 + (request.interpreter ? 1U : 0U) + (request.dynamic ? 1U : 0U);
    const std::string interpreter = request.interpreter ? *request.interpreter + '\0' : std::string();
    const std::uint64_t interpreterAt = headerSize + segments * segmentSize;
    const std::uint64_t stringsAt = interpreterAt + interpreter.size();
    const std::uint64_t dynamicAt = (stringsAt + strings.size() + 7) / 8 * 8;
    entries.emplace_back(DT_STRTAB, kBase + stringsAt);
    entries.emplace_back(DT_STRSZ, strings.size());
    entries.emplace_back(DT_NULL, 0);
    const std::uint64_t dynamicSize = request.dynamic ? entries.size() * entrySize : 0;
    const std::uint64_t total = dynamicAt + dynamicSize;

    Bytes file(request.is64, request.bigEndian);
    file.raw(std::string("\x7f" "ELF") + static_cast<char>(request.is64 ? ELFCLASS64 : ELFCLASS32)
             + static_cast<char>(request.bigEndian ? ELFDATA2MSB : ELFDATA2LSB) + static_cast<char>(EV_CURRENT) + std::string(9, '\0'));
    file.half(request.type);
    file.half(request.machine);
    file.word(EV_CURRENT);
    file.native(kBase);      // entry
    file.native(headerSize); // program headers
    file.native(0);          // section headers: none
    file.word(0);
    file.half(headerSize);
    file.half(segmentSize);
    file.half(segments);
    file.half(0);
    file.half(0);
    file.half(0);
    const auto segment = [&](std::uint32_t type, std::uint64_t at, std::uint64_t size) {
        file.word(type);
        if (request.is64)
            file.word(PF_R);
        file.native(at);
        file.native(kBase + at);
        file.native(kBase + at);
        file.native(size);
        file.native(size);
        if (!request.is64)
            file.word(PF_R);
        file.native(8);
    };
    segment(PT_LOAD, 0, total);
    if (request.interpreter)
        segment(PT_INTERP, interpreterAt, interpreter.size());
    if (request.dynamic)
        segment(PT_DYNAMIC, dynamicAt, dynamicSize);
    file.raw(interpreter);
    file.raw(strings);
    file.raw(std::string(dynamicAt - stringsAt - strings.size(), '\0'));
    if (request.dynamic) {
        for (const auto &[tag, value] : entries) {
            file.native(tag);
            file.native(value);
        }
    }
    return file.text();
}

} // namespace whittle::test
