#include "analysis/drift.h"

#include "analysis/argument_words.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace whittle::analysis {

namespace {

using syscalls::Risk;

struct Values
{
    std::set<std::uint64_t> values;
    bool overflowed = false;
};

struct PathSum
{
    std::uint32_t operations = 0;
    std::uint64_t count = 0;
    std::uint64_t successes = 0;
};

/// One recording, summed up in the terms that are compared.
struct Sums
{
    std::map<std::pair<Abi, int>, trace::SyscallSummary> syscalls;
    std::map<std::tuple<Abi, int, unsigned>, Values> arguments;
    std::map<std::tuple<Abi, int, std::string>, std::uint64_t> denials;
    std::map<std::string, PathSum> paths;
    std::set<std::string> executables;
    std::set<int> ports;
};

// "/proc/4711/task/4712/stat" → "/proc/*/task/*/stat": numbers of processes differ from run to run and say nothing.
std::string withoutProcessNumbers(const std::string &path)
{
    constexpr std::string_view kProc = "/proc/";
    if (!path.starts_with(kProc))
        return path;
    std::string result;
    for (std::size_t i = 0; i < path.size();) {
        const std::size_t end = std::min(path.find('/', i + 1), path.size());
        const std::string_view part = std::string_view(path).substr(i + 1, end - i - 1);
        const bool isNumber = !part.empty() && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
        result += isNumber ? "/*" : path.substr(i, end - i);
        i = end;
    }
    return result;
}

Sums sumUp(const trace::Recording &recording)
{
    Sums sums;
    for (trace::SyscallSummary &summary : trace::summarise(recording)) {
        const auto key = std::pair(summary.abi, summary.number);
        sums.syscalls.emplace(key, std::move(summary));
    }
    for (const trace::Process &process : recording.processes) {
        for (const trace::SyscallUse &use : process.syscalls) {
            for (const trace::ArgumentValues &argument : use.arguments) {
                Values &values = sums.arguments[{use.abi, use.number, argument.index}];
                values.overflowed = values.overflowed || argument.overflowed;
                for (const auto &[value, count] : argument.counts)
                    values.values.insert(value);
            }
        }
        for (const trace::PathUse &use : process.paths) {
            PathSum &sum = sums.paths[withoutProcessNumbers(use.path)];
            sum.operations |= use.operations;
            sum.count += use.count;
            sum.successes += use.successes;
        }
        if (!process.executable.empty())
            sums.executables.insert(process.executable);
    }
    for (const trace::Denial &denial : recording.denials)
        sums.denials[{denial.abi, denial.number, denial.action}] += denial.count;
    sums.ports.insert(recording.subject.ports.begin(), recording.subject.ports.end());
    return sums;
}

std::vector<std::string> namesOf(const trace::Recording &recording, const std::vector<int> &ids)
{
    std::vector<std::string> names;
    for (const int id : ids) {
        const trace::Process *process = recording.process(id);
        const std::string name = !process ? std::to_string(id) : process->comm.empty() ? process->executable : process->comm;
        if (!std::ranges::contains(names, name))
            names.push_back(name);
    }
    return names;
}

/// What the one has that the other lacks.
DriftSide beyond(const trace::Recording &recording, const Sums &own, const Sums &other)
{
    const auto &catalogue = syscalls::Catalogue::builtIn();
    DriftSide side;
    for (const auto &[key, summary] : own.syscalls) {
        if (!other.syscalls.contains(key))
            side.syscalls.push_back({key.first, key.second, catalogue.find(key.first, key.second), summary.count, namesOf(recording, summary.processes)});
    }
    std::ranges::stable_sort(side.syscalls, [](const DriftedSyscall &a, const DriftedSyscall &b) {
        return std::tuple(-static_cast<int>(a.risk()), a.abi, a.name()) < std::tuple(-static_cast<int>(b.risk()), b.abi, b.name());
    });
    for (const auto &[key, values] : own.arguments) {
        const auto &[abi, number, index] = key;
        const auto *syscall = catalogue.find(abi, number);
        const auto found = other.arguments.find(key);
        // A syscall that is new is told as such; of more values than were kept nobody knows which are new.
        if (!syscall || !other.syscalls.contains({abi, number}) || found == other.arguments.end() || found->second.overflowed)
            continue;
        DriftedArgument argument{abi, syscall, index, {}};
        std::ranges::set_difference(values.values, found->second.values, std::back_inserter(argument.values));
        if (!argument.values.empty())
            side.arguments.push_back(std::move(argument));
    }
    std::ranges::stable_sort(side.arguments, [](const DriftedArgument &a, const DriftedArgument &b) { return a.syscall->risk > b.syscall->risk; });
    for (const auto &[key, count] : own.denials) {
        const auto &[abi, number, action] = key;
        if (!other.denials.contains(key))
            side.denials.push_back({abi, number, catalogue.nameOf(abi, number), action, count});
    }
    for (const auto &[path, sum] : own.paths) {
        const auto found = other.paths.find(path);
        if (found == other.paths.end())
            side.files.push_back({path, sum.operations, sum.count, sum.successes == 0});
        else if (const std::uint32_t more = sum.operations & ~found->second.operations; more != 0 && sum.successes > 0)
            side.gained.push_back({path, more, sum.count, false});
    }
    std::ranges::set_difference(own.executables, other.executables, std::back_inserter(side.executables));
    std::ranges::set_difference(own.ports, other.ports, std::back_inserter(side.ports));
    return side;
}

void addNotes(const trace::Recording &recording, const std::string &name, std::vector<std::string> &notes)
{
    if (!recording.complete)
        notes.push_back(std::format("{} was cut off: what it lacks may have come later", name));
    if (std::ranges::any_of(recording.processes, &trace::Process::beginningMissed))
        notes.push_back(std::format("{} misses the beginning of a process", name));
}

std::string countOf(std::size_t count, std::string_view one, std::string_view many)
{
    return std::format("{} {}", count, count == 1 ? one : many);
}

std::string inWords(const DriftSide &side)
{
    std::vector<std::string> parts;
    if (!side.syscalls.empty()) {
        std::string text = countOf(side.syscalls.size(), "syscall", "syscalls");
        std::string risky;
        for (const Risk risk : {Risk::Critical, Risk::High}) {
            if (const auto count = std::ranges::count(side.syscalls, risk, &DriftedSyscall::risk); count > 0)
                risky += std::format("{}{} {}", risky.empty() ? "" : " and ", count, syscalls::riskName(risk));
        }
        parts.push_back(risky.empty() ? text : std::format("{}, of which {} risk", text, risky));
    }
    const auto add = [&parts](std::size_t count, std::string_view one, std::string_view many) {
        if (count > 0)
            parts.push_back(countOf(count, one, many));
    };
    add(side.arguments.size(), "argument with other values", "arguments with other values");
    add(side.denials.size(), "denial", "denials");
    add(side.executables.size(), "executable", "executables");
    add(side.ports.size(), "port", "ports");
    add(side.files.size(), "path", "paths");
    add(side.gained.size(), "path used in more ways", "paths used in more ways");
    std::string text;
    for (const std::string &part : parts)
        text += (text.empty() ? "" : "; ") + part;
    return text;
}

} // namespace

std::string DriftedSyscall::name() const
{
    return syscall ? syscall->name : syscalls::Catalogue::builtIn().nameOf(abi, number);
}

std::string DriftedArgument::argumentName() const
{
    return analysis::argumentName(*syscall, abi, index);
}

std::string DriftedArgument::valuesText() const
{
    return analysis::valuesText(*syscall, abi, index, values);
}

std::size_t DriftSide::size() const
{
    return syscalls.size() + arguments.size() + denials.size() + files.size() + gained.size() + executables.size() + ports.size();
}

bool DriftSide::isEmpty() const
{
    return size() == 0;
}

Drift driftOf(const trace::Recording &before, std::string beforeName, const trace::Recording &after, std::string afterName)
{
    const Sums beforeSums = sumUp(before);
    const Sums afterSums = sumUp(after);
    Drift drift;
    drift.added = beyond(after, afterSums, beforeSums);
    drift.removed = beyond(before, beforeSums, afterSums);
    addNotes(before, beforeName, drift.notes);
    addNotes(after, afterName, drift.notes);
    if (before.environment.machine != after.environment.machine)
        drift.notes.push_back(std::format("they were made on different machines: {} and {}", before.environment.machine, after.environment.machine));
    if (before.environment.base != after.environment.base)
        drift.notes.push_back(std::format("they were made under different base profiles: {} and {}", before.environment.base, after.environment.base));
    drift.before = std::move(beforeName);
    drift.after = std::move(afterName);
    return drift;
}

std::string operationsText(std::uint32_t operations)
{
    using namespace trace::path_operation;
    static constexpr std::array kNames = {
        std::pair(kRead, std::string_view("read")),     std::pair(kWrite, std::string_view("write")),   std::pair(kCreate, std::string_view("create")),
        std::pair(kExecute, std::string_view("execute")), std::pair(kStat, std::string_view("look at")),  std::pair(kList, std::string_view("list")),
        std::pair(kDelete, std::string_view("delete")), std::pair(kRename, std::string_view("rename")), std::pair(kLink, std::string_view("link")),
        std::pair(kChange, std::string_view("change")), std::pair(kChdir, std::string_view("enter")),   std::pair(kMap, std::string_view("map")),
        std::pair(kMount, std::string_view("mount")),   std::pair(kConnect, std::string_view("connect")),
    };
    std::string text;
    for (const auto &[bit, name] : kNames) {
        if ((operations & bit) != 0)
            text += (text.empty() ? "" : ", ") + std::string(name);
    }
    return text;
}

std::string inWords(const Drift &drift)
{
    if (drift.added.isEmpty() && drift.removed.isEmpty())
        return "Both did the same.";
    std::string text;
    if (!drift.added.isEmpty())
        text = std::format("New: {}.", inWords(drift.added));
    if (!drift.removed.isEmpty())
        text += std::format("{}Gone: {}.", text.empty() ? "" : " ", inWords(drift.removed));
    return text;
}

} // namespace whittle::analysis
