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
constexpr std::size_t kMaxJoined = 400'000;
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

void Calls::take(const Call &call)
{
    const bool succeeded = call.outcome.isKnown && !call.outcome.isFailure;
    const syscalls::Call *shape = call.name->call;
    if (!shape) {
        if (succeeded)
            followDescriptors(call);
        return;
    }
    switch (shape->handling) {
    case Handling::Clone: takeChild(call); return;
    case Handling::Map: takeMap(call); return;
    case Handling::SocketName: takeSocketName(call, shape->paths[0].operations); return;
    case Handling::SendTo:
    case Handling::SendMessage:
        if (call.arguments.contains("AF_UNIX"))
            takeSocketName(call, shape->paths[0].operations);
        return;
    case Handling::Execute: takeExecution(call); break;
    case Handling::Prctl:
    case Handling::Seccomp: takePrctl(call); return;
    case Handling::Listen:
        if (succeeded && call.facts.has(0)) {
            const int port = get(knownOf(call.process).ports, parseDescriptor(call.split().at(0)).number, 0);
            if (port != 0)
                m_gatherer.addPort(port);
        }
        return;
    default: break;
    }
    const Gatherer::PathId first = shape->paths[0].path >= 0 ? takePaths(call) : Gatherer::kNone;
    if (succeeded && call.look.follow != Follow::Nothing)
        followDescriptors(call, first);
}

Gatherer::PathId Calls::absolute(const Call &call, std::string_view path, std::uint64_t hash, int directory)
{
    if (path.starts_with('/'))
        return m_gatherer.path(path, hash);
    const Gatherer::PathId from = fileOf(call, directory);
    if (from == Gatherer::kNone) {
        ++m_relative;
        return Gatherer::kNone;
    }
    return join(m_gatherer.pathText(from), path, hash ^ hashOf(std::uint64_t{from}));
}

Gatherer::PathId Calls::join(std::string_view directory, std::string_view path, std::uint64_t key)
{
    if (const Gatherer::PathId found = m_joinedIndex.find(key); found != Gatherer::kNone)
        return found;
    m_joined.assign(directory).append("/").append(path);
    const Gatherer::PathId joined = m_gatherer.path(m_joined);
    if (joined != Gatherer::kNone && m_joinedIndex.size() < kMaxJoined)
        m_joinedIndex[key] = joined;
    return joined;
}

// What the descriptor in this argument stands for; the working directory where there is none.
Gatherer::PathId Calls::fileOf(const Call &call, int argument)
{
    std::int64_t number = kWorkingDirectory;
    if (argument == call.look.descriptor && argument >= 0) {
        number = call.facts.descriptor;
        if (const std::string_view path = call.facts.descriptorPath.of(call.arguments); !path.empty())
            return m_gatherer.path(path);
    } else if (call.facts.has(argument)) {
        const Descriptor descriptor = parseDescriptor(call.split().at(static_cast<std::size_t>(argument)));
        number = descriptor.number;
        if (!descriptor.path.empty())
            return m_gatherer.path(descriptor.path);
    }
    const Known &known = knownOf(call.process);
    return number == kWorkingDirectory ? known.directory : get(known.files, number, Gatherer::kNone);
}

Gatherer::PathId Calls::takeOne(const Call &call, std::size_t which, std::uint32_t operations)
{
    const syscalls::PathArgument &place = call.name->call->paths[which];
    if (!call.facts.has(place.path))
        return Gatherer::kNone;
    std::string held;
    std::string_view path = which == 0 ? call.facts.path.of(call.arguments) : std::string_view();
    std::uint64_t hash = call.facts.pathHash;
    if (!path.empty() && call.facts.isJoined) {
        const Gatherer::PathId id = join(call.facts.descriptorPath.of(call.arguments), path, hash);
        m_gatherer.addPath(call.process, id, operations, call.outcome.error, call.ns);
        return id;
    }
    if (path.empty()) {
        const std::string_view text = call.split().at(static_cast<std::size_t>(place.path));
        auto unescaped = unquoted(text);
        if (!unescaped) {
            m_cut += text.starts_with('"');
            return Gatherer::kNone;
        }
        held = *std::move(unescaped);
        if (held.empty() || held.contains('\0'))
            return Gatherer::kNone;
        path = held;
        hash = hashOf(held);
    }
    const std::uint64_t relativeBefore = m_relative;
    const Gatherer::PathId id = absolute(call, path, hash, place.directory);
    if (m_relative == relativeBefore)
        m_gatherer.addPath(call.process, id, operations, call.outcome.error, call.ns);
    return id;
}

Gatherer::PathId Calls::takePaths(const Call &call)
{
    // A call that was interrupted, or whose end is not in the trace, says nothing of the path.
    if (!call.outcome.isKnown || (call.outcome.isFailure && call.outcome.error == 0))
        return Gatherer::kNone;
    const syscalls::Call &shape = *call.name->call;
    if (call.look.follow == Follow::Open)
        return call.facts.operations == 0 ? Gatherer::kNone : takeOne(call, 0, call.facts.operations);
    const Gatherer::PathId first = takeOne(call, 0, shape.paths[0].operations);
    if (shape.paths[1].path >= 0)
        (void)takeOne(call, 1, shape.paths[1].operations);
    return first;
}

void Calls::takeMap(const Call &call)
{
    if (!call.facts.has(4) || !call.outcome.isKnown || call.outcome.isFailure)
        return;
    constexpr std::uint64_t kExecutable = 0x4; // PROT_EXEC
    constexpr std::uint64_t kAnonymous = 0x20; // MAP_ANONYMOUS
    const auto protection = call.facts.value(2);
    const auto flags = call.facts.value(3);
    if (!(protection ? (*protection & kExecutable) != 0 : has(call.split().at(2), "PROT_EXEC")))
        return;
    if (flags ? (*flags & kAnonymous) != 0 : call.split().at(3).contains("MAP_ANON"))
        return;
    if (const auto file = fileOf(call, 4); file != Gatherer::kNone)
        m_gatherer.addPath(call.process, file, operation::kMap, 0, call.ns);
}

void Calls::takeSocketName(const Call &call, std::uint32_t operations)
{
    // "{sa_family=AF_UNIX, sun_path=\"/run/x\"}"; an abstract name has an @ in front of its text.
    constexpr std::string_view kPath = "sun_path=";
    const auto at = call.arguments.find(kPath);
    if (at != std::string_view::npos && call.outcome.isKnown && (!call.outcome.isFailure || call.outcome.error != 0)) {
        if (const auto path = unquoted(call.arguments.substr(at + kPath.size())); path && !path->empty()) {
            const std::uint64_t before = m_relative;
            const auto id = absolute(call, *path, hashOf(*path), -1);
            if (before == m_relative)
                m_gatherer.addPath(call.process, id, operations, call.outcome.error, call.ns);
        }
        return;
    }
    if (call.name->name != "bind" || !call.facts.has(1) || !call.outcome.isKnown || call.outcome.isFailure)
        return;
    for (const std::string_view word : {"sin_port=htons(", "sin6_port=htons("}) {
        const auto begin = call.arguments.find(word);
        if (begin == std::string_view::npos)
            continue;
        std::string_view digits = call.arguments.substr(begin + word.size());
        if (const auto port = takeNumber<std::uint16_t>(digits); port && *port != 0)
            put(knownOf(call.process).ports, parseDescriptor(call.split().at(0)).number, int{*port});
    }
}

void Calls::takeExecution(const Call &call)
{
    if (!call.outcome.isKnown || call.outcome.isFailure)
        return;
    const Arguments arguments = call.split();
    const bool isAt = call.name->name == "execveat";
    const std::size_t first = isAt ? 1 : 0;
    if (arguments.count() < first + 2)
        return;
    trace::Process &process = m_gatherer.details(call.process);
    if (auto path = unquoted(arguments.at(first)); path && !path->empty()) {
        const std::uint64_t before = m_relative;
        const auto id = absolute(call, *path, hashOf(*path), isAt ? 0 : -1);
        process.executable = id == Gatherer::kNone ? *path : std::string(m_gatherer.pathText(id));
        m_relative = before; // told again with the call's paths
        process.comm = baseName(*path).substr(0, kMaxComm);
    }
    process.argv.clear();
    std::string_view words = arguments.at(first + 1);
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

void Calls::takePrctl(const Call &call)
{
    const Arguments arguments = call.split();
    if (arguments.count() < 2 || !call.outcome.isKnown || call.outcome.isFailure)
        return;
    const std::string_view what = arguments.at(0);
    if (has(what, "PR_SET_NAME")) {
        if (auto name = unquoted(arguments.at(1)))
            m_gatherer.details(call.process).comm = name->substr(0, kMaxComm);
    } else if ((has(what, "PR_SET_SECCOMP") && has(arguments.at(1), "SECCOMP_MODE_FILTER")) || has(what, "SECCOMP_SET_MODE_FILTER")) {
        m_gatherer.details(call.process).ownFilter = true;
    }
}

void Calls::followDescriptors(const Call &call, Gatherer::PathId path)
{
    Known &known = knownOf(call.process);
    if (call.look.follow == Follow::Open) {
        // -y tells what was opened, whatever name it has.
        if (!call.outcome.path.empty() && (path == Gatherer::kNone || m_gatherer.pathText(path) != call.outcome.path))
            path = m_gatherer.path(call.outcome.path);
        put(known.files, call.outcome.value, path);
        return;
    }
    if (!call.facts.has(0))
        return;
    switch (call.look.follow) {
    case Follow::AskDirectory:
        if (const auto directory = unquoted(call.split().at(0)); directory && directory->starts_with('/'))
            known.directory = m_gatherer.path(*directory);
        break;
    case Follow::ChangeDirectory: known.directory = path; break;
    case Follow::ChangeToDescriptor: known.directory = fileOf(call, 0); break;
    case Follow::Duplicate: put(known.files, call.outcome.value, get(known.files, call.facts.descriptor, Gatherer::kNone)); break;
    case Follow::Close: put(known.files, call.facts.descriptor, Gatherer::PathId{Gatherer::kNone}); break;
    case Follow::Open:
    case Follow::Nothing: break;
    }
}

} // namespace whittle::imports::strace
