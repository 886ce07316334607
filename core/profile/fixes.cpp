#include "profile/fixes.h"

#include "profile/architecture.h"
#include "profile/edit.h"
#include "profile/errno_name.h"
#include "profile/target.h"
#include "syscalls/catalogue.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <optional>
#include <string_view>

namespace whittle::profile {
namespace {

constexpr std::string_view kRules = "syscalls";

/// The number in brackets behind a word of a JSON path: "args" of "syscalls[3].args[1].value" gives 1.
std::optional<std::size_t> indexIn(std::string_view path, std::string_view word)
{
    for (auto at = path.find(word); at != std::string_view::npos; at = path.find(word, at + 1)) {
        const bool begins = at == 0 || path[at - 1] == '.';
        const auto bracket = at + word.size();
        if (!begins || bracket >= path.size() || path[bracket] != '[')
            continue;
        std::size_t index = 0;
        const auto [end, error] = std::from_chars(path.data() + bracket + 1, path.data() + path.size(), index);
        if (error == std::errc())
            return index;
    }
    return std::nullopt;
}

const Rule *ruleAt(const Profile &profile, const Finding &finding)
{
    const auto index = indexIn(finding.path, kRules);
    return index && *index < profile.rules.size() ? &profile.rules[*index] : nullptr;
}

/// The list of a rule's conditions that the finding is about.
std::vector<std::string> *listAt(Rule &rule, std::string_view path)
{
    Conditions &conditions = path.contains(".excludes.") ? rule.excludes : rule.includes;
    if (path.contains(".caps["))
        return &conditions.capabilities;
    if (path.contains(".arches["))
        return &conditions.architectures;
    return nullptr;
}

std::optional<std::string> writtenAt(const Profile &profile, const Finding &finding)
{
    const Rule *rule = ruleAt(profile, finding);
    if (!rule)
        return std::nullopt;
    Rule copy = *rule;
    const auto *list = listAt(copy, finding.path);
    const auto index = indexIn(finding.path, finding.path.contains(".caps[") ? "caps" : "arches");
    return list && index && *index < list->size() ? std::optional((*list)[*index]) : std::nullopt;
}

} // namespace

std::vector<Fix> fixesFor(const Profile &profile, const Finding &finding)
{
    const auto &code = finding.code;
    const Rule *rule = ruleAt(profile, finding);
    std::vector<Fix> fixes;
    if (code == "unknown-syscall") {
        if (const auto meant = syscalls::Catalogue::builtIn().nearest(finding.syscall))
            fixes.push_back({FixKind::Rename, finding.syscall, std::string(*meant)});
        fixes.push_back({FixKind::RemoveName, finding.syscall, {}});
    } else if (code == "unknown-capability") {
        const auto written = writtenAt(profile, finding);
        if (const auto meant = written ? parseCapability(*written) : Result<std::string>(std::unexpected(Error{})))
            fixes.push_back({FixKind::Rename, *written, *meant});
    } else if (code == "unknown-architecture") {
        const auto written = writtenAt(profile, finding);
        if (const auto abi = written ? parseAbi(*written) : std::nullopt)
            fixes.push_back({FixKind::Rename, *written, std::string(architectureOf(*abi).goName)});
    } else if (code == "no-names" || code == "repeats-default" || code == "never-matches") {
        if (rule)
            fixes.push_back({FixKind::RemoveRule, {}, {}});
    } else if (code == "duplicate" || code == "contradictory" || code == "shadowed") {
        if (rule && !finding.syscall.empty())
            fixes.push_back({FixKind::RemoveName, finding.syscall, {}});
    } else if (code == "pointer-compared" || code == "no-such-argument") {
        if (rule && indexIn(finding.path, "args"))
            fixes.push_back({FixKind::RemoveCondition, {}, {}});
    } else if (code == "datum-outside-mask") {
        fixes.push_back({FixKind::TrimDatum, {}, {}});
    } else if (code == "errno-without-use") {
        fixes.push_back({FixKind::RemoveErrno, {}, {}});
    } else if (code == "errno-ignored") {
        if (const auto number = rule && rule->errnoName ? errnoNumber(*rule->errnoName) : std::nullopt)
            fixes.push_back({FixKind::SetErrno, *rule->errnoName, std::to_string(*number)});
    } else if (code == "sibling-forgotten") {
        fixes.push_back({FixKind::Allow, finding.syscall, {}});
    } else if (code == "sibling-not-denied" || code == "allowed-without-capability" || code == "user-namespaces") {
        if (!finding.syscall.empty())
            fixes.push_back({FixKind::Deny, finding.syscall, {}});
    } else if (code.starts_with("clone3-")) {
        fixes.push_back({FixKind::AnswerEnosys, "clone3", {}});
    }
    return fixes;
}

Profile withFix(const Profile &profile, const Finding &finding, const Fix &fix)
{
    const std::array<std::string, 1> subject = {fix.subject};
    switch (fix.kind) {
    case FixKind::Allow:
        return withAnswer(profile, subject, {Action::Allow, std::nullopt});
    case FixKind::Deny:
        return withoutSyscalls(profile, subject);
    case FixKind::AnswerEnosys:
        return withAnswer(profile, subject, {Action::Errno, ENOSYS});
    default:
        break;
    }
    Profile edited = profile;
    const auto index = indexIn(finding.path, kRules);
    if (!index || *index >= edited.rules.size())
        return edited;
    Rule &rule = edited.rules[*index];
    const auto place = edited.rules.begin() + static_cast<std::ptrdiff_t>(*index);
    const auto argument = indexIn(finding.path, "args");
    switch (fix.kind) {
    case FixKind::Rename:
        if (auto *list = listAt(rule, finding.path)) {
            std::ranges::replace(*list, fix.subject, fix.replacement);
            break;
        }
        if (std::ranges::contains(rule.names, fix.replacement))
            std::erase(rule.names, fix.subject);
        std::ranges::replace(rule.names, fix.subject, fix.replacement);
        if (rule.name == fix.subject)
            rule.name = fix.replacement;
        break;
    case FixKind::RemoveName: {
        // Of a name that stands twice in one rule only the second goes.
        const auto named = indexIn(finding.path, "names");
        if (named && *named < rule.names.size() && rule.names[*named] == fix.subject) {
            rule.names.erase(rule.names.begin() + static_cast<std::ptrdiff_t>(*named));
        } else if (const auto last = std::ranges::find_last(rule.names, fix.subject); !last.empty()) {
            rule.names.erase(last.begin());
        } else if (rule.name == fix.subject) {
            rule.name.reset();
        }
        if (rule.allNames().empty())
            edited.rules.erase(place);
        break;
    }
    case FixKind::RemoveRule:
        edited.rules.erase(place);
        break;
    case FixKind::RemoveCondition:
        if (argument && *argument < rule.args.size())
            rule.args.erase(rule.args.begin() + static_cast<std::ptrdiff_t>(*argument));
        break;
    case FixKind::TrimDatum:
        if (argument && *argument < rule.args.size())
            rule.args[*argument].valueTwo &= rule.args[*argument].value;
        break;
    case FixKind::RemoveErrno:
        rule.errnoRet.reset();
        break;
    case FixKind::SetErrno: {
        std::uint32_t number = 0;
        std::from_chars(fix.replacement.data(), fix.replacement.data() + fix.replacement.size(), number);
        rule.errnoRet = number;
        break;
    }
    default:
        break;
    }
    return edited;
}

} // namespace whittle::profile
