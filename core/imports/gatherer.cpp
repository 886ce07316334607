#include "imports/gatherer.h"

#include "imports/scan.h"

#include <format>
#include <numeric>
#include <utility>

namespace whittle::imports {

namespace {

constexpr std::size_t kMaxWarnings = 200;
constexpr std::size_t kMaxUnresolved = 200;

void addTo(std::vector<std::pair<int, std::uint64_t>> &errors, int error, std::uint64_t times)
{
    for (auto &[known, count] : errors) {
        if (known == error) {
            count += times;
            return;
        }
    }
    errors.emplace_back(error, times);
}

bool needsTidying(std::string_view path)
{
    if (path.size() > 1 && path.back() == '/')
        return true;
    for (auto at = path.find('/'); at != std::string_view::npos; at = path.find('/', at + 1)) {
        const std::string_view rest = path.substr(at + 1);
        if (rest.starts_with('/') || rest == "." || rest.starts_with("./"))
            return true;
    }
    return false;
}

// ".." stays, because only the file system knows what it means behind a symbolic link.
std::string tidied(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        const std::string_view part = takeUntil(path, '/');
        if (!part.empty() && part != ".")
            out.append("/").append(part);
    }
    return out.empty() ? "/" : out;
}

bool isArm(Abi abi) { return abi == Abi::Aarch64 || abi == Abi::Arm; }

} // namespace

void Gatherer::enterSpace(const std::string &name)
{
    const auto found = std::ranges::find(m_spaces, name);
    m_space = static_cast<std::uint32_t>(found - m_spaces.begin());
    if (found == m_spaces.end())
        m_spaces.push_back(name);
}

Gatherer::ProcessId Gatherer::create(std::int64_t pid)
{
    if (m_processes.size() >= m_limits.processes) {
        ++m_foldedProcesses;
        return others();
    }
    Building &building = m_processes.emplace_back();
    building.space = m_space;
    if (pid > 0 && std::in_range<int>(pid))
        building.process.pid = static_cast<int>(pid);
    return static_cast<ProcessId>(m_processes.size() - 1);
}

Gatherer::ProcessId Gatherer::others()
{
    if (m_others == kNone) {
        m_others = static_cast<ProcessId>(m_processes.size());
        m_processes.emplace_back().process.comm = "others";
        m_processes.back().space = m_space;
        m_processes.back().process.beginningMissed = true;
    }
    return m_others;
}

Gatherer::ProcessId Gatherer::process(std::int64_t pid)
{
    const std::uint64_t key = idKey(pid);
    if (const ProcessId found = m_byPid.find(key); found != kNone)
        return found;
    const ProcessId made = create(pid);
    // Beyond the limit each new id would still take memory here.
    if (made != m_others || m_others == kNone)
        m_byPid[key] = made;
    return made;
}

Gatherer::ProcessId Gatherer::process(std::int64_t pid, std::string_view comm)
{
    const std::pair<std::uint64_t, std::string_view> key(idKey(pid), comm);
    if (const auto found = m_byName.find(key); found != m_byName.end())
        return found->second;
    const ProcessId made = create(pid);
    if (made == m_others && m_others != kNone)
        return made;
    m_processes[made].process.comm = comm;
    m_byName.emplace(std::pair(key.first, std::string(comm)), made);
    return made;
}

void Gatherer::addThread(ProcessId group, std::int64_t thread)
{
    std::uint32_t &place = m_byPid[idKey(thread)];
    const ProcessId before = std::exchange(place, group);
    if (before != kNone && before != group)
        merge(before, group);
}

void Gatherer::addChild(ProcessId parent, std::int64_t child)
{
    const ProcessId made = process(child);
    if (made == parent || made == m_others)
        return;
    trace::Process &process = m_processes[made].process;
    process.parent = static_cast<int>(parent);
    if (process.comm.empty())
        process.comm = m_processes[parent].process.comm;
}

void Gatherer::release(std::int64_t pid)
{
    if (m_byPid.find(idKey(pid)) != kNone)
        m_byPid[idKey(pid)] = kNone;
}

void Gatherer::merge(ProcessId from, ProcessId into)
{
    if (from == m_others || root(into) == root(from))
        return;
    m_processes[root(from)].mergedInto = root(into);
}

Gatherer::ProcessId Gatherer::root(ProcessId process) const
{
    while (m_processes[process].mergedInto != kNone)
        process = m_processes[process].mergedInto;
    return process;
}

Gatherer::UseId Gatherer::use(ProcessId process, CallKey call, std::int64_t ns)
{
    const std::uint64_t key = std::uint64_t{process} << 40 | call.packed();
    if (const UseId found = m_useIndex.find(key); found != kNone)
        return found;
    if (m_uses.size() >= m_limits.uses) {
        ++m_lostUses;
        return kNone;
    }
    const auto id = static_cast<UseId>(m_uses.size());
    m_useIndex[key] = id;
    Use &made = m_uses.emplace_back();
    made.process = process;
    made.call = call;
    made.firstNs = ns;
    return id;
}

void Gatherer::count(UseId use, std::uint64_t times, std::int64_t ns, int error)
{
    if (use == kNone)
        return;
    Use &found = m_uses[use];
    if (found.count == 0)
        found.firstNs = ns;
    found.count += times;
    if (error != 0)
        addTo(found.errors, error, times);
}

void Gatherer::addError(UseId use, int error, std::uint64_t times)
{
    if (use != kNone)
        addTo(m_uses[use].errors, error, times);
}

void Gatherer::addValue(UseId use, unsigned index, std::uint64_t value, std::uint64_t times)
{
    if (use == kNone)
        return;
    std::vector<SeenValues> &arguments = m_uses[use].arguments;
    auto at = std::ranges::find_if(arguments, [&](const SeenValues &seen) { return seen.values.index == index; });
    if (at == arguments.end()) {
        arguments.push_back({{index, {}, false}});
        at = arguments.end() - 1;
    }
    if (at->lastCount && at->last == value) {
        *at->lastCount += times;
        return;
    }
    auto &counts = at->values.counts;
    auto known = counts.find(value);
    if (known == counts.end()) {
        if (counts.size() >= trace::ArgumentValues::kMaxValues || m_values >= m_limits.values) {
            at->values.overflowed = true;
            return;
        }
        known = counts.emplace(value, 0).first;
        ++m_values;
    }
    known->second += times;
    at->last = value;
    at->lastCount = &known->second;
}

void Gatherer::addDenial(ProcessId process, CallKey call, const std::string &action, std::uint64_t times, std::int64_t ns)
{
    const auto key = std::tuple(process, call, action);
    auto found = m_denials.find(key);
    if (found == m_denials.end()) {
        if (m_denials.size() >= m_limits.denials) {
            ++m_lostDenials;
            return;
        }
        found = m_denials.emplace(key, Counted{0, ns}).first;
    }
    found->second.count += times;
}

// 64 bits of a hash whose seed nobody knows stand for the text.
Gatherer::PathId Gatherer::path(std::string_view absolute, std::uint64_t hash)
{
    if (const PathId found = m_pathsByHash.find(hash); found != kNone)
        return found;
    if (!needsTidying(absolute))
        return addPathText(absolute, hash);
    const std::string tidy = tidied(absolute);
    const std::uint64_t tidyHash = hashOf(tidy);
    const PathId known = m_pathsByHash.find(tidyHash);
    return known != kNone ? known : addPathText(tidy, tidyHash);
}

Gatherer::PathId Gatherer::addPathText(std::string_view tidy, std::uint64_t hash)
{
    if (m_pathBytes + tidy.size() > m_limits.pathBytes || m_pathTexts.size() >= m_limits.paths)
        return kNone;
    m_pathBytes += tidy.size();
    m_pathTexts.emplace_back(tidy);
    return m_pathsByHash[hash] = static_cast<PathId>(m_pathTexts.size() - 1);
}

void Gatherer::addPath(ProcessId process, PathId path, std::uint32_t operations, int error, std::int64_t ns, std::uint64_t times)
{
    if (path == kNone) {
        ++m_lostPaths;
        return;
    }
    const std::uint64_t key = std::uint64_t{process} << 32 | path;
    m_pathIndex.prefetch(key);
    PathEvent &event = m_pathEvents[m_nextPathEvent++ % m_pathEvents.size()];
    if (event.times > 0)
        enter(event);
    event = {key, ns, times, operations, error};
}

void Gatherer::enter(const PathEvent &event)
{
    std::uint32_t found = m_pathIndex.find(event.key);
    if (found == kNone) {
        if (m_paths.size() >= m_limits.paths) {
            ++m_lostPaths;
            return;
        }
        found = static_cast<std::uint32_t>(m_paths.size());
        m_pathIndex[event.key] = found;
        PathRecord &made = m_paths.emplace_back();
        made.process = static_cast<ProcessId>(event.key >> 32);
        made.path = static_cast<PathId>(event.key);
        made.firstNs = event.ns;
    }
    PathRecord &record = m_paths[found];
    record.count += event.times;
    if (event.error != 0) {
        addTo(record.errors, event.error, event.times);
        if (record.successes == 0)
            record.operations |= event.operations;
    } else {
        // What failed before counts only where nothing succeeded.
        if (record.successes == 0)
            record.operations = 0;
        record.successes += event.times;
        record.operations |= event.operations;
    }
}

void Gatherer::addWarning(std::string text)
{
    if (m_warnings.size() < kMaxWarnings && !std::ranges::contains(m_warnings, text))
        m_warnings.push_back(std::move(text));
}

std::vector<Abi> Gatherer::chooseAbis() const
{
    const Abi native = nativeAbi();
    std::vector<std::set<NameId>> names(m_spaces.size());
    std::vector<std::set<Abi>> known(m_spaces.size());
    for (const Use &use : m_uses) {
        const std::uint32_t space = m_processes[use.process].space;
        if (space >= names.size())
            continue;
        if (use.call.hint == AbiHint::Native && !use.call.isNumber)
            names[space].insert(use.call.value);
        else if (use.call.hint >= AbiHint::KnownX86_64)
            known[space].insert(static_cast<Abi>(static_cast<int>(use.call.hint) - static_cast<int>(AbiHint::KnownX86_64)));
    }
    // The likeliest first: on a tie the machine we run on, then the common ones.
    std::vector<Abi> order = {native};
    for (const Abi abi : {Abi::X86_64, Abi::Aarch64, Abi::I386, Abi::Arm, Abi::X32}) {
        if (abi != native)
            order.push_back(abi);
    }
    std::vector<Abi> chosen(m_spaces.size(), m_assumed.value_or(native));
    if (m_assumed)
        return chosen;
    for (std::size_t space = 0; space < chosen.size(); ++space) {
        std::size_t best = 0;
        for (const Abi abi : order) {
            const auto fits = static_cast<std::size_t>(std::ranges::count_if(names[space], [&](NameId name) { return m_names.at(name).number(abi) >= 0; }));
            if (fits > best) {
                best = fits;
                chosen[space] = abi;
            }
        }
        // Records that name their machine decide for those that do not.
        if (best == 0 && known[space].size() == 1)
            chosen[space] = *known[space].begin();
    }
    return chosen;
}

std::optional<Gatherer::Resolved> Gatherer::resolve(CallKey call, Abi native) const
{
    const Abi compat = isArm(native) ? Abi::Arm : Abi::I386;
    Abi abi = native;
    switch (call.hint) {
    case AbiHint::Native: break;
    case AbiHint::Compat: abi = compat; break;
    case AbiHint::X32: abi = Abi::X32; break;
    default: abi = static_cast<Abi>(static_cast<int>(call.hint) - static_cast<int>(AbiHint::KnownX86_64)); break;
    }
    if (call.isNumber) {
        if (!std::in_range<int>(call.value))
            return std::nullopt;
        return Resolved{abi, static_cast<int>(call.value)};
    }
    const KnownName &name = m_names.at(call.value);
    if (name.number(abi) >= 0)
        return Resolved{abi, name.number(abi)};
    // A name that this ABI has not: of the other programs of such a machine, if it is anywhere.
    if (call.hint == AbiHint::Native) {
        const std::array<Abi, 3> others = isArm(native) ? std::array{Abi::Aarch64, Abi::Arm, Abi::Arm} : std::array{Abi::X86_64, Abi::I386, Abi::X32};
        for (const Abi other : others) {
            if (name.number(other) >= 0)
                return Resolved{other, name.number(other)};
        }
    }
    return std::nullopt;
}

void Gatherer::writeSyscalls(trace::Recording &recording, const std::vector<int> &places, const std::vector<Abi> &natives)
{
    const auto nativeOf = [&](ProcessId process) { return m_processes[process].space < natives.size() ? natives[m_processes[process].space] : nativeAbi(); };
    const auto unresolved = [this](CallKey call, std::uint64_t times) {
        const std::string name = call.isNumber ? std::format("number {}", call.value) : std::string(m_names.at(call.value).name);
        if (m_unresolved.contains(name) || m_unresolved.size() < kMaxUnresolved)
            m_unresolved[name] += times;
    };
    std::map<std::tuple<int, Abi, int>, trace::SyscallUse> sums;
    for (Use &use : m_uses) {
        const auto resolved = resolve(use.call, nativeOf(use.process));
        if (!resolved) {
            unresolved(use.call, use.count);
            continue;
        }
        const int place = places[root(use.process)];
        const auto [at, isNew] = sums.try_emplace(std::tuple(place, resolved->abi, resolved->number));
        trace::SyscallUse &sum = at->second;
        sum.abi = resolved->abi;
        sum.number = resolved->number;
        sum.firstSeenNs = isNew ? use.firstNs : std::min(sum.firstSeenNs, use.firstNs);
        sum.count += use.count;
        for (const auto &[error, times] : use.errors)
            sum.errors[error] += times;
        for (SeenValues &seen : use.arguments) {
            trace::ArgumentValues &values = seen.values;
            auto known = std::ranges::find(sum.arguments, values.index, &trace::ArgumentValues::index);
            if (known == sum.arguments.end()) {
                sum.arguments.push_back(std::move(values));
                continue;
            }
            known->overflowed = known->overflowed || values.overflowed;
            for (const auto &[value, times] : values.counts) {
                if (known->counts.size() < trace::ArgumentValues::kMaxValues || known->counts.contains(value))
                    known->counts[value] += times;
                else
                    known->overflowed = true;
            }
        }
    }
    for (auto &[key, sum] : sums) {
        std::ranges::sort(sum.arguments, {}, &trace::ArgumentValues::index);
        recording.processes[static_cast<std::size_t>(std::get<0>(key))].syscalls.push_back(std::move(sum));
    }
    std::map<std::tuple<int, Abi, int, std::string>, trace::Denial> denials;
    for (const auto &[key, counted] : m_denials) {
        const auto &[process, call, action] = key;
        const auto resolved = resolve(call, nativeOf(process));
        if (!resolved) {
            unresolved(call, counted.count);
            continue;
        }
        const int place = places[root(process)];
        const auto [at, isNew] = denials.try_emplace(std::tuple(place, resolved->abi, resolved->number, action));
        if (isNew)
            at->second = {place, resolved->abi, resolved->number, action, 0, counted.firstNs};
        at->second.count += counted.count;
    }
    for (auto &[key, denial] : denials)
        recording.denials.push_back(std::move(denial));
}

void Gatherer::writePaths(trace::Recording &recording, const std::vector<int> &places)
{
    // Texts are compared once, not for each process that used them.
    std::vector<PathId> byText(m_pathTexts.size());
    std::iota(byText.begin(), byText.end(), PathId{0});
    std::ranges::sort(byText, {}, [this](PathId id) { return std::string_view(m_pathTexts[id]); });
    std::vector<std::uint32_t> ranks(m_pathTexts.size());
    for (std::uint32_t rank = 0; rank < byText.size(); ++rank)
        ranks[byText[rank]] = rank;
    struct Entry
    {
        int place;
        std::uint32_t rank;
        std::uint32_t record;
        auto operator<=>(const Entry &) const = default;
    };
    std::vector<Entry> entries;
    entries.reserve(m_paths.size());
    for (std::uint32_t i = 0; i < m_paths.size(); ++i)
        entries.push_back({places[root(m_paths[i].process)], ranks[m_paths[i].path], i});
    std::ranges::sort(entries);
    const Entry *last = nullptr;
    for (const Entry &entry : entries) {
        const PathRecord &record = m_paths[entry.record];
        std::vector<trace::PathUse> &paths = recording.processes[static_cast<std::size_t>(entry.place)].paths;
        // Threads of one process have used it, too.
        const bool isNew = !last || last->place != entry.place || last->rank != entry.rank;
        trace::PathUse &use = isNew ? paths.emplace_back() : paths.back();
        last = &entry;
        if (isNew) {
            use.path = m_pathTexts[record.path];
            use.firstSeenNs = record.firstNs;
        }
        use.firstSeenNs = std::min(use.firstSeenNs, record.firstNs);
        if (use.successes == 0 && record.successes > 0)
            use.operations = 0;
        if (use.successes == 0 || record.successes > 0)
            use.operations |= record.operations;
        use.count += record.count;
        use.successes += record.successes;
        for (const auto &[error, times] : record.errors)
            use.errors[error] += times;
    }
}

void Gatherer::writeWarnings(trace::Recording &recording)
{
    for (const auto &[name, times] : m_unresolved)
        addWarning(std::format("the syscall {} is none of this machine's; it is left out ({} times)", name, times));
    if (m_foldedProcesses > 0)
        addWarning(std::format("there are more than {} processes: what the rest did is counted in one process \"others\"", m_limits.processes));
    if (m_lostUses > 0)
        addWarning(std::format("there are too many processes and syscalls to keep: {} events are not counted", m_lostUses));
    if (m_lostPaths > 0)
        addWarning(std::format("there are too many paths to keep: {} uses of others are left out", m_lostPaths));
    if (m_lostDenials > 0)
        addWarning(std::format("there are too many denials to keep: {} are left out", m_lostDenials));
    recording.warnings = std::move(m_warnings);
}

trace::Recording Gatherer::finish()
{
    for (std::size_t i = 0; i < m_pathEvents.size(); ++i) {
        PathEvent &event = m_pathEvents[(m_nextPathEvent + i) % m_pathEvents.size()];
        if (event.times > 0)
            enter(event);
        event.times = 0;
    }
    trace::Recording recording;
    std::vector<int> places(m_processes.size(), -1);
    for (Building &building : m_processes) {
        if (building.mergedInto != kNone)
            building.mergedInto = root(building.mergedInto);
    }
    // Children of which a trace tells nothing but that they were made are left out.
    std::vector<bool> isSeen(m_processes.size(), false);
    for (const Use &use : m_uses)
        isSeen[root(use.process)] = true;
    for (const PathRecord &record : m_paths)
        isSeen[root(record.process)] = true;
    for (const auto &[key, counted] : m_denials)
        isSeen[root(std::get<0>(key))] = true;
    for (ProcessId id = 0; id < m_processes.size(); ++id) {
        if (m_processes[id].mergedInto == kNone && isSeen[id]) {
            places[id] = static_cast<int>(recording.processes.size());
            recording.processes.push_back(m_processes[id].process);
            recording.processes.back().id = places[id];
        }
    }
    for (ProcessId id = 0; id < m_processes.size(); ++id) {
        if (places[id] < 0)
            continue;
        int &parent = recording.processes[static_cast<std::size_t>(places[id])].parent;
        if (parent >= 0)
            parent = places[root(static_cast<ProcessId>(parent))];
        if (parent == places[id])
            parent = -1;
    }
    const std::vector<Abi> natives = chooseAbis();
    writeSyscalls(recording, places, natives);
    writePaths(recording, places);
    recording.subject = std::move(subject);
    recording.environment = std::move(environment);
    recording.subject.ports.insert(recording.subject.ports.end(), m_ports.begin(), m_ports.end());
    if (recording.subject.kind.empty())
        recording.subject.kind = "program";
    if (recording.environment.machine.empty()) {
        // That of the programs, not of ours: none where nothing tells.
        std::set<bool> families;
        for (const trace::Process &process : recording.processes) {
            for (const trace::SyscallUse &use : process.syscalls)
                families.insert(isArm(use.abi));
        }
        for (const trace::Denial &denial : recording.denials)
            families.insert(isArm(denial.abi));
        if (families.size() == 1)
            recording.environment.machine = *families.begin() ? "aarch64" : "x86_64";
        else if (families.size() > 1)
            addWarning("the files hold syscalls of x86 and of ARM machines; a profile is made for one");
    }
    recording.environment.tool = "whittle " WHITTLE_VERSION;
    recording.complete = !m_isCut;
    recording.stoppedBy = m_isCut ? "cut" : "exit";
    recording.exitStatus = exitStatus;
    recording.signal = signal;
    recording.durationNs = m_latestNs;
    writeWarnings(recording);
    return recording;
}

} // namespace whittle::imports
