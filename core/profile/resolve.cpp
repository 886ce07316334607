#include "profile/resolve.h"

#include "base/text.h"
#include "profile/architecture.h"
#include "profile/errno_name.h"
#include "profile/filter.h"

#include <algorithm>
#include <format>

namespace whittle::profile {

namespace {

std::string rulePath(std::size_t index)
{
    return std::format("syscalls[{}]", index);
}

Result<std::vector<std::string>> resolveArchitectures(const Profile &profile, const Target &target)
{
    if (target.rules == EngineRules::Containerd)
        return profile.architectures;
    if (!profile.architectures.empty() && !profile.archMap.empty())
        return fail(ErrorCode::InvalidInput, "archMap: cannot stand beside \"architectures\"; the engine takes one of the two");
    if (profile.archMap.empty())
        return profile.architectures;
    std::vector<std::string> result;
    const std::string_view native = architectureOf(target.architecture).ociName;
    const auto entry = std::ranges::find(profile.archMap, native, &ArchitectureMap::architecture);
    if (entry != profile.archMap.end()) {
        result.push_back(entry->architecture);
        result.insert(result.end(), entry->subArchitectures.begin(), entry->subArchitectures.end());
    }
    return result;
}

// Podman writes errno values as names too, and the name wins.
Result<> applyErrnoName(const std::optional<std::string> &name, std::optional<std::uint32_t> &number, const std::string &path)
{
    if (!name || name->empty())
        return {};
    number = errnoNumber(*name);
    if (!number)
        return fail(ErrorCode::InvalidInput, std::format("{}: unknown error name \"{}\"", path, *name));
    return {};
}

Result<std::optional<Rule>> resolveRule(const Rule &rule, std::size_t index, const Target &target)
{
    const bool bothForms = rule.name && !rule.name->empty() && !rule.names.empty();
    const auto refuseBoth = [index] {
        return fail(ErrorCode::InvalidInput, rulePath(index) + ".name: cannot stand beside \"names\"; the engine takes one of the two");
    };
    Rule plain;
    plain.id = rule.id;
    plain.action = rule.action;
    plain.errnoRet = rule.errnoRet;
    plain.args = rule.args;
    plain.comment = rule.comment;
    if (target.rules == EngineRules::Containerd) {
        plain.names = rule.names;
        return plain;
    }
    if (bothForms && target.rules == EngineRules::Docker)
        return refuseBoth();
    const auto dropped = whyDropped(rule, index, target);
    if (!dropped)
        return std::unexpected(dropped.error());
    if (*dropped)
        return std::nullopt;
    if (bothForms)
        return refuseBoth();
    plain.names = rule.allNames();
    if (target.rules == EngineRules::Podman) {
        auto named = applyErrnoName(rule.errnoName, plain.errnoRet, rulePath(index) + ".errno");
        if (!named)
            return std::unexpected(std::move(named).error());
    }
    return plain;
}

} // namespace

Result<std::optional<DropReason>> whyDropped(const Rule &rule, std::size_t position, const Target &target)
{
    using Kind = DropReason::Kind;
    // containerd reads no conditions.
    if (target.rules == EngineRules::Containerd)
        return std::nullopt;
    const std::string_view native = architectureOf(target.architecture).goName;
    const auto isHeld = [&target](const std::string &name) { return target.capabilities.contains(name); };
    const auto drop = [](Kind kind, std::string what) { return std::optional(DropReason{kind, std::move(what)}); };

    // Docker reads every version, also one that an earlier condition makes unimportant; Podman reads none.
    std::optional<KernelVersion> least;
    std::optional<KernelVersion> excludedFrom;
    if (target.rules == EngineRules::Docker) {
        for (const auto &[conditions, name, version] :
             {std::tuple(&rule.excludes, "excludes", &excludedFrom), std::tuple(&rule.includes, "includes", &least)}) {
            if (conditions->minKernel.empty())
                continue;
            auto parsed = parseKernelVersion(conditions->minKernel);
            if (!parsed)
                return addContext(std::move(parsed).error(), std::format("{}.{}.minKernel", rulePath(position), name));
            *version = *parsed;
        }
    }
    if (std::ranges::contains(rule.excludes.architectures, native))
        return drop(Kind::ArchitectureExcluded, std::string(native));
    if (const auto held = std::ranges::find_if(rule.excludes.capabilities, isHeld); held != rule.excludes.capabilities.end())
        return drop(Kind::CapabilityHeld, *held);
    if (excludedFrom && target.kernel >= *excludedFrom)
        return drop(Kind::KernelExcluded, rule.excludes.minKernel);
    if (!rule.includes.architectures.empty() && !std::ranges::contains(rule.includes.architectures, native))
        return drop(Kind::OtherArchitecture, joined(rule.includes.architectures));
    if (const auto missing = std::ranges::find_if_not(rule.includes.capabilities, isHeld); missing != rule.includes.capabilities.end())
        return drop(Kind::CapabilityMissing, *missing);
    if (least && target.kernel < *least)
        return drop(Kind::KernelTooOld, rule.includes.minKernel);
    return std::nullopt;
}

Result<ResolvedProfile> resolveWithPlaces(const Profile &profile, const Target &target)
{
    ResolvedProfile result;
    Profile &plain = result.profile;
    if (!profile.defaultAction && profile.rules.empty()) {
        result.disabled = true;
        plain.defaultAction = Action::Allow;
        return result;
    }
    if (!profile.defaultAction)
        return fail(ErrorCode::InvalidInput, "defaultAction: is missing, and the runtime starts nothing without it");
    plain.defaultAction = profile.defaultAction;
    plain.defaultErrnoRet = profile.defaultErrnoRet;
    if (target.rules == EngineRules::Podman) {
        auto named = applyErrnoName(profile.defaultErrnoName, plain.defaultErrnoRet, "defaultErrno");
        if (!named)
            return std::unexpected(std::move(named).error());
    }
    auto architectures = resolveArchitectures(profile, target);
    if (!architectures)
        return std::unexpected(std::move(architectures).error());
    plain.architectures = std::move(*architectures);
    plain.flags = profile.flags;
    plain.listenerPath = profile.listenerPath;
    plain.listenerMetadata = profile.listenerMetadata;
    plain.nextId = profile.nextId;
    for (std::size_t i = 0; i < profile.rules.size(); ++i) {
        auto rule = resolveRule(profile.rules[i], i, target);
        if (!rule)
            return std::unexpected(std::move(rule).error());
        if (!*rule)
            continue;
        plain.rules.push_back(std::move(**rule));
        result.origins.push_back(i);
    }
    return result;
}

Result<Profile> resolve(const Profile &profile, const Target &target)
{
    auto resolved = resolveWithPlaces(profile, target);
    if (!resolved)
        return std::unexpected(std::move(resolved).error());
    return std::move(resolved->profile);
}

} // namespace whittle::profile
