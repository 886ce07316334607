#include "support/apparmor_dfa.h"

#include "base/files.h"
#include "base/subprocess.h"

#include <fcntl.h>

#include <bit>
#include <cstring>
#include <format>
#include <optional>

namespace whittle::test {

namespace {

constexpr const char *kFeatures = "/etc/apparmor.d/abi/4.0";
enum Table : unsigned { Accept = 1, Base = 2, Check = 3, Default = 4, Classes = 5, Next = 8, Accept2 = 7 };
constexpr std::uint32_t kDiffEncoded = 0x80000000;
constexpr std::uint32_t kOwnerFlag = 1; // in accept2: the next entry is for everybody else
// Classes of mediation, apparmor.h.
enum Class : unsigned char { Mount = 7, PtraceClass = 9, SignalClass = 10, Net = 14 };

template <class T>
T bigEndian(std::string_view bytes, std::size_t at)
{
    T value{};
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return std::byteswap(value);
}

std::string_view twoBytes(std::string &buffer, unsigned value)
{
    buffer = {static_cast<char>(value >> 8U), static_cast<char>(value & 0xffU)};
    return buffer;
}

} // namespace

// The packed format: a code, then what it says; a name stands in front of the value that it names.
class CompiledProfile::Reader
{
public:
    explicit Reader(std::string_view bytes) : m_bytes(bytes) {}

    std::vector<CompiledProfile> profiles()
    {
        std::vector<CompiledProfile> result;
        while (m_at < m_bytes.size()) {
            const Value value = next();
            if (value.code == Struct && value.name == "profile")
                result.push_back(profile());
        }
        return result;
    }

private:
    enum Code : unsigned { U8, U16, U32, U64, Name, String, Blob, Struct, StructEnd, List, ListEnd, Array, ArrayEnd };
    struct Value
    {
        unsigned code = StructEnd;
        std::string name;
        std::uint64_t number = 0;
        std::string_view bytes;
        std::size_t place = 0;
    };

    template <class T>
    T take()
    {
        T value{};
        if (m_at + sizeof value <= m_bytes.size())
            std::memcpy(&value, m_bytes.data() + m_at, sizeof value);
        m_at += sizeof value;
        return value;
    }

    Value next()
    {
        Value value;
        value.code = take<std::uint8_t>();
        if (value.code == Name) {
            const auto size = take<std::uint16_t>();
            value.name = m_bytes.substr(m_at, size - 1U);
            m_at += size;
            value.code = take<std::uint8_t>();
        }
        switch (value.code) {
        case U8: value.number = take<std::uint8_t>(); break;
        case U16:
        case Array: value.number = take<std::uint16_t>(); break;
        case U32: value.number = take<std::uint32_t>(); break;
        case U64: value.number = take<std::uint64_t>(); break;
        case String: {
            const auto size = take<std::uint16_t>();
            value.bytes = m_bytes.substr(m_at, size - 1U);
            m_at += size;
            break;
        }
        case Blob: {
            const auto size = take<std::uint32_t>();
            value.place = m_at;
            value.bytes = m_bytes.substr(m_at, size);
            m_at += size;
            break;
        }
        default: break;
        }
        return value;
    }

    CompiledProfile profile()
    {
        CompiledProfile result;
        result.name = next().bytes;
        unsigned depth = 1;
        bool inPolicy = false;
        bool named = false;
        std::vector<std::uint64_t> plain; // the capabilities follow the path flags, without names
        std::vector<std::pair<std::uint32_t, std::uint32_t>> table;
        while (depth > 0 && m_at < m_bytes.size()) {
            const Value value = next();
            if (value.code == Struct && value.name == "perms") {
                table = permissions();
            } else if (value.code == Struct) {
                ++depth;
                if (value.name == "policydb")
                    inPolicy = true;
                if (value.name == "caps64") {
                    result.m_capabilities = plain.empty() ? 0 : plain.front();
                    result.m_capabilities |= next().number << 32U;
                }
            } else if (value.code == StructEnd) {
                if (--depth == 1)
                    inPolicy = false;
            } else if (value.code == U32 && depth == 1) {
                if (value.name == "path_flags")
                    named = true;
                else if (named && value.name.empty())
                    plain.push_back(value.number);
            } else if (value.code == Blob && value.name == "aadfa") {
                Dfa &dfa = inPolicy ? result.m_policy : result.m_file;
                dfa = automaton(value);
                dfa.permissions = std::exchange(table, {});
            }
        }
        return result;
    }

    std::vector<std::pair<std::uint32_t, std::uint32_t>> permissions()
    {
        constexpr int kMembers = 14; // of an entry; the second is allow, the third deny
        std::vector<std::pair<std::uint32_t, std::uint32_t>> result;
        next(); // version
        const std::uint64_t count = next().number;
        for (std::uint64_t i = 0; i < count; ++i) {
            std::pair<std::uint32_t, std::uint32_t> one;
            for (int member = 0; member < kMembers; ++member) {
                const auto number = static_cast<std::uint32_t>(next().number);
                if (member == 1)
                    one.first = number;
                if (member == 2)
                    one.second = number;
            }
            result.push_back(one);
        }
        next(); // end of the array
        next(); // end of the structure
        return result;
    }

    static Dfa automaton(const Value &blob)
    {
        Dfa dfa;
        // The tables are aligned to 8 bytes in the file, the blob is not.
        const std::string_view bytes = blob.bytes.substr((8 - blob.place % 8) % 8);
        std::size_t at = bigEndian<std::uint32_t>(bytes, 4); // behind the header
        while (at + 12 <= bytes.size()) {
            const auto id = bigEndian<std::uint16_t>(bytes, at);
            const auto width = bigEndian<std::uint16_t>(bytes, at + 2);
            const auto count = bigEndian<std::uint32_t>(bytes, at + 8);
            if (id == 0 || id > 16)
                break;
            at += 12;
            std::vector<std::uint32_t> &table = dfa.tables[id];
            for (std::uint32_t i = 0; i < count && at + width <= bytes.size(); ++i, at += width)
                table.push_back(width == 1 ? static_cast<unsigned char>(bytes[at]) : width == 2 ? bigEndian<std::uint16_t>(bytes, at) : bigEndian<std::uint32_t>(bytes, at));
            at = (at + 7) / 8 * 8;
        }
        return dfa;
    }

    std::string_view m_bytes;
    std::size_t m_at = 0;
};

std::uint32_t CompiledProfile::Dfa::next(std::uint32_t state, unsigned char c) const
{
    if (tables.empty() || state == 0)
        return 0;
    if (const auto classes = tables.find(Table::Classes); classes != tables.end())
        c = static_cast<unsigned char>(classes->second[c]);
    for (;;) {
        const std::uint32_t base = tables.at(Table::Base)[state];
        const std::size_t position = (base & 0xffffffU) + c;
        if (position < tables.at(Table::Check).size() && tables.at(Table::Check)[position] == state)
            return tables.at(Table::Next)[position];
        state = tables.at(Table::Default)[state];
        if (!(base & kDiffEncoded))
            return state;
    }
}

std::uint32_t CompiledProfile::Dfa::match(std::uint32_t state, std::string_view text) const
{
    for (const char c : text)
        state = next(state, static_cast<unsigned char>(c));
    return state;
}

std::uint32_t CompiledProfile::Dfa::allowed(std::uint32_t state, bool owner) const
{
    if (tables.empty() || state == 0)
        return 0;
    std::uint32_t index = tables.at(Table::Accept)[state];
    const auto accept2 = tables.find(Table::Accept2);
    // Without that table, files have two entries for every state.
    const bool hasOther = accept2 != tables.end() ? (accept2->second[state] & kOwnerFlag) != 0 : permissions.size() == 2 * tables.at(Table::Accept).size();
    if (hasOther && !owner)
        ++index;
    return index < permissions.size() ? permissions[index].first & ~permissions[index].second : 0;
}

std::uint32_t CompiledProfile::file(std::string_view path, bool owner) const { return m_file.allowed(m_file.match(1, path), owner); }

bool CompiledProfile::link(std::string_view path, std::string_view target) const
{
    const std::uint32_t state = m_file.match(1, path);
    if (!(m_file.allowed(state) & kLink))
        return false;
    const std::uint32_t pair = m_file.match(m_file.next(state, 0), target);
    const std::uint32_t permissions = m_file.allowed(pair);
    if (!(permissions & kLink))
        return false;
    constexpr std::uint32_t kSubset = kLock; // AA_LINK_SUBSET is the bit of locks, which a pair of names has no use for
    constexpr std::uint32_t kCompared = kExec | kWrite | kRead | kLock | kMap;
    return !(permissions & kSubset) || (file(path) & ~file(target) & kCompared) == 0;
}

bool CompiledProfile::network(unsigned family, unsigned type) const
{
    std::string buffer;
    std::uint32_t state = m_policy.match(startOf(Class::Net), twoBytes(buffer, family));
    state = m_policy.match(state, twoBytes(buffer, type));
    return (m_policy.allowed(state) & kCreate) != 0;
}

bool CompiledProfile::signal(bool send, unsigned number, std::string_view peer) const
{
    const std::uint32_t state = m_policy.match(m_policy.next(startOf(Class::SignalClass), static_cast<unsigned char>(number)), peer);
    return (m_policy.allowed(state) & (send ? kWrite : kRead)) != 0;
}

bool CompiledProfile::ptrace(Ptrace access, std::string_view peer) const
{
    return (m_policy.allowed(m_policy.match(startOf(Class::PtraceClass), peer)) & static_cast<std::uint32_t>(access)) != 0;
}

bool CompiledProfile::mount(std::string_view source, std::string_view target, std::string_view type, std::uint32_t flags) const
{
    std::uint32_t state = m_policy.match(startOf(Class::Mount), target);
    state = m_policy.match(m_policy.next(state, 0), source);
    state = m_policy.match(m_policy.next(state, 0), type);
    state = m_policy.next(state, 0);
    for (unsigned bit = 0; bit < 32; ++bit) {
        if (flags & (1U << bit))
            state = m_policy.next(state, static_cast<unsigned char>(bit + 1));
    }
    return (m_policy.allowed(state) & kWrite) != 0;
}

bool CompiledProfile::umount(std::string_view target) const { return (m_policy.allowed(m_policy.match(startOf(Class::Mount), target)) & kRead) != 0; }

Result<std::vector<CompiledProfile>> CompiledProfile::read(std::string_view bytes) { return Reader(bytes).profiles(); }

bool canCompilePolicies() { return !findProgram("apparmor_parser").empty() && readFile(kFeatures).has_value(); }

Result<std::vector<CompiledProfile>> compilePolicy(const std::string &text)
{
    auto folder = TemporaryDirectory::create();
    if (!folder)
        return std::unexpected(std::move(folder).error());
    const std::string source = folder->path() + "/policy";
    const std::string binary = folder->path() + "/binary";
    if (auto written = writeFileAtomically(source, text); !written)
        return std::unexpected(std::move(written).error());
    // What it says of errors goes to the same file as the result, which it only writes when there are none.
    const FileDescriptor output(::open(binary.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    auto parser = Subprocess::start({.command = {"apparmor_parser", "-Q", "-K", "-q", "-M", kFeatures, "-o", binary + ".out", source}, .output = output.get()});
    if (!parser)
        return std::unexpected(std::move(parser).error());
    const auto end = parser->wait(std::chrono::seconds(60));
    if (!end || !*end)
        return fail(ErrorCode::Io, "apparmor_parser does not end");
    if ((*end)->status != 0)
        return fail(ErrorCode::InvalidInput, readFile(binary).value_or("apparmor_parser fails"));
    const auto bytes = readFile(binary + ".out");
    if (!bytes)
        return std::unexpected(bytes.error());
    return CompiledProfile::read(*bytes);
}

} // namespace whittle::test
