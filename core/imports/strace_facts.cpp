#include "imports/strace_facts.h"

#include "syscalls/calls.h"
#include "trace/recording.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace whittle::imports::strace {

namespace {

namespace operation = trace::path_operation;
using syscalls::Handling;

constexpr std::size_t kMaxRemembered = std::size_t{1} << 14;
constexpr std::size_t kLongestConstants = 512;

// As the sensor tells operations from the flags of open.
std::uint32_t openOperations(std::uint64_t flags, const syscalls::ConstantSet *set, Abi abi)
{
    const auto bit = [&](std::string_view name) -> std::uint64_t {
        if (!set)
            return 0;
        const auto value = set->parse(name, abi);
        return value ? *value : 0;
    };
    constexpr std::uint64_t kAccessMode = 3;
    const std::uint64_t path = bit("O_PATH");
    if (path != 0 && (flags & path) == path)
        return operation::kStat;
    std::uint32_t operations = 0;
    switch (flags & kAccessMode) {
    case 0: operations = operation::kRead; break;
    case 1: operations = operation::kWrite; break;
    default: operations = operation::kRead | operation::kWrite; break;
    }
    if (flags & bit("O_CREAT"))
        operations |= operation::kCreate;
    if (flags & bit("O_TRUNC"))
        operations |= operation::kWrite;
    if (flags & bit("O_DIRECTORY"))
        operations |= operation::kList;
    // It names a directory in which an unnamed file is made.
    if (const std::uint64_t unnamed = bit("O_TMPFILE"); unnamed != 0 && (flags & unnamed) == unnamed)
        operations = operation::kWrite | operation::kCreate;
    return operations;
}

bool opens(const syscalls::Call &shape) { return shape.handling == Handling::OpenFlags || shape.handling == Handling::OpenHow; }

Follow followOf(const KnownName &name)
{
    if (name.call && opens(*name.call))
        return Follow::Open;
    constexpr std::pair<std::string_view, Follow> kFollowed[] = {
        {"close", Follow::Close}, {"dup", Follow::Duplicate}, {"dup2", Follow::Duplicate}, {"dup3", Follow::Duplicate},
        {"getcwd", Follow::AskDirectory}, {"chdir", Follow::ChangeDirectory}, {"fchdir", Follow::ChangeToDescriptor},
    };
    const auto *found = std::ranges::find(kFollowed, name.name, &std::pair<std::string_view, Follow>::first);
    return found == std::end(kFollowed) ? Follow::Nothing : found->second;
}

Look lookOf(const KnownName &name)
{
    Look look{0, followOf(name), -1};
    if (look.follow == Follow::Close || look.follow == Follow::Duplicate || look.follow == Follow::ChangeToDescriptor)
        look.descriptor = 0;
    if (!name.call) {
        look.arguments = look.follow == Follow::Nothing ? 0 : 1;
        return look;
    }
    const syscalls::Call &shape = *name.call;
    constexpr int kMost = Arguments::kMost;
    if (shape.paths[0].path >= 0 && shape.paths[0].directory >= 0)
        look.descriptor = shape.paths[0].directory;
    else if (shape.handling == Handling::Map)
        look.descriptor = 4;
    int count = 1;
    for (int index = 0; index < kMost; ++index) {
        if (shape.values & (1U << index))
            count = std::max(count, index + 1);
    }
    for (const syscalls::PathArgument &path : shape.paths)
        count = std::max({count, path.path + 1, path.directory + 1});
    switch (shape.handling) {
    case Handling::OpenFlags:
    case Handling::OpenHow: ++count; break;
    case Handling::Map: count = std::max(count, 5); break;
    case Handling::Execute: count = std::max(count, 3); break;
    case Handling::Prctl:
    case Handling::Seccomp: count = std::max(count, 2); break;
    case Handling::Clone: count = kMost; break; // strace writes them in its own order
    default: break;
    }
    look.arguments = static_cast<std::uint8_t>(std::min(count, kMost));
    return look;
}

const std::vector<Look> &allLooks()
{
    static const std::vector<Look> looks = [] {
        std::vector<Look> list;
        const SyscallNames &names = SyscallNames::instance();
        for (NameId id = 0; id < names.size(); ++id)
            list.push_back(lookOf(names.at(id)));
        return list;
    }();
    return looks;
}

} // namespace

FactReader::FactReader(std::optional<Abi> assumed) : m_assumed(assumed.value_or(nativeAbi())), m_looks(allLooks()) {}

Abi FactReader::abiOf(AbiHint hint) const
{
    switch (hint) {
    case AbiHint::Compat: return m_assumed == Abi::Aarch64 ? Abi::Arm : Abi::I386;
    case AbiHint::X32: return Abi::X32;
    default: return m_assumed;
    }
}

template <class Work>
std::optional<std::uint64_t> FactReader::remembered(std::uint64_t key, const Work &work)
{
    if (const std::uint32_t place = m_index.find(key); place != FlatMap::kNone)
        return m_values[place];
    if (m_values.size() >= kMaxRemembered) {
        m_index.clear();
        m_values.clear();
    }
    const std::optional<std::uint64_t> value = work();
    m_index[key] = static_cast<std::uint32_t>(m_values.size());
    m_values.push_back(value);
    return value;
}

void FactReader::readValues(const syscalls::Call &shape, const KnownName &name, CallKey key, Facts &facts)
{
    for (unsigned index = 0; index < m_arguments.count(); ++index) {
        if (!(shape.values & (1U << index)))
            continue;
        std::string_view text = m_arguments.at(index);
        // strace names clone's arguments and puts them into its own order.
        if (shape.handling == Handling::Clone) {
            std::size_t flags = 0;
            while (flags < m_arguments.count() && !m_arguments.at(flags).starts_with("flags="))
                ++flags;
            if (flags == m_arguments.count())
                continue;
            text = m_arguments.at(flags);
        }
        if (text.size() > kLongestConstants)
            continue;
        const auto value = remembered(hashOf(text) ^ (key.packed() << 4 | index), [&] { return parseValue(text, *name.syscall, index, abiOf(key.hint)); });
        if (value && facts.valueCount < Facts::kMaxValues) {
            facts.indexes[facts.valueCount] = static_cast<std::uint8_t>(index);
            facts.values[facts.valueCount++] = *value;
        }
    }
}

void FactReader::readPath(const syscalls::Call &shape, const Look &look, Facts &facts) const
{
    if (!m_arguments.has(shape.paths[0].path))
        return;
    const auto plain = plainQuoted(m_arguments.at(static_cast<std::size_t>(shape.paths[0].path)));
    if (!plain || plain->empty() || std::memchr(plain->data(), '\0', plain->size()) != nullptr)
        return;
    facts.path = pieceOf(*plain, m_arguments.text());
    facts.pathHash = hashOf(*plain);
    facts.isJoined = plain->front() != '/' && look.descriptor >= 0 && facts.descriptorPath.size != 0;
    if (facts.isJoined)
        facts.pathHash ^= hashOf(hashOf(facts.descriptorPath.of(m_arguments.text())));
}

void FactReader::readDescriptor(const Look &look, Facts &facts) const
{
    facts.descriptor = -1;
    facts.descriptorPath = {0, 0};
    if (!m_arguments.has(look.descriptor))
        return;
    const Descriptor descriptor = parseDescriptor(m_arguments.at(static_cast<std::size_t>(look.descriptor)));
    if (std::in_range<std::int32_t>(descriptor.number))
        facts.descriptor = static_cast<std::int32_t>(descriptor.number);
    if (!descriptor.path.empty())
        facts.descriptorPath = pieceOf(descriptor.path, m_arguments.text());
}

void FactReader::readOpenFlags(const syscalls::Call &shape, AbiHint hint, Facts &facts)
{
    const auto at = static_cast<std::size_t>(shape.paths[0].path) + 1;
    if (at >= m_arguments.count())
        return;
    std::string_view text = m_arguments.at(at);
    if (shape.handling == Handling::OpenHow) { // "{flags=O_RDONLY|O_CLOEXEC, resolve=…}"
        const auto begin = text.find("flags=");
        text = begin == std::string_view::npos ? std::string_view() : text.substr(begin + 6, text.find_first_of(",}", begin) - begin - 6);
    }
    if (text.size() > kLongestConstants)
        return;
    const Abi abi = abiOf(hint);
    constexpr std::uint64_t kOfOpen = std::uint64_t{1} << 60; // apart from the keys of values
    const auto operations = remembered(hashOf(text) ^ (kOfOpen | static_cast<std::uint64_t>(abi)), [&]() -> std::optional<std::uint64_t> {
        const auto &catalogue = syscalls::Catalogue::builtIn();
        const auto flags = parseValue(text, *catalogue.find("open"), 1, abi);
        if (!flags)
            return operation::kRead;
        return openOperations(*flags, catalogue.constants("open_flags"), abi);
    });
    facts.operations = static_cast<std::uint32_t>(*operations);
}

void FactReader::read(NameId id, std::string_view arguments, AbiHint hint, Facts &facts)
{
    const KnownName &name = m_names.at(id);
    const Look &look = m_looks[id];
    facts.valueCount = 0;
    facts.operations = 0;
    splitArguments(arguments, look.arguments, m_arguments);
    facts.argumentCount = static_cast<std::uint8_t>(m_arguments.count());
    if (look.descriptor >= 0)
        readDescriptor(look, facts);
    facts.path = {0, 0};
    facts.isJoined = false;
    if (!name.call)
        return;
    if (name.call->values != 0)
        readValues(*name.call, name, CallKey::named(id, hint), facts);
    if (name.call->paths[0].path < 0)
        return;
    readPath(*name.call, look, facts);
    if (opens(*name.call))
        readOpenFlags(*name.call, hint, facts);
}

} // namespace whittle::imports::strace
