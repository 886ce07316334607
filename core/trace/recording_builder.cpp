#include "trace/recording_builder.h"

#include <linux/seccomp.h>
#include <sys/wait.h>

#include <algorithm>
#include <concepts>
#include <format>
#include <type_traits>

namespace whittle::trace {

namespace {

// As libseccomp writes it.
std::string actionName(std::uint32_t action)
{
    const std::uint32_t data = action & SECCOMP_RET_DATA;
    switch (action & SECCOMP_RET_ACTION_FULL) {
    case SECCOMP_RET_KILL_THREAD: return "SCMP_ACT_KILL_THREAD";
    case SECCOMP_RET_TRAP: return "SCMP_ACT_TRAP";
    case SECCOMP_RET_ERRNO: return std::format("SCMP_ACT_ERRNO({})", data);
    case SECCOMP_RET_USER_NOTIF: return "SCMP_ACT_NOTIFY";
    case SECCOMP_RET_TRACE: return std::format("SCMP_ACT_TRACE({})", data);
    case SECCOMP_RET_LOG: return "SCMP_ACT_LOG";
    case SECCOMP_RET_ALLOW: return "SCMP_ACT_ALLOW";
    default: return "SCMP_ACT_KILL_PROCESS";
    }
}

// "//" and "/./" say nothing; ".." stays, because only the file system knows what it means behind a symbolic link.
std::string tidyPath(std::string_view path)
{
    std::string out;
    out.reserve(path.size());
    for (std::size_t i = 0; i < path.size();) {
        const std::size_t end = std::min(path.find('/', i), path.size());
        const std::string_view part = path.substr(i, end - i);
        if (!part.empty() && part != ".")
            out.append("/").append(part);
        i = end + 1;
    }
    return out.empty() ? "/" : out;
}

void setUser(Process &process, unsigned uid)
{
    if (!process.firstUid && process.uid != uid)
        process.firstUid = process.uid;
    process.uid = uid;
    if (process.firstUid == uid)
        process.firstUid.reset();
}

void setStatus(int status, std::optional<int> &exitStatus, std::optional<int> &signal)
{
    if (status < 0)
        return;
    if (WIFEXITED(status))
        exitStatus = WEXITSTATUS(status);
    else if (WIFSIGNALED(status))
        signal = WTERMSIG(status);
}

} // namespace

std::string RecordingBuilder::configFrame(const wire::Config &config)
{
    std::string frame;
    wire::appendFrame(frame, config);
    return frame;
}

std::vector<std::uint64_t> RecordingBuilder::packFilter(const bpf::Program &program)
{
    std::vector<std::uint64_t> words;
    for (const bpf::Instruction &at : program) {
        words.push_back(at.code | std::uint64_t{at.jumpTrue} << 16 | std::uint64_t{at.jumpFalse} << 24 | std::uint64_t{at.k} << 32);
    }
    return words;
}

std::string RecordingBuilder::stopFrame(int signal)
{
    std::string frame;
    wire::appendFrame(frame, wire::Stop{signal});
    return frame;
}

std::string RecordingBuilder::ackFrame()
{
    std::string frame;
    wire::appendFrame(frame, wire::Ack{});
    return frame;
}

Result<> RecordingBuilder::feed(std::string_view bytes)
{
    m_splitter.feed(bytes);
    while (const auto frame = m_splitter.next()) {
        if (auto taken = take(*frame); !taken)
            return taken;
        m_changed = true;
    }
    if (m_splitter.broken())
        return fail(ErrorCode::InvalidInput, "the sensor's stream is garbled");
    return {};
}

Result<> RecordingBuilder::take(const wire::Frame &frame)
{
    if (!m_hello) {
        const auto hello = wire::decode<wire::Hello>(frame);
        if (!hello || hello->magic != wire::kMagic)
            return fail(ErrorCode::InvalidInput, "what answers is not the sensor");
        if (hello->version != wire::kVersion)
            return fail(ErrorCode::Unsupported, std::format("the sensor speaks version {}, this program version {}", hello->version, wire::kVersion));
        m_hello = true;
        m_kernel = hello->kernel;
        m_machine = hello->machine;
        return {};
    }
    const auto applyAs = [&]<class Message>(std::type_identity<Message>) -> Result<> {
        const auto message = wire::decode<Message>(frame);
        if (!message)
            return fail(ErrorCode::InvalidInput, std::format("the sensor's stream has a bad message (type {})", static_cast<int>(frame.type)));
        if constexpr (std::same_as<Message, wire::End>) {
            m_end = *message;
            m_latestNs = std::max(m_latestNs, message->timeNs);
        } else {
            apply(*message);
        }
        return {};
    };
    switch (frame.type) {
    case wire::MessageType::ProcessStart: return applyAs(std::type_identity<wire::ProcessStart>());
    case wire::MessageType::ProcessExec: return applyAs(std::type_identity<wire::ProcessExec>());
    case wire::MessageType::ProcessExit: return applyAs(std::type_identity<wire::ProcessExit>());
    case wire::MessageType::ProcessChange: return applyAs(std::type_identity<wire::ProcessChange>());
    case wire::MessageType::ProcessOwnFilter: return applyAs(std::type_identity<wire::ProcessOwnFilter>());
    case wire::MessageType::Counts: return applyAs(std::type_identity<wire::Counts>());
    case wire::MessageType::Arguments: return applyAs(std::type_identity<wire::Arguments>());
    case wire::MessageType::Errors: return applyAs(std::type_identity<wire::Errors>());
    case wire::MessageType::Paths: return applyAs(std::type_identity<wire::Paths>());
    case wire::MessageType::Denials: return applyAs(std::type_identity<wire::Denials>());
    case wire::MessageType::DeniedCalls: return applyAs(std::type_identity<wire::DeniedCalls>());
    case wire::MessageType::Listening: return applyAs(std::type_identity<wire::Listening>());
    case wire::MessageType::Note: return applyAs(std::type_identity<wire::Note>());
    case wire::MessageType::End: return applyAs(std::type_identity<wire::End>());
    default: return {};
    }
}

RecordingBuilder::Building *RecordingBuilder::find(std::uint32_t key)
{
    const auto found = m_index.find(key);
    return found == m_index.end() ? nullptr : &m_processes[found->second];
}

SyscallUse *RecordingBuilder::useOf(std::uint32_t key, std::uint32_t arch, std::uint32_t number)
{
    Building *building = find(key);
    const auto abi = abiOf(arch, number);
    if (!building || !abi)
        return nullptr;
    const auto plain = static_cast<int>(*abi == Abi::X32 ? number & ~kX32Bit : number);
    const auto [at, isNew] = building->syscalls.try_emplace(std::pair(*abi, plain));
    if (isNew) {
        at->second.abi = *abi;
        at->second.number = plain;
    }
    return &at->second;
}

void RecordingBuilder::apply(const wire::ProcessStart &message)
{
    const Building *parent = find(message.parent);
    const int parentId = parent ? parent->process.id : -1;
    const auto [at, isNew] = m_index.try_emplace(message.process, m_processes.size());
    if (!isNew)
        return;
    Process &process = m_processes.emplace_back().process;
    process.id = static_cast<int>(at->second);
    process.parent = parentId;
    process.pid = message.pid;
    process.comm = message.comm;
    process.uid = message.uid;
    process.startNs = message.timeNs;
    process.beginningMissed = message.beginningMissed;
    if (message.beginningMissed || parentId < 0)
        process.executable = message.executable;
    m_latestNs = std::max(m_latestNs, message.timeNs);
}

void RecordingBuilder::apply(const wire::ProcessExec &message)
{
    if (Building *building = find(message.process)) {
        building->process.comm = message.comm;
        building->process.executable = message.executable;
        building->process.argv = message.argv;
        setUser(building->process, message.uid);
    }
}

void RecordingBuilder::apply(const wire::ProcessExit &message)
{
    if (Building *building = find(message.process)) {
        building->process.endNs = message.timeNs;
        ++m_ended;
        setStatus(message.status, building->process.exitStatus, building->process.signal);
        m_latestNs = std::max(m_latestNs, message.timeNs);
    }
}

void RecordingBuilder::apply(const wire::ProcessChange &message)
{
    if (Building *building = find(message.process)) {
        setUser(building->process, message.uid);
        building->process.comm = message.comm;
    }
}

void RecordingBuilder::apply(const wire::ProcessOwnFilter &message)
{
    if (Building *building = find(message.process))
        building->process.ownFilter = true;
}

void RecordingBuilder::apply(const wire::Counts &message)
{
    for (const auto &entry : message.entries) {
        SyscallUse *use = useOf(entry.process, entry.arch, entry.number);
        if (!use) {
            m_warnings.push_back(std::format("a syscall of an unknown architecture {:#x} was not kept", entry.arch));
            continue;
        }
        if (use->count == 0)
            use->firstSeenNs = entry.firstNs;
        use->count += entry.more;
        if (m_followed) {
            const auto [at, isNew] = m_syscallSums.try_emplace(std::pair(use->abi, use->number));
            SyscallSum &sum = at->second;
            if (isNew || entry.firstNs < sum.firstSeenNs) {
                sum.firstSeenNs = entry.firstNs;
                sum.by = find(entry.process)->process.comm;
            }
            sum.unseen += entry.more;
            m_calls += entry.more;
        }
        m_latestNs = std::max(m_latestNs, entry.firstNs);
    }
}

void RecordingBuilder::apply(const wire::Arguments &message)
{
    for (const auto &entry : message.entries) {
        Building *building = find(entry.process);
        SyscallUse *use = useOf(entry.process, entry.arch, entry.number);
        if (!building || !use)
            continue;
        ArgumentValues &values = building->arguments[{use->abi, use->number}][entry.index];
        values.index = entry.index;
        if (entry.overflowed || (values.counts.size() >= ArgumentValues::kMaxValues && !values.counts.contains(entry.value)))
            values.overflowed = true;
        else
            values.counts[entry.value] += entry.more;
    }
}

void RecordingBuilder::apply(const wire::Errors &message)
{
    for (const auto &entry : message.entries) {
        if (SyscallUse *use = useOf(entry.process, entry.arch, entry.number))
            use->errors[entry.error] += entry.more;
    }
}

void RecordingBuilder::apply(const wire::Paths &message)
{
    for (const auto &entry : message.entries) {
        Building *building = find(entry.process);
        if (!building)
            continue;
        const std::string path = tidyPath(entry.path);
        const auto [at, isNew] = building->paths.try_emplace(path);
        PathUse &use = at->second;
        if (isNew) {
            use.path = path;
            use.firstSeenNs = entry.timeNs;
            if (m_followed && m_knownPaths.insert(path).second)
                m_newFiles.push_back({path, building->process.comm, entry.timeNs, entry.error != 0});
        }
        ++use.count;
        if (entry.error != 0) {
            ++use.errors[entry.error];
            if (use.successes == 0)
                use.operations |= entry.operations;
        } else {
            // What failed before counts only where nothing succeeded.
            if (use.successes++ == 0)
                use.operations = 0;
            use.operations |= entry.operations;
        }
    }
}

Denial *RecordingBuilder::denialOf(DenialMap &denials, std::uint32_t key, std::uint32_t arch, std::uint32_t number, std::uint32_t action, std::int64_t firstNs)
{
    const Building *building = find(key);
    const SyscallUse *use = useOf(key, arch, number);
    if (!building || !use)
        return nullptr;
    const std::string name = actionName(action);
    const auto [at, isNew] = denials.try_emplace(std::tuple(building->process.id, use->abi, use->number, name));
    if (isNew)
        at->second = {building->process.id, use->abi, use->number, name, 0, firstNs, {}, false};
    return &at->second;
}

void RecordingBuilder::apply(const wire::Denials &message)
{
    for (DenialMap *denials : {&m_denials, &m_newDenials}) {
        if (denials == &m_newDenials && !m_followed)
            continue;
        for (const auto &entry : message.entries) {
            if (Denial *denial = denialOf(*denials, entry.process, entry.arch, entry.number, entry.action, entry.firstNs))
                denial->count += entry.more;
        }
    }
}

void RecordingBuilder::apply(const wire::DeniedCalls &message)
{
    addCalls(m_denials, message);
    if (m_followed)
        addCalls(m_newDenials, message);
}

void RecordingBuilder::addCalls(DenialMap &denials, const wire::DeniedCalls &message)
{
    for (const auto &entry : message.entries) {
        Denial *denial = denialOf(denials, entry.process, entry.arch, entry.number, entry.action, m_latestNs);
        if (!denial)
            continue;
        DeniedCall call{{}, entry.path.empty() ? std::string() : tidyPath(entry.path), entry.more};
        if (entry.overflowed || entry.arguments.size() != call.arguments.size()) {
            denial->moreCalls = true;
            continue;
        }
        std::ranges::copy(entry.arguments, call.arguments.begin());
        const auto same = std::ranges::find_if(denial->calls, [&](const DeniedCall &known) { return known.arguments == call.arguments && known.path == call.path; });
        if (same != denial->calls.end())
            same->count += entry.more;
        else if (denial->calls.size() < Denial::kMaxCalls)
            denial->calls.push_back(std::move(call));
        else
            denial->moreCalls = true;
    }
}

void RecordingBuilder::apply(const wire::Listening &message) { m_ports.insert(message.port); }

void RecordingBuilder::apply(const wire::Note &message)
{
    if (std::ranges::find(m_warnings, message.text) == m_warnings.end())
        m_warnings.push_back(message.text);
}

std::optional<Error> RecordingBuilder::startFailure() const
{
    if (!m_end || m_end->reason != static_cast<std::uint8_t>(wire::EndReason::CouldNotStart))
        return std::nullopt;
    Error error{ErrorCode::Unavailable, m_end->message, m_end->error};
    if (m_end->error != 0)
        error.code = failErrno({}, m_end->error).error().code;
    return error;
}

std::optional<LiveChange> RecordingBuilder::takeLive()
{
    if (!std::exchange(m_changed, false))
        return std::nullopt;
    LiveChange change;
    for (auto &[key, sum] : m_syscallSums) {
        if (sum.unseen > 0)
            change.syscalls.push_back({key.first, key.second, std::exchange(sum.unseen, 0), sum.firstSeenNs, sum.by});
    }
    change.files = std::exchange(m_newFiles, {});
    for (auto &[key, denial] : m_newDenials) {
        const Process &process = m_processes[static_cast<std::size_t>(denial.process)].process;
        change.refusals.push_back({std::move(denial), process.comm, process.executable, process.pid});
    }
    m_newDenials.clear();
    change.processes = m_processes.size();
    change.ended = m_ended;
    change.calls = m_calls;
    change.timeNs = m_latestNs;
    return change;
}

Recording RecordingBuilder::snapshot() const
{
    Recording recording;
    recording.environment.kernel = m_kernel;
    recording.environment.machine = m_machine;
    for (const Building &building : m_processes) {
        Process process = building.process;
        for (const auto &[key, use] : building.syscalls) {
            process.syscalls.push_back(use);
            const auto arguments = building.arguments.find(key);
            if (arguments == building.arguments.end())
                continue;
            for (const auto &[index, values] : arguments->second)
                process.syscalls.back().arguments.push_back(values);
        }
        for (const auto &[path, use] : building.paths)
            process.paths.push_back(use);
        std::ranges::sort(process.paths, {}, &PathUse::path);
        recording.processes.push_back(std::move(process));
    }
    for (const auto &[key, denial] : m_denials)
        recording.denials.push_back(denial);
    recording.subject.ports.assign(m_ports.begin(), m_ports.end());
    recording.warnings = m_warnings;
    recording.durationNs = m_latestNs;
    recording.stoppedBy = "cut";
    if (m_end) {
        recording.complete = m_end->reason != static_cast<std::uint8_t>(wire::EndReason::CouldNotStart);
        recording.stoppedBy = m_end->reason == static_cast<std::uint8_t>(wire::EndReason::Stop) ? "stop" : "exit";
        setStatus(m_end->status, recording.exitStatus, recording.signal);
    }
    return recording;
}

} // namespace whittle::trace
