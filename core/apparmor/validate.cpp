// What only the whole policy shows.
#include "apparmor/parser.h"
#include "apparmor/pattern.h"
#include "apparmor/variables.h"

#include <algorithm>
#include <format>
#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace whittle::apparmor {

namespace {

constexpr std::size_t kMaxMistakes = 100;
constexpr std::size_t kMaxComparisons = 20000;
constexpr std::size_t kMaxExpanded = 64U << 20; // bytes

class Validator
{
public:
    Validator(const Policy &policy, std::vector<Problem> &problems) : m_policy(policy), m_variables(policy), m_problems(problems) {}

    void run()
    {
        std::set<std::string> names;
        for (const Profile &profile : m_policy.profiles) {
            if (!names.insert(profile.nameSpace + ":" + profile.name).second)
                add(profile.nameRange, std::format("the profile {} is defined twice", profile.name));
            check(profile, profile.name);
        }
    }

private:
    struct ExecRule
    {
        const Rule *rule = nullptr;
        std::string text; // without variables
        Pattern pattern;
    };

    void add(const SourceRange &range, std::string message)
    {
        if (m_problems.size() < kMaxMistakes)
            m_problems.push_back({range, std::move(message)});
    }

    // The texts that a text stands for; nothing where that is a problem, which is then told.
    std::vector<std::string> expand(const std::string &text, const SourceRange &range, bool isPath = true)
    {
        if (m_expanded > kMaxExpanded)
            return {};
        auto texts = m_variables.expand(text, isPath);
        if (texts) {
            for (const std::string &one : *texts)
                m_expanded += one.size();
            if (m_expanded > kMaxExpanded)
                add(range, "with the values of their variables the rules are too large to be checked");
            return *std::move(texts);
        }
        if (m_policy.complete)
            add(range, std::move(texts).error().message);
        return {};
    }

    std::vector<Pattern> patterns(const std::string &text, const SourceRange &range, std::vector<std::string> *texts = nullptr)
    {
        std::vector<Pattern> result;
        for (std::string &one : expand(text, range)) {
            auto pattern = Pattern::compile(one);
            if (!pattern) {
                add(range, std::move(pattern).error().message);
                return result;
            }
            result.push_back(*std::move(pattern));
            if (texts)
                texts->push_back(std::move(one));
        }
        return result;
    }

    void check(const Profile &profile, const std::string &fullName)
    {
        m_variables.setProfileName({});
        if (profile.attachment.empty() && !profile.isHat)
            patterns(profile.name, profile.nameRange);
        else
            expand(profile.name, profile.nameRange);
        if (!profile.attachment.empty())
            patterns(profile.attachment, profile.nameRange);
        m_variables.setProfileName(fullName);
        std::vector<ExecRule> exec;
        std::map<std::tuple<std::string, std::string, bool>, const Rule *> changes;
        for (const Rule &rule : profile.rules) {
            if (!rule.active)
                continue;
            switch (rule.kind) {
            case RuleKind::File: checkFile(rule, rule.included ? profile.nameRange : rule.range, exec); break;
            case RuleKind::Link:
                patterns(rule.path, placeOf(rule, profile));
                patterns(rule.target, placeOf(rule, profile));
                break;
            case RuleKind::ChangeProfile: checkChange(rule, placeOf(rule, profile), changes); break;
            default: checkConditions(rule, placeOf(rule, profile)); break;
            }
        }
        checkExec(exec, profile);
        std::set<std::string> names;
        for (const Profile &child : profile.children) {
            if (!child.active)
                continue;
            if (!names.insert(child.name).second)
                add(child.nameRange, std::format("the profile {} has two children called {}", profile.name, child.name));
            check(child, fullName + "//" + child.name);
            m_variables.setProfileName(fullName);
        }
    }

    static const SourceRange &placeOf(const Rule &rule, const Profile &profile) { return rule.included ? profile.nameRange : rule.range; }

    void checkFile(const Rule &rule, const SourceRange &range, std::vector<ExecRule> &exec)
    {
        std::vector<std::string> texts;
        std::vector<Pattern> all;
        if (rule.path.empty())
            all.push_back(*Pattern::compile("/**")), texts.emplace_back("/**");
        else
            all = patterns(rule.path, range, &texts);
        if (rule.hasTarget && (rule.permissions & file_permission::kLink) && !(rule.permissions & file_permission::kExecute))
            patterns(rule.target, range);
        if (!(rule.permissions & file_permission::kExecute) || rule.qualifiers.deny)
            return;
        for (std::size_t i = 0; i < all.size(); ++i)
            exec.push_back({&rule, texts[i], std::move(all[i])});
    }

    void checkChange(const Rule &rule, const SourceRange &range, std::map<std::tuple<std::string, std::string, bool>, const Rule *> &changes)
    {
        if (!rule.path.empty())
            patterns(rule.path, range);
        if (rule.hasTarget)
            patterns(rule.target, range);
        if (rule.path.empty() || rule.qualifiers.deny)
            return;
        const auto [known, isNew] = changes.emplace(std::tuple(rule.path, rule.target, rule.qualifiers.audit), &rule);
        if (!isNew && (known->second->safe == false) != (rule.safe == false))
            add(range, std::format("two change_profile rules for {} differ in safe and unsafe", rule.path));
    }

    void checkConditions(const Rule &rule, const SourceRange &range)
    {
        if (!rule.path.empty())
            expand(rule.path, range);
        if (rule.hasTarget)
            expand(rule.target, range);
        for (const auto *list : {&rule.conditions, &rule.peer}) {
            for (const Condition &condition : *list) {
                for (const std::string &value : condition.values)
                    expand(value, range, false);
            }
        }
    }

    // What a file is executed as must be clear: of two rules that fit it, an exact path beats a pattern, a higher priority a lower one.
    void checkExec(const std::vector<ExecRule> &exec, const Profile &profile)
    {
        std::size_t comparisons = 0;
        for (std::size_t i = 0; i < exec.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const Rule &one = *exec[i].rule;
                const Rule &two = *exec[k].rule;
                if (one.exec == two.exec && one.target == two.target)
                    continue;
                if (one.qualifiers.priority.value_or(0) != two.qualifiers.priority.value_or(0) || exec[i].pattern.isLiteral() != exec[k].pattern.isLiteral())
                    continue;
                if (++comparisons > kMaxComparisons)
                    return;
                if (!exec[i].pattern.overlaps(exec[k].pattern))
                    continue;
                add(placeOf(one, profile), std::format("{} and {} (line {}) say differently how files are executed that both fit", exec[i].text, exec[k].text, placeOf(two, profile).line));
                return;
            }
        }
    }

    const Policy &m_policy;
    Variables m_variables;
    std::vector<Problem> &m_problems;
    std::size_t m_expanded = 0;
};

} // namespace

void validate(const Policy &policy, std::vector<Problem> &problems) { Validator(policy, problems).run(); }

} // namespace whittle::apparmor
