#include "analysis/comparison.h"

#include "profile/errno_name.h"

#include <algorithm>
#include <format>
#include <map>
#include <numeric>
#include <utility>

namespace whittle::analysis {

namespace {

using profile::Change;
using profile::Difference;
using syscalls::Risk;

constexpr std::size_t kMostCvesNamed = 6;

std::string listOf(const std::set<std::string> &words)
{
    std::string text;
    std::size_t shown = 0;
    for (const std::string &word : words) {
        if (shown++ == kMostCvesNamed)
            return std::format("{} and {} more", text, words.size() - kMostCvesNamed);
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

} // namespace

bool ComparedSyscall::isSame() const
{
    return std::ranges::none_of(differences, &std::optional<Difference>::has_value);
}

std::optional<Change> ComparedSyscall::change() const
{
    const auto found = std::ranges::find_if(differences, &std::optional<Difference>::has_value);
    return found == differences.end() ? std::nullopt : std::optional((*found)->change);
}

bool Comparison::isListed(std::size_t side, Abi abi) const
{
    return std::ranges::contains(abis[side], abi);
}

std::vector<Abi> Comparison::allAbis() const
{
    std::vector<Abi> all;
    for (const Abi abi : kAllAbis) {
        if (std::ranges::any_of(abis, [abi](const std::vector<Abi> &listed) { return std::ranges::contains(listed, abi); }))
            all.push_back(abi);
    }
    return all;
}

std::vector<Abi> Comparison::unequalAbis(std::size_t side) const
{
    std::vector<Abi> unequal;
    for (const Abi abi : kAllAbis) {
        if (isListed(0, abi) != isListed(side, abi))
            unequal.push_back(abi);
    }
    return unequal;
}

Result<Comparison> compareProfiles(std::span<const ComparedSide> sides, const profile::Target &target)
{
    if (sides.size() < 2)
        return fail(ErrorCode::InvalidInput, "a comparison takes two sides or three");
    Comparison comparison;
    comparison.target = target;
    std::vector<profile::Filter> filters;
    for (const ComparedSide &side : sides) {
        profile::Target own = target;
        own.rules = side.rules.value_or(target.rules);
        auto filter = profile::compile(side.profile, own);
        if (!filter)
            return addContext(std::move(filter).error(), side.name);
        comparison.names.push_back(side.name);
        comparison.abis.emplace_back(filter->abis().begin(), filter->abis().end());
        filters.push_back(std::move(*filter));
    }
    std::map<std::pair<Abi, const syscalls::Syscall *>, std::size_t> places;
    const auto &catalogue = syscalls::Catalogue::builtIn();
    for (const Abi abi : comparison.allAbis()) {
        const std::size_t begin = comparison.syscalls.size();
        for (const syscalls::Syscall &syscall : catalogue.all()) {
            if (!syscall.existsOn(abi))
                continue;
            ComparedSyscall row{.syscall = &syscall, .abi = abi, .answers = {}, .differences = {}};
            for (std::size_t i = 0; i < sides.size(); ++i)
                row.answers.push_back(answered(sides[i].profile, filters[i], abi, syscall));
            row.differences.resize(sides.size() - 1);
            comparison.syscalls.push_back(std::move(row));
        }
        std::ranges::sort(comparison.syscalls.begin() + static_cast<std::ptrdiff_t>(begin), comparison.syscalls.end(), {}, [abi](const ComparedSyscall &row) { return row.syscall->number(abi); });
        for (std::size_t i = begin; i < comparison.syscalls.size(); ++i)
            places[{abi, comparison.syscalls[i].syscall}] = i;
    }
    for (std::size_t side = 1; side < sides.size(); ++side) {
        for (Difference &difference : profile::compare(sides[0].profile, filters[0], sides[side].profile, filters[side])) {
            const std::size_t place = places.at({difference.abi, catalogue.find(difference.syscall)});
            comparison.syscalls[place].differences[side - 1] = std::move(difference);
        }
    }
    return comparison;
}

std::size_t ComparisonSummary::count(Change change) const
{
    const auto &risks = counts[static_cast<std::size_t>(change)];
    return std::accumulate(risks.begin(), risks.end(), std::size_t{0});
}

std::size_t ComparisonSummary::count(Change change, Risk risk) const
{
    return counts[static_cast<std::size_t>(change)][static_cast<std::size_t>(risk)];
}

std::size_t ComparisonSummary::total() const
{
    std::size_t sum = 0;
    for (const Change change : kAllChanges)
        sum += count(change);
    return sum;
}

ComparisonSummary summarise(const Comparison &comparison, std::size_t side, Abi abi)
{
    ComparisonSummary summary;
    for (const ComparedSyscall &row : comparison.syscalls) {
        if (row.abi != abi)
            continue;
        summary.before.add(*row.syscall, row.answers[0].standing);
        summary.after.add(*row.syscall, row.answers[side].standing);
        if (const auto &difference = row.differences[side - 1])
            ++summary.counts[static_cast<std::size_t>(difference->change)][static_cast<std::size_t>(row.syscall->risk)];
    }
    std::ranges::set_difference(summary.after.openCves, summary.before.openCves, std::inserter(summary.cvesOpened, summary.cvesOpened.end()));
    std::ranges::set_difference(summary.before.openCves, summary.after.openCves, std::inserter(summary.cvesClosed, summary.cvesClosed.end()));
    return summary;
}

std::string inWords(const ComparisonSummary &summary)
{
    if (summary.total() == 0)
        return "No difference.";
    std::string text;
    for (const Change change : kAllChanges) {
        const std::size_t count = summary.count(change);
        if (count == 0)
            continue;
        text += std::format("{}: {}", changeTitle(change), count);
        std::string risky;
        std::size_t riskyCount = 0;
        for (const Risk risk : {Risk::Critical, Risk::High}) {
            if (const std::size_t some = summary.count(change, risk); some > 0) {
                risky += std::format("{}{} {}", risky.empty() ? "" : " and ", some, syscalls::riskName(risk));
                riskyCount += some;
            }
        }
        if (riskyCount > 0)
            text += std::format(", of which {} risk", risky);
        text += ". ";
    }
    if (!summary.cvesOpened.empty())
        text += std::format("Opens known holes: {}. ", listOf(summary.cvesOpened));
    if (!summary.cvesClosed.empty())
        text += std::format("Closes known holes: {}. ", listOf(summary.cvesClosed));
    text += std::format("Risk {} → {}.", summary.before.score(), summary.after.score());
    return text;
}

std::string_view changeTitle(Change change)
{
    switch (change) {
    case Change::NewlyAllowed: return "Newly allowed";
    case Change::NewlyDenied: return "Newly denied";
    case Change::Looser: return "Looser";
    case Change::Stricter: return "Stricter";
    case Change::OtherArguments: return "Other arguments";
    case Change::OtherErrno: return "Other errno";
    case Change::OtherAction: return "Other action";
    }
    return {};
}

std::string inWords(const profile::Decision &decision)
{
    switch (decision.action) {
    case profile::Action::Allow: return "allow";
    case profile::Action::Log: return "allow and log";
    case profile::Action::Errno: return std::format("deny ({})", profile::errnoText(decision.data));
    case profile::Action::KillProcess: return "kill the process";
    case profile::Action::KillThread:
    case profile::Action::Kill: return "kill the thread";
    case profile::Action::Trap: return "deny (SIGSYS)";
    case profile::Action::Trace: return "ask the tracer";
    case profile::Action::Notify: return "ask the listener";
    }
    return {};
}

std::string inWords(const Answered &answer)
{
    if (answer.standing == Standing::Limited)
        return "allow some";
    return answer.standing == Standing::Denied && answer.argumentsMatter ? inWords(answer.decision) + ", by arguments" : inWords(answer.decision);
}

std::string inWords(const profile::Arguments &arguments, const syscalls::Syscall &syscall, Abi abi)
{
    const auto known = syscall.argumentsOn(abi);
    const auto &catalogue = syscalls::Catalogue::builtIn();
    std::string text;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == 0)
            continue;
        const auto *constants = i < known.size() ? catalogue.constants(known[i].constants) : nullptr;
        const std::string value = constants ? constants->format(arguments[i], abi) : arguments[i] > 9 ? std::format("{:#x}", arguments[i]) : std::to_string(arguments[i]);
        text += std::format("{}{}={}", text.empty() ? "" : ", ", i < known.size() ? known[i].name : std::format("argument {}", i), value);
    }
    return text.empty() ? "all arguments 0" : text;
}

std::vector<profile::DifferentPoint> tellingPoints(const Difference &difference, std::size_t most)
{
    auto points = difference.points;
    const auto weight = [](const profile::DifferentPoint &point) {
        const auto used = std::ranges::count_if(point.arguments, [](std::uint64_t value) { return value != 0; });
        return std::pair(used, *std::ranges::max_element(point.arguments));
    };
    std::ranges::stable_sort(points, {}, weight);
    if (points.size() > most)
        points.resize(most);
    return points;
}

} // namespace whittle::analysis
