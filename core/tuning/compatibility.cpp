#include "tuning/compatibility.h"

#include "analysis/recorded_target.h"
#include "profile/compare.h"
#include "profile/runtime_needs.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <format>
#include <map>
#include <set>

namespace whittle::tuning {

namespace {

using syscalls::Catalogue;
using syscalls::GvisorSupport;
using syscalls::Syscall;

std::string listText(const std::vector<std::string> &words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return text;
}

// What the C libraries that were measured make in the place of a call that there is not.
std::string fallBackText(const std::string &call, Abi machine)
{
    std::string text;
    for (const Libc &libc : LibcCalls::builtIn().all()) {
        if (libc.machine != machine)
            continue;
        if (const RefusedCall *instead = libc.fallBack(call))
            text += std::format("{}{} makes {} instead", text.empty() ? "" : "; ", libc.library, listText(instead->then));
    }
    return text;
}

void sortCalls(std::vector<UsedCall> &calls)
{
    std::ranges::sort(calls, [](const UsedCall &a, const UsedCall &b) { return std::tie(a.abi, a.name) < std::tie(b.abi, b.name); });
}

} // namespace

CompatibilitySubject compatibilitySubject(const trace::Recording &recording)
{
    CompatibilitySubject subject;
    subject.isRecording = true;
    subject.machine = analysis::targetOf(recording).architecture;
    std::map<std::pair<Abi, int>, std::uint64_t> refused;
    for (const trace::Process &process : recording.processes) {
        for (const trace::SyscallUse &use : process.syscalls) {
            for (const int error : {ENOSYS, EPERM}) {
                if (const auto count = use.errors.find(error); count != use.errors.end())
                    refused[{use.abi, use.number}] += count->second;
            }
        }
    }
    std::map<std::pair<Abi, int>, std::uint64_t> denied;
    for (const trace::Denial &denial : recording.denials)
        denied[{denial.abi, denial.number}] += denial.count;
    for (const trace::SyscallSummary &summary : trace::summarise(recording)) {
        UsedCall &call = subject.calls.emplace_back();
        call.abi = summary.abi;
        call.number = summary.number;
        call.known = Catalogue::builtIn().find(summary.abi, summary.number);
        call.name = Catalogue::builtIn().nameOf(summary.abi, summary.number);
        call.count = summary.count;
        const std::pair key(summary.abi, summary.number);
        call.neverSucceeded = summary.count > 0 && (refused[key] >= summary.count || denied[key] >= summary.count);
        for (const int id : summary.processes) {
            const trace::Process *process = recording.process(id);
            if (process && !std::ranges::contains(call.commands, process->comm))
                call.commands.push_back(process->comm);
        }
    }
    sortCalls(subject.calls);
    return subject;
}

Result<CompatibilitySubject> compatibilitySubject(const profile::Profile &profile, const profile::Target &target)
{
    CompatibilitySubject subject;
    subject.machine = target.architecture;
    auto filter = profile::compile(profile, target);
    if (!filter)
        return std::unexpected(std::move(filter).error());
    for (const Syscall &syscall : Catalogue::builtIn().all()) {
        const auto points = profile::interestingArguments(profile, syscall.name);
        for (const Abi abi : filter->abis()) {
            if (!syscall.existsOn(abi))
                continue;
            const bool executed = std::ranges::any_of(points, [&](const profile::Arguments &arguments) { return filter->decide(abi, syscall.number(abi), arguments).executes(); });
            if (executed)
                subject.calls.push_back({abi, syscall.number(abi), syscall.name, &syscall, 0, {}, false});
        }
    }
    sortCalls(subject.calls);
    subject.filter = *std::move(filter);
    subject.profile = profile;
    return subject;
}

// ---- gVisor ----------------------------------------------------------------------------------------------------------

bool GvisorReport::fails() const
{
    return !foreignAbis.empty() || std::ranges::any_of(findings, [](const GvisorFinding &finding) { return finding.support < GvisorSupport::Partial && !finding.call.neverSucceeded; });
}

GvisorReport checkGvisor(const CompatibilitySubject &subject)
{
    GvisorReport report;
    report.source = Catalogue::builtIn().gvisorSource();
    for (const UsedCall &call : subject.calls) {
        ++report.asked;
        if (call.abi != Abi::X86_64 && call.abi != Abi::Aarch64) {
            // A profile allows what nobody may ever call; only its own ABI says something of the programs.
            if (subject.isRecording && !std::ranges::contains(report.foreignAbis, call.abi))
                report.foreignAbis.push_back(call.abi);
            continue;
        }
        const GvisorSupport support = call.known ? call.known->gvisor[call.abi == Abi::X86_64 ? 0 : 1] : GvisorSupport::Absent;
        if (support == GvisorSupport::Full)
            continue;
        GvisorFinding &finding = report.findings.emplace_back();
        finding.call = call;
        finding.support = support;
        finding.note = call.known && support != GvisorSupport::Absent ? call.known->gvisorNote : "Answered with ENOSYS: not in the table.";
        if (support != GvisorSupport::Partial)
            finding.fallBack = fallBackText(call.name, subject.machine);
    }
    std::ranges::stable_sort(report.findings, {}, [](const GvisorFinding &finding) { return std::pair(finding.call.neverSucceeded, finding.support); });
    return report;
}

// ---- old kernels -----------------------------------------------------------------------------------------------------

Result<KernelReport> checkKernel(const CompatibilitySubject &subject, const std::string &version)
{
    const bool plain = !version.empty() && std::ranges::all_of(version, [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; });
    if (const auto parsed = profile::parseKernelRelease(version); !parsed || !plain)
        return fail(ErrorCode::InvalidInput, std::format("\"{}\" is no kernel version; write it like 4.19 or 5.4.17", version));
    KernelReport report;
    report.kernel = version;
    report.source = "syscalls(2) of man-pages, later releases from the histories of strace and hrw/syscalls-table";
    for (const UsedCall &call : subject.calls) {
        ++report.asked;
        if (!call.known || call.known->since.empty()) {
            report.unknown.push_back(call.name);
            continue;
        }
        if (profile::compareVersions(call.known->since, version) > 0)
            report.findings.push_back({call, call.known->since, fallBackText(call.name, subject.machine)});
    }
    std::ranges::stable_sort(report.findings, [](const KernelFinding &a, const KernelFinding &b) { return profile::compareVersions(a.since, b.since) > 0; });
    return report;
}

// ---- C libraries -----------------------------------------------------------------------------------------------------

namespace {

class LibcCheck
{
public:
    LibcCheck(const CompatibilitySubject &subject, const Libc &libc) : m_subject(subject), m_libc(libc)
    {
        for (const UsedCall &call : subject.calls) {
            if (call.abi == subject.machine && !(subject.isRecording && call.neverSucceeded))
                m_used.insert(call.name);
        }
    }

    LibcReport run()
    {
        LibcReport report;
        report.library = std::format("{} {}", m_libc.library, m_libc.release);
        for (const LibcFunction &function : m_libc.functions) {
            if (!isUsed(function.function))
                continue;
            ++report.functions;
            for (const std::string &call : function.calls)
                look(function, call, report);
        }
        std::ranges::stable_sort(report.findings, {}, [](const LibcFinding &finding) { return std::pair(!finding.breaks, !finding.refused); });
        return report;
    }

private:
    // By what any library that was measured here makes for it: a profile may come from programs of the other one.
    bool isUsed(const std::string &function) const
    {
        for (const Libc &libc : LibcCalls::builtIn().all()) {
            if (libc.machine != m_libc.machine)
                continue;
            const auto found = std::ranges::find(libc.functions, function, &LibcFunction::function);
            if (found == libc.functions.end() || found->calls.empty())
                continue;
            const bool all = std::ranges::all_of(found->calls, [&](const std::string &call) { return isAvailable(libc, call); });
            if (all)
                return true;
        }
        return false;
    }

    // A library that was refused its first choice, and has done with the second.
    bool isAvailable(const Libc &libc, const std::string &call) const
    {
        if (m_used.contains(call))
            return true;
        const RefusedCall *instead = libc.fallBack(call);
        return instead && std::ranges::all_of(instead->then, [&](const std::string &other) { return m_used.contains(other); });
    }

    void look(const LibcFunction &function, const std::string &call, LibcReport &report) const
    {
        const auto of = [&](const auto &answers) {
            const auto found = answers.find(call);
            return found == answers.end() ? RefusedCall() : found->second;
        };
        LibcFinding finding{function.function, call, {}, !m_used.contains(call), of(function.onEnosys), of(function.onEperm), {}, false};
        const bool fallsBack = !finding.onEnosys.then.empty() && finding.onEnosys.result.empty();
        if (!finding.refused && !fallsBack)
            return;
        for (const std::string &other : finding.onEnosys.then) {
            if (fallsBack && !m_used.contains(other))
                finding.missing.push_back(other);
        }
        if (finding.refused)
            judge(finding, fallsBack);
        if (finding.breaks || !finding.onEnosys.then.empty())
            report.findings.push_back(std::move(finding));
    }

    void judge(LibcFinding &finding, bool fallsBack) const
    {
        const bool worksOnEnosys = finding.onEnosys.result.empty() && (!fallsBack || finding.missing.empty());
        const bool worksOnEperm = finding.onEperm.result.empty();
        if (!m_subject.filter) {
            finding.breaks = !worksOnEnosys && !worksOnEperm;
            return;
        }
        const Syscall *known = Catalogue::builtIn().find(finding.call);
        if (!known || !known->existsOn(m_subject.machine))
            return;
        const profile::Decision decision = m_subject.filter->decide(m_subject.machine, known->number(m_subject.machine));
        finding.answer = decision.toString();
        if (decision.action == profile::Action::Errno)
            finding.breaks = decision.data == ENOSYS ? !worksOnEnosys : !worksOnEperm; // all other errors are passed on like EPERM
        else
            finding.breaks = true;
    }

    const CompatibilitySubject &m_subject;
    const Libc &m_libc;
    std::set<std::string, std::less<>> m_used;
};

std::string outcomeText(const RefusedCall &refused, const std::vector<std::string> &missing)
{
    if (!refused.result.empty())
        return refused.result;
    if (refused.then.empty())
        return "works without it";
    std::string text = "makes " + listText(refused.then) + " instead";
    if (!missing.empty())
        text += std::format(", of which {} {} refused, too", listText(missing), missing.size() == 1 ? "is" : "are");
    return text;
}

} // namespace

std::string LibcFinding::inWords() const
{
    std::string text = std::format("{}: {}", function, call);
    if (!answer.empty())
        text += " gets " + answer;
    else if (refused)
        text += " was not seen";
    text += std::format("; with ENOSYS it {}, with EPERM it {}", outcomeText(onEnosys, refused ? missing : std::vector<std::string>()), outcomeText(onEperm, {}));
    if (breaks && !answer.empty())
        text += ": broken";
    return text;
}

Result<LibcReport> checkLibc(const CompatibilitySubject &subject, std::string_view library)
{
    const LibcCalls &known = LibcCalls::builtIn();
    if (!std::ranges::contains(known.all(), library, &Libc::library))
        return fail(ErrorCode::InvalidInput, std::format("no C library \"{}\" was measured; glibc and musl were", library));
    const Libc *libc = known.find(library, subject.machine);
    if (!libc)
        return fail(ErrorCode::Unsupported, std::format("{} was not measured on {}; installer/measure-libc does that there", library, abiName(subject.machine)));
    return LibcCheck(subject, *libc).run();
}

} // namespace whittle::tuning
