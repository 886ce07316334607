#include "analysis/surface.h"

#include "profile/compare.h"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace whittle::analysis {
namespace {

constexpr std::array<std::size_t, Surface::kRisks> kWeights = {0, 1, 4, 10};

std::size_t sum(const std::array<std::size_t, Surface::kRisks> &counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::size_t{0});
}

} // namespace

Answered answered(const profile::Profile &profile, const profile::Filter &filter, Abi abi, const syscalls::Syscall &syscall)
{
    Answered result;
    bool some = false;
    bool all = true;
    bool first = true;
    for (const auto &arguments : profile::interestingArguments(profile, syscall.name)) {
        const auto decision = filter.decide(abi, syscall.number(abi), arguments);
        if (first)
            result.decision = decision;
        first = false;
        result.argumentsMatter |= decision != result.decision;
        some |= decision.executes();
        all &= decision.executes();
    }
    result.standing = !some ? Standing::Denied : all ? Standing::Allowed : Standing::Limited;
    return result;
}

std::size_t Surface::totalCount() const
{
    return sum(total);
}

std::size_t Surface::openCount() const
{
    return sum(allowed) + sum(limited);
}

int Surface::score() const
{
    std::size_t open = 0;
    std::size_t whole = 0;
    for (std::size_t risk = 0; risk < kRisks; ++risk) {
        open += kWeights[risk] * (2 * allowed[risk] + limited[risk]);
        whole += kWeights[risk] * 2 * total[risk];
    }
    return whole == 0 ? 0 : static_cast<int>((open * 100 + whole / 2) / whole);
}

void Surface::add(const syscalls::Syscall &syscall, Standing standing)
{
    const auto risk = static_cast<std::size_t>(syscall.risk);
    ++total[risk];
    std::ranges::transform(syscall.cves, std::inserter(knownCves, knownCves.end()), &syscalls::Cve::id);
    if (standing == Standing::Denied)
        return;
    ++(standing == Standing::Allowed ? allowed : limited)[risk];
    std::ranges::transform(syscall.cves, std::inserter(openCves, openCves.end()), &syscalls::Cve::id);
}

Result<Surface> surfaceOf(const profile::Profile &profile, const profile::Target &target, Abi abi)
{
    const auto filter = profile::compile(profile, target);
    if (!filter)
        return std::unexpected(filter.error());
    Surface surface;
    for (const auto &syscall : syscalls::Catalogue::builtIn().all())
        if (syscall.existsOn(abi))
            surface.add(syscall, answered(profile, *filter, abi, syscall).standing);
    return surface;
}

HoleComparison compareHoles(const Surface &mine, const Surface &reference)
{
    HoleComparison holes;
    std::ranges::set_difference(reference.openCves, mine.openCves, std::back_inserter(holes.closed));
    std::ranges::set_difference(mine.openCves, reference.openCves, std::back_inserter(holes.opened));
    std::ranges::set_intersection(mine.openCves, reference.openCves, std::back_inserter(holes.shared));
    return holes;
}

} // namespace whittle::analysis
