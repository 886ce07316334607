// Checks of what stands in the rules: names, argument conditions, conditions on when a rule counts, and rules beside each other.
#include "profile/architecture.h"
#include "profile/check_context.h"
#include "profile/errno_name.h"
#include "profile/libseccomp_names.h"

#include <algorithm>
#include <array>
#include <format>
#include <limits>

namespace whittle::profile {

namespace {

constexpr std::size_t kMostGuesses = 200;

bool takesErrno(Action action)
{
    return action == Action::Errno || action == Action::Trace;
}

bool executes(Action action)
{
    return action == Action::Allow || action == Action::Log;
}

std::string namePath(const Rule &rule, std::size_t ruleIndex, std::size_t nameIndex)
{
    return nameIndex < rule.names.size() ? std::format("{}.names[{}]", rulePath(ruleIndex), nameIndex) : rulePath(ruleIndex) + ".name";
}

bool isImpossible(const ArgumentCondition &condition)
{
    return (condition.op == Operator::LT && condition.value == 0)
        || (condition.op == Operator::GT && condition.value == std::numeric_limits<std::uint64_t>::max());
}

void checkArgument(CheckContext &context, const Rule &rule, const std::string &path, const ArgumentCondition &condition)
{
    if (isImpossible(condition)) {
        context.add(Severity::Medium, "never-matches", path, {}, "No value meets this condition.", "The rule has no effect, because comparisons are unsigned.");
        return;
    }
    if (condition.op == Operator::MaskedEq && (condition.valueTwo & ~condition.value) != 0)
        context.add(Severity::Low, "datum-outside-mask", path, {}, "valueTwo has bits that the mask in value takes away.",
                    "libseccomp drops these bits; the condition is not as strict as it looks.", "For SCMP_CMP_MASKED_EQ value is the mask and valueTwo what is left of the argument.");
    for (const std::string &name : rule.allNames()) {
        const syscalls::Syscall *known = context.catalogue.find(name);
        if (!known || known->arguments.empty() || condition.index >= std::tuple_size_v<Arguments>)
            continue;
        if (condition.index >= known->arguments.size()) {
            context.add(Severity::Medium, "no-such-argument", path, name, std::format("{} has {} arguments; there is no number {}.", name, known->arguments.size(), condition.index),
                        "What the register holds there is left over from other code, so the rule answers by chance.", "Arguments count from 0.");
            return;
        }
        const syscalls::Argument &argument = known->arguments[condition.index];
        if (argument.isPointer() && condition.value != 0) {
            context.add(Severity::Medium, "pointer-compared", path, name, std::format("Argument {} of {} ({}) is an address.", condition.index, name, argument.name),
                        "A filter sees the address and never what stands there, so the comparison says nothing about the call.",
                        name == "clone3" ? "The flags of clone3 cannot be filtered; answer it with ENOSYS and filter clone." : "Remove the condition.");
            return;
        }
    }
}

void checkSameArgument(CheckContext &context, const Rule &rule, std::size_t index)
{
    std::map<std::uint32_t, unsigned> uses;
    for (const ArgumentCondition &condition : rule.args)
        ++uses[condition.index];
    for (const auto &[argument, count] : uses) {
        if (count < 2)
            continue;
        context.add(executes(rule.action) ? Severity::High : Severity::Medium, "same-argument-twice", rulePath(index) + ".args", {},
                    std::format("Argument {} has {} conditions in one rule, of which each one alone is enough.", argument, count),
                    "Runtimes split such a rule: conditions on one argument are joined by \"or\" and not by \"and\", and those on other arguments count alone too.",
                    "Write one condition for each argument, with SCMP_CMP_MASKED_EQ where bits are meant.");
    }
}

// Docker calls architectures as Go does.
std::string goNameFor(const std::string &name)
{
    const auto abi = parseAbi(name);
    return abi ? std::format("Write \"{}\".", architectureOf(*abi).goName) : std::string("Names are Go's: amd64, arm64, x86, x32, arm, s390x ...");
}

void checkOneCondition(CheckContext &context, const Conditions &conditions, const std::string &path, bool isInclude)
{
    for (std::size_t i = 0; i < conditions.capabilities.size(); ++i) {
        const std::string &name = conditions.capabilities[i];
        if (std::ranges::contains(allCapabilities(), name))
            continue;
        const auto meant = parseCapability(name);
        context.add(Severity::Medium, "unknown-capability", std::format("{}.caps[{}]", path, i), {}, std::format("There is no capability \"{}\".", name),
                    isInclude ? "No container holds it, so the rule never counts." : "No container holds it, so it excludes nothing.",
                    meant ? std::format("Write \"{}\".", *meant) : std::string());
    }
    for (std::size_t i = 0; i < conditions.architectures.size(); ++i) {
        const std::string &name = conditions.architectures[i];
        if (isGoArchitecture(name))
            continue;
        context.add(Severity::Medium, "unknown-architecture", std::format("{}.arches[{}]", path, i), {}, std::format("No machine is called \"{}\" here.", name),
                    isInclude ? "The rule never counts because of it." : "It excludes nothing.", goNameFor(name));
    }
}

void checkContradiction(CheckContext &context, const Rule &rule, std::size_t index)
{
    for (const std::string &name : rule.includes.capabilities) {
        if (std::ranges::contains(rule.excludes.capabilities, name))
            context.add(Severity::Medium, "never-matches", rulePath(index), {}, std::format("The rule wants {} and excludes it.", name), "It counts in no container.");
    }
    const auto isExcluded = [&rule](const std::string &name) { return std::ranges::contains(rule.excludes.architectures, name); };
    if (!rule.includes.architectures.empty() && std::ranges::all_of(rule.includes.architectures, isExcluded))
        context.add(Severity::Medium, "never-matches", rulePath(index), {}, "Every architecture that the rule wants is excluded too.", "It counts on no machine.");
    const auto from = parseKernelVersion(rule.includes.minKernel);
    const auto to = parseKernelVersion(rule.excludes.minKernel);
    if (from && to && *from >= *to)
        context.add(Severity::Medium, "never-matches", rulePath(index), {}, "The rule wants a kernel that it excludes.", "It counts on no kernel.");
}

void checkEngine(CheckContext &context, const Rule &rule, std::size_t index)
{
    const std::string path = rulePath(index);
    const bool hasKernel = !rule.includes.minKernel.empty() || !rule.excludes.minKernel.empty();
    switch (context.target.rules) {
    case EngineRules::Containerd:
        if (!rule.includes.isEmpty() || !rule.excludes.isEmpty())
            context.add(Severity::High, "condition-ignored", path, {}, "containerd ignores includes and excludes: the rule always counts.",
                        "Kubernetes, nerdctl and containerd read the plain OCI form, in which rules have no such conditions.",
                        "Write the profile for a fixed set of capabilities: whittle-cli export --to oci.");
        if (rule.name && !rule.name->empty())
            context.add(Severity::High, "name-ignored", path + ".name", *rule.name, "containerd ignores \"name\": the rule names no syscall.", "Only \"names\" is read.", "Write \"names\".");
        break;
    case EngineRules::Podman:
        if (hasKernel)
            context.add(Severity::Medium, "condition-ignored", path, {}, "Podman ignores minKernel: the rule counts on every kernel.", "Only Docker reads it.");
        break;
    case EngineRules::Docker:
        if (rule.errnoName && takesErrno(rule.action) && errnoNumber(*rule.errnoName) != rule.errnoRet.value_or(1))
            context.add(Severity::Medium, "errno-ignored", path + ".errno", {}, std::format("Docker ignores \"errno\" and answers with {}.", errnoText(rule.errnoRet.value_or(1))),
                        "Only Podman reads errors by name.", std::format("Write \"errnoRet\": {}.", errnoNumber(*rule.errnoName).value_or(1)));
        break;
    }
}

std::string conditionKey(const Rule &rule)
{
    std::string key;
    for (const ArgumentCondition &condition : rule.args)
        key += std::format("{},{},{},{};", condition.index, static_cast<int>(condition.op), condition.value, condition.valueTwo);
    return key;
}

} // namespace

void checkNames(CheckContext &context)
{
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < context.profile.rules.size(); ++i) {
        const Rule &rule = context.profile.rules[i];
        const std::vector<std::string> names = rule.allNames();
        if (names.empty())
            context.add(Severity::Low, "no-names", rulePath(i), {}, "The rule names no syscall.", "It has no effect.", "Remove it.");
        for (std::size_t k = 0; k < names.size(); ++k) {
            const std::string &name = names[k];
            if (name.empty() || context.catalogue.find(name) || context.catalogue.existsElsewhere(name))
                continue;
            // Looking for what was meant takes time; a list of that many names is no slip of the pen.
            const auto meant = ++unknown <= kMostGuesses ? context.catalogue.nearest(name) : std::nullopt;
            context.add(Severity::Medium, "unknown-syscall", namePath(rule, i, k), name, std::format("No Linux syscall is called \"{}\".", name),
                        "Runtimes pass over unknown names without a word, so the rule does nothing for it.",
                        meant ? std::format("Write \"{}\", if that is what was meant.", *meant) : std::string("Remove the name."));
        }
    }
}

void checkArguments(CheckContext &context)
{
    for (std::size_t i = 0; i < context.profile.rules.size(); ++i) {
        const Rule &rule = context.profile.rules[i];
        for (std::size_t k = 0; k < rule.args.size(); ++k)
            checkArgument(context, rule, std::format("{}.args[{}]", rulePath(i), k), rule.args[k]);
        checkSameArgument(context, rule, i);
        if (rule.errnoRet && !takesErrno(rule.action) && context.target.runtime != Runtime::Crun)
            context.add(Severity::Medium, "errno-without-use", rulePath(i) + ".errnoRet", {}, std::format("{} takes no error number.", actionName(rule.action)),
                        "runc ignores it; crun refuses the profile, and the container does not start.", "Remove errnoRet.");
    }
}

void checkConditions(CheckContext &context)
{
    for (std::size_t i = 0; i < context.profile.rules.size(); ++i) {
        const Rule &rule = context.profile.rules[i];
        checkOneCondition(context, rule.includes, rulePath(i) + ".includes", true);
        checkOneCondition(context, rule.excludes, rulePath(i) + ".excludes", false);
        checkContradiction(context, rule, i);
        checkEngine(context, rule, i);
    }
}

void checkOverlaps(CheckContext &context)
{
    if (!context.resolved || context.resolved->disabled)
        return;
    const Profile &plain = context.resolved->profile;
    struct Named
    {
        const Rule *rule;
        std::size_t origin;
    };
    std::map<std::string, std::vector<Named>, std::less<>> byName;
    for (std::size_t i = 0; i < plain.rules.size(); ++i) {
        const Rule &rule = plain.rules[i];
        const std::size_t origin = context.resolved->origins[i];
        const bool isErrnoLikeDefault = !takesErrno(rule.action) || rule.errnoRet.value_or(1) == plain.defaultErrnoRet.value_or(1);
        if (rule.action == plain.defaultAction && isErrnoLikeDefault && !rule.names.empty())
            context.add(Severity::Low, "repeats-default", rulePath(origin), rule.names.size() == 1 ? rule.names.front() : std::string(), "The rule repeats the default action.",
                        "Runtimes skip it, so it changes no decision by itself; its names only count for where runc's ENOSYS answers begin.");
        for (const std::string &name : rule.names)
            byName[name].push_back({&rule, origin});
    }
    for (const auto &[name, rules] : byName) {
        if (rules.size() < 2 || !context.catalogue.find(name))
            continue;
        const auto isPlain = [](const Named &one) { return one.rule->args.empty(); };
        const auto first = std::ranges::find_if(rules, isPlain);
        std::set<std::string> seen;
        for (const Named &one : rules) {
            const bool isSameAction = first != rules.end() && one.rule->action == first->rule->action && one.rule->errnoRet == first->rule->errnoRet;
            const std::string key = std::format("{} {} {}", conditionKey(*one.rule), static_cast<int>(one.rule->action), one.rule->errnoRet.value_or(0));
            if (first != rules.end() && isPlain(one) && !isSameAction) {
                context.add(Severity::High, "contradictory", rulePath(one.origin), name,
                            std::format("{} is answered with {} here and with {} in {}; the earlier rule wins.", name, actionName(one.rule->action), actionName(first->rule->action), rulePath(first->origin)),
                            "Of two rules without argument conditions libseccomp keeps the first, without an error.", "Keep one of the two.");
            } else if (!seen.insert(key).second) {
                context.add(Severity::Low, "duplicate", rulePath(one.origin), name, std::format("{} is named twice with the same answer.", name), "The second has no effect.", "Remove one.");
            } else if (first != rules.end() && !isPlain(one)) {
                const bool isDenied = executes(first->rule->action) && !executes(one.rule->action);
                context.add(isDenied ? Severity::High : isSameAction ? Severity::Low : Severity::Medium, "shadowed", rulePath(one.origin), name,
                            std::format("{} already has a rule without argument conditions in {}, which beats this one.", name, rulePath(first->origin)),
                            "A rule without conditions wins over all rules with conditions, in any order and with any action; these conditions have no effect.",
                            isSameAction ? "Remove this rule, or the other one." : std::format("Take {} out of {}.", name, rulePath(first->origin)));
            }
        }
    }
}

} // namespace whittle::profile
