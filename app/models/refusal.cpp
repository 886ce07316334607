#include "models/refusal.h"

#include "documents/profiledocument.h"
#include "models/syscallrow.h"
#include "profile/edit_rules.h"

#include "base/printable.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

namespace whittle::app {
namespace {

constexpr std::size_t kMaxWith = 12; // lines that are kept for reading

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(whittle::app::Refusal)
};

/// "SCMP_ACT_ERRNO(1)" back.
profile::Decision decisionOf(const std::string &action)
{
    profile::Decision decision;
    const auto open = action.find('(');
    if (const auto known = profile::parseAction(action.substr(0, open)))
        decision.action = *known;
    if (open != std::string::npos)
        std::from_chars(action.data() + open + 1, action.data() + action.size(), decision.data);
    return decision;
}

std::span<const syscalls::Argument> argumentsOf(const Refusal &refusal)
{
    return refusal.syscall ? refusal.syscall->argumentsOn(refusal.abi) : std::span<const syscalls::Argument>();
}

QString argumentName(const Refusal &refusal, unsigned index)
{
    const auto arguments = argumentsOf(refusal);
    return index < arguments.size() ? QString::fromStdString(arguments[index].name) : Text::tr("argument %1").arg(index);
}

QString valueText(const Refusal &refusal, unsigned index, std::uint64_t value)
{
    const auto arguments = argumentsOf(refusal);
    if (index >= arguments.size())
        return QString::number(value);
    const int bits = arguments[index].bits(refusal.abi);
    const std::uint64_t seen = bits >= 64 ? value : value & ((std::uint64_t{1} << bits) - 1);
    if (const auto *constants = syscalls::Catalogue::builtIn().constants(arguments[index].constants))
        return QString::fromStdString(constants->format(seen, refusal.abi));
    const auto &type = arguments[index].type;
    if (type.find("mode_t") != std::string::npos)
        return QStringLiteral("0%1").arg(seen, 0, 8);
    if (bits == 32 && !type.contains("unsigned"))
        return QString::number(static_cast<qint32>(static_cast<quint32>(seen)));
    return QString::number(seen);
}

/// "/tmp/x, mode = 0700": a single call in words, pointers left out.
QString callText(const Refusal &refusal, const trace::DeniedCall &call)
{
    QStringList parts;
    if (!call.path.empty()) {
        constexpr std::size_t kLongest = 300;
        parts << QString::fromStdString(printable(call.path, kLongest));
    }
    const auto arguments = argumentsOf(refusal);
    for (unsigned index = 0; index < arguments.size() && index < call.arguments.size(); ++index)
        if (!arguments[index].isPointer())
            //: name and value of an argument
            parts << Text::tr("%1 = %2").arg(argumentName(refusal, index), valueText(refusal, index, call.arguments[index]));
    return parts.join(QStringLiteral(", "));
}

void addWith(Refusal &refusal, const QString &text, std::uint64_t count)
{
    if (refusal.with.size() >= static_cast<qsizetype>(kMaxWith)) {
        refusal.moreWith = true;
        return;
    }
    refusal.with << (count > 1 ? QStringLiteral("%1 ×%2").arg(text).arg(count) : text);
}

Refusal refusalOf(const LiveRefusal &live)
{
    Refusal refusal{live.abi, live.number, live.syscall, live.name, {decisionOf(live.action)}, live.count, 0, live.count, 0, live.by, live.executable, live.pid, live.processes, live.firstSeconds};
    auto calls = live.calls;
    std::ranges::stable_sort(calls, std::ranges::greater{}, &trace::DeniedCall::count);
    std::map<QString, std::uint64_t> texts;
    QStringList order;
    for (const auto &call : calls) {
        const QString text = callText(refusal, call);
        if (!texts.contains(text))
            order << text;
        texts[text] += call.count;
        profile::PartlyKnown known;
        std::ranges::copy(call.arguments, known.begin());
        refusal.known.push_back(known);
        refusal.values.count += call.count;
        for (unsigned index = 0; index < call.arguments.size(); ++index) {
            auto &values = refusal.values.arguments[index];
            values.values.insert(call.arguments[index]);
            values.counted += call.count;
            values.overflowed |= live.moreCalls;
        }
    }
    for (const auto &text : std::as_const(order))
        if (!text.isEmpty())
            addWith(refusal, text, texts[text]);
    refusal.moreWith |= live.moreCalls;
    return refusal;
}

/// What the kernel answered to the same syscall in its own run.
QString kernelText(const Refusal &refusal, const analysis::KernelOutcome &kernel)
{
    const auto found = kernel.errors.find({refusal.abi, refusal.number});
    if (found == kernel.errors.end())
        return {};
    QStringList errors;
    for (const auto &[error, count] : found->second)
        errors << QStringLiteral("%1 ×%2").arg(words::errnoName(error)).arg(count);
    return errors.join(QStringLiteral(", "));
}

} // namespace

QString Refusal::answer() const
{
    QStringList list;
    for (const auto &decision : answers)
        list << words::decision(decision);
    return list.join(Text::tr(" or ", "between two answers of a profile"));
}

std::vector<Refusal> refusalsOf(const LiveRun &run, const std::optional<analysis::KernelOutcome> &kernel)
{
    std::vector<Refusal> refusals;
    refusals.reserve(run.refusals().size());
    for (const auto &live : run.refusals()) {
        refusals.push_back(refusalOf(live));
        if (kernel)
            refusals.back().kernel = kernelText(refusals.back(), *kernel);
    }
    return refusals;
}

std::vector<Refusal> refusalsOf(const analysis::Replay &replay, const std::vector<std::shared_ptr<const trace::Recording>> &recordings)
{
    std::vector<Refusal> refusals;
    std::map<std::tuple<std::string, std::string, Abi, int>, std::size_t> places;
    // Of every row: argument and value with the number of calls, summed over processes.
    std::vector<std::map<std::pair<unsigned, std::uint64_t>, std::uint64_t>> values;
    for (const auto &call : replay.calls) {
        const auto *process = recordings[call.recording]->process(call.process);
        if (!process)
            continue;
        const auto [at, isNew] = places.try_emplace({process->comm, process->executable, call.abi, call.number}, refusals.size());
        if (isNew) {
            Refusal refusal{call.abi, call.number, syscalls::Catalogue::builtIn().find(call.abi, call.number), QString::fromStdString(syscalls::Catalogue::builtIn().nameOf(call.abi, call.number))};
            refusal.by = processName(*recordings[call.recording], *process);
            refusal.executable = programOf(*recordings[call.recording], *process);
            refusal.pid = process->pid;
            refusal.firstSeconds = static_cast<double>(call.firstSeenNs) / 1e9;
            refusals.push_back(std::move(refusal));
            values.emplace_back();
        }
        auto &row = refusals[at->second];
        ++row.processes;
        row.refused += call.refused;
        row.possible += call.possible;
        row.calls += call.calls;
        row.refusedBefore += call.refusedBefore;
        row.firstSeconds = std::min(row.firstSeconds, static_cast<double>(call.firstSeenNs) / 1e9);
        for (const auto &decision : call.answers)
            if (!std::ranges::contains(row.answers, decision))
                row.answers.push_back(decision);
        for (const auto index : call.unknown)
            if (!std::ranges::contains(row.unknown, index))
                row.unknown.push_back(index);
        for (const auto &value : call.values)
            values[at->second][{value.index, value.value}] += value.count;
    }
    for (std::size_t i = 0; i < refusals.size(); ++i) {
        auto &row = refusals[i];
        row.values.count = row.refused;
        std::vector<std::pair<std::pair<unsigned, std::uint64_t>, std::uint64_t>> sorted(values[i].begin(), values[i].end());
        std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::pair<unsigned, std::uint64_t>, std::uint64_t>::second);
        bool oneArgument = true;
        for (const auto &[value, count] : sorted) {
            addWith(row, Text::tr("%1 = %2").arg(argumentName(row, value.first), valueText(row, value.first, value.second)), count);
            oneArgument &= value.first == sorted.front().first.first;
            auto &seen = row.values.arguments[value.first];
            seen.values.insert(value.second);
            seen.counted += count;
            profile::PartlyKnown known;
            known[value.first] = value.second;
            row.known.push_back(known);
        }
        // Values of several arguments were not recorded together: there is nothing to limit to.
        if (!oneArgument || row.possible > 0)
            row.values.arguments.clear();
        for (const auto index : row.unknown)
            addWith(row, Text::tr("%1 was not recorded, or not every value of it").arg(argumentName(row, index)), 1);
    }
    return refusals;
}

Refusal::Now nowOf(const Refusal &refusal, const profile::Filter &filter)
{
    auto calls = refusal.known;
    if (calls.empty())
        calls.emplace_back();
    bool mayRefuse = false;
    bool mayExecute = false;
    for (const auto &call : calls) {
        const auto possible = profile::possibleDecisions(filter, refusal.abi, refusal.number, call);
        mayRefuse |= possible.mayRefuse();
        mayExecute |= possible.mayExecute();
    }
    return mayRefuse && mayExecute ? Refusal::Now::Partly : mayRefuse ? Refusal::Now::Refused : Refusal::Now::Allowed;
}

std::optional<analysis::LimitedAllow> limitedAllowOf(const Refusal &refusal, const ProfileDocument &document)
{
    if (!refusal.syscall || !document.isTextValid())
        return std::nullopt;
    return analysis::allowOnlyThose(document.profile(), document.view().target, *refusal.syscall, refusal.abi, refusal.values, refusal.known);
}

void allowOnlyThose(ProfileDocument &document, const Refusal &refusal, const analysis::LimitedAllow &limited)
{
    document.setRules(refusal.syscall->name, limited.rules);
}

} // namespace whittle::app
