#include "imports/strace_calls.h"

#include "imports/scan.h"

#include <algorithm>
#include <format>
#include <utility>

namespace whittle::imports::strace {

namespace {

namespace operation = trace::path_operation;
using syscalls::Handling;

constexpr std::size_t kMaxRememberedValues = std::size_t{1} << 16;
constexpr std::size_t kMaxFollowed = 256; // descriptors of a process
constexpr std::size_t kMaxComm = 15;       // TASK_COMM_LEN without its end
constexpr std::size_t kMaxWords = 64;
constexpr std::size_t kMaxWord = 256;

bool has(std::string_view flags, std::string_view flag)
{
    for (auto at = flags.find(flag); at != std::string_view::npos; at = flags.find(flag, at + 1)) {
        const std::size_t end = at + flag.size();
        if ((at == 0 || !isNameCharacter(flags[at - 1])) && (end == flags.size() || !isNameCharacter(flags[end])))
            return true;
    }
    return false;
}

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

std::string_view baseName(std::string_view path)
{
    const auto slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

template <class Value>
void put(std::vector<std::pair<int, Value>> &list, std::int64_t number, Value value)
{
    if (number < 0 || number > 1'000'000)
        return;
    const auto at = std::ranges::find(list, static_cast<int>(number), &std::pair<int, Value>::first);
    if (at != list.end())
        at->second = value;
    else if (list.size() < kMaxFollowed)
        list.emplace_back(static_cast<int>(number), value);
}

template <class Value>
Value get(const std::vector<std::pair<int, Value>> &list, std::int64_t number, Value none)
{
    const auto at = std::ranges::find(list, number, &std::pair<int, Value>::first);
    return at == list.end() ? none : at->second;
}

} // namespace

Calls::Calls(Gatherer &gatherer, std::optional<Abi> assumed) : m_gatherer(gatherer), m_assumed(assumed.value_or(nativeAbi()))
{
    constexpr std::array<std::string_view, 5> kFollowing = {"getcwd", "dup", "dup2", "close", "fchdir"};
    for (std::size_t i = 0; i < kFollowing.size(); ++i)
        m_following[i] = SyscallNames::instance().find(kFollowing[i]);
}

void Calls::forget(Gatherer::ProcessId process)
{
    if (process < m_known.size())
        m_known[process] = {};
}

Calls::Known &Calls::knownOf(Gatherer::ProcessId process)
{
    if (m_known.size() <= process)
        m_known.resize(process + 1);
    return m_known[process];
}

Abi Calls::abiOf(const CallKey &key) const
{
    switch (key.hint) {
    case AbiHint::Compat: return m_assumed == Abi::Aarch64 ? Abi::Arm : Abi::I386;
    case AbiHint::X32: return Abi::X32;
    default: return m_assumed;
    }
}

void Calls::take(const Call &call)
{
    const syscalls::Call *shape = call.name->call;
    if (!shape) {
        if (call.outcome.isKnown && !call.outcome.isFailure && std::ranges::contains(m_following, call.key.value))
            followDescriptors(call, splitArguments(call.arguments));
        return;
    }
    // Not for a child, whose fork is not its own.
    if (shape->handling == Handling::Clone) {
        takeChild(call);
        if (shape->values == 0)
            return;
    }
    // All that is looked at stands in the first five.
    const Arguments arguments = splitArguments(call.arguments);
    if (shape->values != 0)
        takeValues(call, arguments);
    switch (shape->handling) {
    case Handling::Map: takeMap(call, arguments); return;
    case Handling::SocketName: takeSocketName(call, arguments, shape->paths[0].operations); return;
    case Handling::SendTo:
    case Handling::SendMessage:
        if (call.arguments.contains("AF_UNIX"))
            takeSocketName(call, arguments, shape->paths[0].operations);
        return;
    case Handling::Execute: takeExecution(call, arguments); break;
    case Handling::Prctl:
    case Handling::Seccomp: takePrctl(call, arguments); return;
    case Handling::Listen:
        if (call.outcome.isKnown && !call.outcome.isFailure && arguments.count > 0) {
            const int port = get(knownOf(call.process).ports, parseDescriptor(arguments.at[0]).number, 0);
            if (port != 0)
                m_gatherer.addPort(port);
        }
        return;
    default: break;
    }
    if (shape->paths[0].path >= 0)
        takePaths(call, arguments);
    if (call.outcome.isKnown && !call.outcome.isFailure)
        followDescriptors(call, arguments);
}

void Calls::takeValues(const Call &call, const Arguments &arguments)
{
    const unsigned wanted = call.name->call->values;
    for (unsigned index = 0; index < arguments.count; ++index) {
        if (!(wanted & (1U << index)))
            continue;
        std::string_view text = arguments.at[index];
        // strace names clone's arguments and puts them into its own order.
        if (call.name->call->handling == Handling::Clone) {
            const auto flags = std::ranges::find_if(arguments.at, [](std::string_view one) { return one.starts_with("flags="); });
            if (flags == arguments.at.end())
                continue;
            text = *flags;
        }
        if (text.size() > 512)
            continue;
        const std::uint64_t key = hashOf(text) ^ hashOf(std::uint64_t{call.key.value} << 8 | std::uint64_t{static_cast<std::uint8_t>(call.key.hint)} << 4 | index);
        std::uint32_t &place = m_valueIndex[key];
        if (place == FlatMap::kNone) {
            if (m_values.size() >= kMaxRememberedValues) {
                m_valueIndex.clear();
                m_values.clear();
            }
            m_valueIndex[key] = static_cast<std::uint32_t>(m_values.size());
            m_values.push_back(parseValue(text, *call.name->syscall, index, abiOf(call.key)));
        }
        const std::uint32_t at = m_valueIndex.find(key);
        if (at != FlatMap::kNone && m_values[at])
            m_gatherer.addValue(call.process, call.key, index, *m_values[at]);
    }
}

Gatherer::PathId Calls::absolute(const Call &call, const Arguments &arguments, std::string_view path, int directory)
{
    if (path.starts_with('/'))
        return m_gatherer.path(path);
    std::string_view base;
    Descriptor descriptor{kWorkingDirectory, {}};
    if (directory >= 0 && static_cast<std::size_t>(directory) < arguments.count)
        descriptor = parseDescriptor(arguments.at[static_cast<std::size_t>(directory)]);
    if (!descriptor.path.empty()) {
        base = descriptor.path;
    } else {
        const Known &known = knownOf(call.process);
        const Gatherer::PathId from = descriptor.number == kWorkingDirectory ? known.directory : get(known.files, descriptor.number, Gatherer::kNone);
        if (from != Gatherer::kNone)
            base = m_gatherer.pathText(from);
    }
    if (base.empty()) {
        ++m_relative;
        return Gatherer::kNone;
    }
    m_joined.assign(base).append("/").append(path);
    return m_gatherer.path(m_joined);
}

void Calls::takeOne(const Call &call, const Arguments &arguments, const syscalls::PathArgument &place, std::uint32_t operations)
{
    if (place.path < 0 || static_cast<std::size_t>(place.path) >= arguments.count)
        return;
    const std::string_view text = arguments.at[static_cast<std::size_t>(place.path)];
    std::optional<std::string> held;
    std::string_view path;
    if (const auto plain = plainQuoted(text)) {
        path = *plain;
    } else {
        held = unquoted(text);
        if (!held) {
            m_cut += text.starts_with('"');
            return;
        }
        path = *held;
    }
    if (path.empty() || path.contains('\0'))
        return;
    const std::uint64_t relativeBefore = m_relative;
    const Gatherer::PathId id = absolute(call, arguments, path, place.directory);
    if (m_relative == relativeBefore)
        m_gatherer.addPath(call.process, id, operations, call.outcome.error, call.ns);
}

void Calls::takePaths(const Call &call, const Arguments &arguments)
{
    // A call that was interrupted, or whose end is not in the trace, says nothing of the path.
    if (!call.outcome.isKnown || (call.outcome.isFailure && call.outcome.error == 0))
        return;
    const syscalls::Call &shape = *call.name->call;
    if (shape.handling == Handling::OpenFlags || shape.handling == Handling::OpenHow) {
        const auto at = static_cast<std::size_t>(shape.paths[0].path) + 1;
        if (at >= arguments.count)
            return;
        std::string_view text = arguments.at[at];
        if (shape.handling == Handling::OpenHow) { // "{flags=O_RDONLY|O_CLOEXEC, resolve=…}"
            const auto begin = text.find("flags=");
            text = begin == std::string_view::npos ? std::string_view() : text.substr(begin + 6, text.find_first_of(",}", begin) - begin - 6);
        }
        if (text.size() > 512)
            return;
        // What a text of flags means is worked out once.
        const Abi abi = abiOf(call.key);
        const std::uint64_t key = hashOf(text) ^ hashOf(std::uint64_t{0x4f50} << 40 | static_cast<std::uint64_t>(abi));
        std::uint32_t place = m_valueIndex.find(key);
        if (place == FlatMap::kNone) {
            const syscalls::Syscall *open = syscalls::Catalogue::builtIn().find("open");
            const auto flags = parseValue(text, *open, 1, abi);
            if (m_values.size() >= kMaxRememberedValues) {
                m_valueIndex.clear();
                m_values.clear();
            }
            place = static_cast<std::uint32_t>(m_values.size());
            m_valueIndex[key] = place;
            m_values.push_back(flags ? std::optional<std::uint64_t>(openOperations(*flags, syscalls::Catalogue::builtIn().constants("open_flags"), abi)) : std::nullopt);
        }
        takeOne(call, arguments, shape.paths[0], static_cast<std::uint32_t>(m_values[place].value_or(operation::kRead)));
        return;
    }
    for (const syscalls::PathArgument &place : shape.paths)
        takeOne(call, arguments, place, place.operations);
}

void Calls::takeMap(const Call &call, const Arguments &arguments)
{
    if (arguments.count < 5 || !call.outcome.isKnown || call.outcome.isFailure)
        return;
    const std::string_view protection = arguments.at[2];
    const bool isCode = has(protection, "PROT_EXEC") || (protection.starts_with("0x") && (wholeNumber(protection.substr(0, protection.find(' '))).value_or(0) & 4) != 0);
    const std::string_view flags = arguments.at[3];
    constexpr std::uint64_t kAnonymous = 0x20;
    if (!isCode || flags.contains("MAP_ANON") || (flags.starts_with("0x") && (wholeNumber(flags.substr(0, flags.find(' '))).value_or(0) & kAnonymous) != 0))
        return;
    const Descriptor descriptor = parseDescriptor(arguments.at[4]);
    if (!descriptor.path.empty()) {
        m_gatherer.addPath(call.process, m_gatherer.path(descriptor.path), operation::kMap, 0, call.ns);
    } else if (const auto file = get(knownOf(call.process).files, descriptor.number, Gatherer::kNone); file != Gatherer::kNone) {
        m_gatherer.addPath(call.process, file, operation::kMap, 0, call.ns);
    }
}

void Calls::takeSocketName(const Call &call, const Arguments &arguments, std::uint32_t operations)
{
    // "{sa_family=AF_UNIX, sun_path=\"/run/x\"}"; an abstract name has an @ in front of its text.
    constexpr std::string_view kPath = "sun_path=";
    const auto at = call.arguments.find(kPath);
    if (at != std::string_view::npos && call.outcome.isKnown && (!call.outcome.isFailure || call.outcome.error != 0)) {
        if (const auto path = unquoted(call.arguments.substr(at + kPath.size())); path && !path->empty()) {
            const std::uint64_t before = m_relative;
            const auto id = absolute(call, {}, *path, -1);
            if (before == m_relative)
                m_gatherer.addPath(call.process, id, operations, call.outcome.error, call.ns);
        }
        return;
    }
    if (call.name->name != "bind" || arguments.count < 2 || !call.outcome.isKnown || call.outcome.isFailure)
        return;
    for (const std::string_view word : {"sin_port=htons(", "sin6_port=htons("}) {
        const auto begin = call.arguments.find(word);
        if (begin == std::string_view::npos)
            continue;
        std::string_view digits = call.arguments.substr(begin + word.size());
        if (const auto port = takeNumber<std::uint16_t>(digits); port && *port != 0)
            put(knownOf(call.process).ports, parseDescriptor(arguments.at[0]).number, int{*port});
    }
}

void Calls::takeExecution(const Call &call, const Arguments &arguments)
{
    if (!call.outcome.isKnown || call.outcome.isFailure || arguments.count < 2)
        return;
    const bool isAt = call.name->name == "execveat";
    const std::size_t first = isAt ? 1 : 0;
    if (arguments.count < first + 2)
        return;
    trace::Process &process = m_gatherer.details(call.process);
    if (auto path = unquoted(arguments.at[first]); path && !path->empty()) {
        const std::uint64_t before = m_relative;
        const auto id = absolute(call, arguments, *path, isAt ? 0 : -1);
        process.executable = id == Gatherer::kNone ? *path : std::string(m_gatherer.pathText(id));
        m_relative = before; // told again with the call's paths
        process.comm = baseName(*path).substr(0, kMaxComm);
    }
    process.argv.clear();
    std::string_view words = arguments.at[first + 1];
    if (!imports::take(words, "["))
        return;
    while (!words.empty() && process.argv.size() < kMaxWords) {
        skipSpaces(words);
        if (words.empty() || words.front() != '"')
            break;
        std::size_t end = 1;
        while (end < words.size() && words[end] != '"')
            end += words[end] == '\\' ? std::size_t{2} : std::size_t{1};
        end = std::min(end + 1, words.size());
        auto word = unquoted(words.substr(0, end));
        words.remove_prefix(end);
        process.argv.push_back(word.value_or("").substr(0, kMaxWord));
        (void)imports::take(words, "...");
        if (!imports::take(words, ","))
            break;
    }
}

void Calls::takeChild(const Call &call)
{
    if (!call.outcome.isKnown || call.outcome.isFailure || call.outcome.value <= 0)
        return;
    if (has(call.arguments, "CLONE_THREAD")) {
        m_gatherer.addThread(call.process, call.outcome.value);
        return;
    }
    m_gatherer.addChild(call.process, call.outcome.value);
    const Gatherer::ProcessId child = m_gatherer.process(call.outcome.value);
    if (child == call.process)
        return;
    const Known parent = knownOf(call.process);
    Known &known = knownOf(child);
    if (known.directory == Gatherer::kNone)
        known.directory = parent.directory;
    if (known.files.empty())
        known.files = parent.files;
    if (known.ports.empty())
        known.ports = parent.ports;
}

void Calls::takePrctl(const Call &call, const Arguments &arguments)
{
    if (arguments.count < 2 || !call.outcome.isKnown || call.outcome.isFailure)
        return;
    const std::string_view what = arguments.at[0];
    if (has(what, "PR_SET_NAME")) {
        if (auto name = unquoted(arguments.at[1]))
            m_gatherer.details(call.process).comm = name->substr(0, kMaxComm);
    } else if ((has(what, "PR_SET_SECCOMP") && has(arguments.at[1], "SECCOMP_MODE_FILTER")) || has(what, "SECCOMP_SET_MODE_FILTER")) {
        m_gatherer.details(call.process).ownFilter = true;
    }
}

void Calls::followDescriptors(const Call &call, const Arguments &arguments)
{
    Known &known = knownOf(call.process);
    const std::string_view name = call.name->name;
    if (call.name->call && (call.name->call->handling == Handling::OpenFlags || call.name->call->handling == Handling::OpenHow)) {
        Gatherer::PathId id = Gatherer::kNone;
        const std::uint64_t before = m_relative;
        if (!call.outcome.path.empty()) {
            id = m_gatherer.path(call.outcome.path);
        } else {
            const syscalls::PathArgument &place = call.name->call->paths[0];
            const auto at = static_cast<std::size_t>(place.path);
            if (at < arguments.count) {
                if (const auto plain = plainQuoted(arguments.at[at]))
                    id = absolute(call, arguments, *plain, place.directory);
                else if (const auto path = unquoted(arguments.at[at]))
                    id = absolute(call, arguments, *path, place.directory);
            }
        }
        m_relative = before;
        put(known.files, call.outcome.value, id);
        return;
    }
    if (arguments.count == 0)
        return;
    if (name == "getcwd") {
        if (const auto path = unquoted(arguments.at[0]); path && path->starts_with('/'))
            known.directory = m_gatherer.path(*path);
    } else if (name == "chdir") {
        if (const auto path = unquoted(arguments.at[0])) {
            const std::uint64_t before = m_relative;
            known.directory = absolute(call, arguments, *path, -1);
            m_relative = before;
        }
    } else if (name == "fchdir") {
        const Descriptor descriptor = parseDescriptor(arguments.at[0]);
        known.directory = descriptor.path.empty() ? get(known.files, descriptor.number, Gatherer::kNone) : m_gatherer.path(descriptor.path);
    } else if (name == "dup" || name == "dup2" || name == "dup3") {
        put(known.files, call.outcome.value, get(known.files, parseDescriptor(arguments.at[0]).number, Gatherer::kNone));
    } else if (name == "close") {
        put(known.files, parseDescriptor(arguments.at[0]).number, Gatherer::PathId{Gatherer::kNone});
    }
}

} // namespace whittle::imports::strace
