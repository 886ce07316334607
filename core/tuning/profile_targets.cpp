#include "tuning/minimise.h"

#include "formats/seccomp_json.h"
#include "profile/compare.h"
#include "profile/resolve.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <format>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace whittle::tuning {

namespace {

using profile::EngineRules;
using profile::KernelVersion;
using profile::Profile;
using profile::Runtime;
using profile::Target;

// Numbers that are asked beside those with names: runc's ENOSYS answers begin behind the largest one that a rule names.
constexpr int kNumbersAsked = 600;

void addVersions(std::set<KernelVersion> &versions, const std::string &text)
{
    const auto version = profile::parseKernelVersion(text);
    if (!version)
        return;
    versions.insert(*version);
    versions.insert(version->minor > 0 ? KernelVersion{version->major, version->minor - 1} : KernelVersion{version->major > 0 ? version->major - 1 : 0, 99});
}

std::string keyOf(const Target &target, const Profile &resolved)
{
    return std::format("{} {} {}", abiName(target.architecture), static_cast<int>(target.runtime), formats::writeSeccompJson(resolved));
}

} // namespace

std::vector<Target> targetsFor(const Profile &profile)
{
    std::set<std::string> included;
    std::set<std::string> excluded;
    std::set<KernelVersion> kernels;
    bool hasOldForm = false;
    for (const profile::Rule &rule : profile.rules) {
        included.insert(rule.includes.capabilities.begin(), rule.includes.capabilities.end());
        excluded.insert(rule.excludes.capabilities.begin(), rule.excludes.capabilities.end());
        addVersions(kernels, rule.includes.minKernel);
        addVersions(kernels, rule.excludes.minKernel);
        hasOldForm = hasOldForm || rule.name.has_value();
    }
    std::vector<Target> targets;
    const Target usual;
    const auto add = [&targets](Target target) { targets.push_back(std::move(target)); };
    for (const Abi architecture : {Abi::X86_64, Abi::Aarch64}) {
        Target target = usual;
        target.architecture = architecture;
        add(target);
        target.runtime = Runtime::Crun;
        add(target);
        target.rules = EngineRules::Podman;
        target.capabilities = profile::defaultCapabilities(EngineRules::Podman);
        add(target);
        // Its reader knows no rules of one name, so nothing that becomes of them could be the same there.
        if (!hasOldForm) {
            target = usual;
            target.architecture = architecture;
            target.rules = EngineRules::Containerd;
            add(target);
        }
    }
    // Each condition comes out both ways, alone and beside all others that can hold.
    const std::set<std::string> all(profile::allCapabilities().begin(), profile::allCapabilities().end());
    for (const Abi architecture : {Abi::X86_64, Abi::Aarch64}) {
        Target target = usual;
        target.architecture = architecture;
        for (const auto &set : {std::set<std::string>(), all}) {
            target.capabilities = set;
            target.kernel = usual.kernel;
            add(target);
            for (const KernelVersion &kernel : kernels) {
                target.kernel = kernel;
                add(target);
            }
        }
    }
    std::set<std::string> both = included;
    both.insert(excluded.begin(), excluded.end());
    for (const std::string &capability : both) {
        Target target = usual;
        target.architecture = Abi::X86_64;
        target.capabilities = {capability};
        add(target);
        target.capabilities = all;
        target.capabilities.erase(capability);
        add(target);
    }
    return targets;
}

DecisionsOf::DecisionsOf(const Profile &profile, std::vector<Target> targets) : m_profile(profile)
{
    std::map<std::string, std::optional<std::size_t>> known; // by what reaches the filter; empty: it does not compile
    for (Target &target : targets) {
        const auto resolved = profile::resolve(profile, target);
        if (!resolved)
            continue;
        const auto [at, isNew] = known.try_emplace(keyOf(target, *resolved));
        if (isNew) {
            if (auto filter = profile::compile(profile, target)) {
                at->second = m_filters.size();
                m_filters.push_back(*std::move(filter));
            }
        }
        if (at->second)
            m_asked.push_back({std::move(target), *at->second});
    }
}

std::string DecisionsOf::differenceFrom(const Profile &profile) const
{
    std::set<std::pair<std::size_t, std::string>> seen;
    for (const Asked &asked : m_asked) {
        const auto resolved = profile::resolve(profile, asked.target);
        if (!resolved)
            return resolved.error().message;
        if (!seen.emplace(asked.filter, keyOf(asked.target, *resolved)).second)
            continue;
        const auto after = profile::compile(profile, asked.target);
        if (!after)
            return after.error().message;
        const profile::Filter &before = m_filters[asked.filter];
        const auto differences = profile::compare(m_profile, before, profile, *after);
        if (!differences.empty()) {
            const profile::Difference &first = differences.front();
            const profile::DifferentPoint point = first.points.empty() ? profile::DifferentPoint{{}, first.left, first.right} : first.points.front();
            std::string values;
            for (const std::uint64_t value : point.arguments)
                values += std::format(" {:#x}", value);
            return std::format("{} on {} with{}: {} and {}", first.syscall, abiName(first.abi), values, point.left.toString(), point.right.toString());
        }
        for (const Abi abi : before.abis()) {
            for (int number = 0; number < kNumbersAsked; ++number) {
                const auto left = before.decide(abi, number);
                const auto right = after->decide(abi, number);
                if (left != right)
                    return std::format("number {} on {}: {} and {}", number, abiName(abi), left.toString(), right.toString());
            }
        }
    }
    return {};
}

} // namespace whittle::tuning
