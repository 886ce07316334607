#include "profile/check.h"

#include "profile/check_context.h"

#include <algorithm>
#include <charconv>
#include <format>

namespace whittle::profile {

namespace {

// Errors of resolve() and compile() begin with the JSON path, where they have one.
std::pair<std::string, std::string> splitPath(const std::string &message)
{
    const std::size_t colon = message.find(": ");
    if (colon == std::string::npos || message.find(' ') < colon)
        return {std::string(), message};
    return {message.substr(0, colon), message.substr(colon + 2)};
}

// Position of the rule in a path such as "syscalls[12].names[3]"; rules come after what concerns the whole profile.
std::size_t ruleIndexOf(const std::string &path)
{
    constexpr std::string_view kStart = "syscalls[";
    std::size_t index = 0;
    if (!path.starts_with(kStart))
        return 0;
    std::from_chars(path.data() + kStart.size(), path.data() + path.size(), index);
    return index + 1;
}

} // namespace

std::string_view severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info: return "info";
    case Severity::Low: return "low";
    case Severity::Medium: return "medium";
    case Severity::High: return "high";
    case Severity::Critical: return "critical";
    }
    return {};
}

CheckContext::CheckContext(const Profile &checked, const CheckOptions &checkOptions)
    : profile(checked)
    , options(checkOptions)
    , target(checkOptions.target)
    , catalogue(syscalls::Catalogue::builtIn())
{
    auto plain = resolveWithPlaces(profile, target);
    auto compiled = compile(profile, target);
    if (plain)
        resolved = std::move(*plain);
    if (compiled) {
        filter = std::move(*compiled);
        return;
    }
    auto [path, reason] = splitPath(compiled.error().message);
    add(Severity::Critical, "does-not-compile", std::move(path), {}, "The container does not start: " + reason + ".",
        "Engine, runtime or libseccomp refuse this profile as a whole.", "Correct this place first; checks of what the filter decides need it.");
}

void CheckContext::add(Severity severity, std::string code, std::string path, std::string syscall, std::string message, std::string explanation,
                       std::string suggestion)
{
    Finding finding{severity, std::move(code), std::move(path), {}, std::move(syscall), std::move(message), std::move(explanation), std::move(suggestion)};
    if (const std::size_t position = ruleIndexOf(finding.path); position > 0 && position <= profile.rules.size())
        finding.rule = profile.rules[position - 1].id;
    findings.push_back(std::move(finding));
}

bool CheckContext::exists(const std::string &syscall) const
{
    const syscalls::Syscall *known = catalogue.find(syscall);
    return known && known->existsOn(target.architecture);
}

const std::vector<Decision> &CheckContext::answers(const std::string &syscall)
{
    const auto [at, isNew] = m_answers.try_emplace(syscall);
    const syscalls::Syscall *known = catalogue.find(syscall);
    if (isNew && filter && known && known->existsOn(target.architecture)) {
        for (const Arguments &point : interestingArguments(profile, syscall))
            at->second.push_back(filter->decide(target.architecture, known->number(target.architecture), point));
    }
    return at->second;
}

bool CheckContext::executesSomewhere(const std::string &syscall)
{
    return std::ranges::any_of(answers(syscall), &Decision::executes);
}

bool CheckContext::executesAlways(const std::string &syscall)
{
    const auto &all = answers(syscall);
    return !all.empty() && std::ranges::all_of(all, &Decision::executes);
}

Decision CheckContext::answer(const std::string &syscall)
{
    const auto &all = answers(syscall);
    return all.empty() ? Decision() : all.front();
}

std::string CheckContext::pathOf(const std::string &syscall) const
{
    if (!resolved)
        return {};
    for (std::size_t i = 0; i < resolved->profile.rules.size(); ++i) {
        const auto &names = resolved->profile.rules[i].names;
        if (std::ranges::contains(names, syscall))
            return rulePath(resolved->origins[i]);
    }
    return {};
}

std::string rulePath(std::size_t index)
{
    return std::format("syscalls[{}]", index);
}

std::string listOf(const std::vector<std::string> &names, std::size_t most)
{
    std::string text;
    const std::size_t shown = names.size() > most + 1 ? most : names.size();
    for (std::size_t i = 0; i < shown; ++i) {
        const bool isLast = i + 1 == names.size();
        text += (i == 0 ? "" : isLast ? " and " : ", ") + names[i];
    }
    if (shown < names.size())
        text += std::format(" and {} more", names.size() - shown);
    return text;
}

std::vector<Finding> check(const Profile &profile, const CheckOptions &options)
{
    CheckContext context(profile, options);
    for (const auto part : {checkWhole, checkNames, checkArguments, checkConditions, checkOverlaps, checkSteppingAround, checkRisk, checkStart})
        part(context);
    std::ranges::stable_sort(context.findings, [](const Finding &a, const Finding &b) {
        if (a.severity != b.severity)
            return a.severity > b.severity;
        return ruleIndexOf(a.path) < ruleIndexOf(b.path);
    });
    return std::move(context.findings);
}

} // namespace whittle::profile
