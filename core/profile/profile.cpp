#include "profile/profile.h"

#include <algorithm>
#include <array>

namespace whittle::profile {

namespace {

constexpr std::array<std::string_view, 9> kActionNames = {
    "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_KILL_THREAD", "SCMP_ACT_KILL", "SCMP_ACT_TRAP", "SCMP_ACT_ERRNO",
    "SCMP_ACT_NOTIFY", "SCMP_ACT_TRACE", "SCMP_ACT_LOG", "SCMP_ACT_ALLOW",
};

constexpr std::array<std::string_view, 7> kOperatorNames = {
    "SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_MASKED_EQ",
};

template <class Enum, std::size_t N>
std::optional<Enum> indexOf(const std::array<std::string_view, N> &names, std::string_view text)
{
    const auto at = std::ranges::find(names, text);
    if (at == names.end())
        return std::nullopt;
    return static_cast<Enum>(at - names.begin());
}

} // namespace

std::string_view actionName(Action action)
{
    return kActionNames[static_cast<std::size_t>(action)];
}

std::optional<Action> parseAction(std::string_view text)
{
    return indexOf<Action>(kActionNames, text);
}

std::string_view operatorName(Operator op)
{
    return kOperatorNames[static_cast<std::size_t>(op)];
}

std::optional<Operator> parseOperator(std::string_view text)
{
    return indexOf<Operator>(kOperatorNames, text);
}

std::vector<std::string> Rule::allNames() const
{
    std::vector<std::string> all = names;
    if (name && !name->empty())
        all.push_back(*name);
    return all;
}

bool Rule::sameAs(const Rule &other) const
{
    return names == other.names && name == other.name && action == other.action && errnoRet == other.errnoRet
        && errnoName == other.errnoName && args == other.args && includes == other.includes && excludes == other.excludes
        && comment == other.comment && members == other.members;
}

RuleId Profile::addRule(Rule rule)
{
    rule.id = nextId++;
    rules.push_back(std::move(rule));
    return rules.back().id;
}

Rule *Profile::find(RuleId id)
{
    const auto at = std::ranges::find(rules, id, &Rule::id);
    return at == rules.end() ? nullptr : &*at;
}

const Rule *Profile::find(RuleId id) const
{
    const auto at = std::ranges::find(rules, id, &Rule::id);
    return at == rules.end() ? nullptr : &*at;
}

} // namespace whittle::profile
